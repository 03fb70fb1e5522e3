import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { money } from '@fastops/shared/base/money';
import { CHAIN_START, eventHash } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import type { Custody, EnrolReply, PushReply } from '@fastops/shared/sync/protocol';
import { foundCompany, openBranch } from '../modules/tenancy/tenancy.service.ts';
import { seatUser } from '../modules/identity/identity.service.ts';
import { passwords } from '../adapters/passwords.ts';
import type { CloudUnderTest } from './cloud-under-test.ts';

/** A company with two branches and an owner, in words of its own so that a leak shows. */
export type TestCompany = {
  readonly companyId: string;
  readonly branches: readonly [string, string];
  readonly owner: { readonly email: string; readonly password: string; readonly userId: string };
  /** A session of the owner's, from one real log-in. */
  readonly session: string;
};

export const NO_CUSTODY: Custody = { count: 0, value: money(0), oldestAt: null };
export const DAY = '2026-11-24';
const TAX = { code: 'INC', rateBp: 800 } as const;

export async function aCompany(cloud: CloudUnderTest, name: string): Promise<TestCompany> {
  const { services } = cloud;
  const newId = () => services.machine.newId();
  const companyId = newId();
  const branches = [newId(), newId()] as const;
  await services.db.inCompany(companyId, async (sql) => {
    await foundCompany(sql, { name, legalName: `${name} S.A.S.`, nit: '900123456-8' }, 'epoch-1');
    for (const [index, branchId] of branches.entries()) {
      await openBranch(
        sql,
        {
          branchId,
          branchName: `${name} ${index + 1}`,
          address: 'Calle 1',
          phone: '601',
          utcOffsetHours: -5,
          dayStartHour: 5,
          tax: TAX,
          receiptFooter: 'Gracias',
          language: 'es',
        },
        'epoch-1',
      );
    }
  });
  const owner = { email: `owner@${name.toLowerCase().replaceAll(/[^a-z]/g, '')}.co`, password: `secret of ${name}`, userId: newId() };
  const passwordHash = await passwords.hash(owner.password);
  await services.db.beforeCompany((sql) =>
    seatUser(sql, { id: owner.userId, email: owner.email, name: `Owner of ${name}`, passwordHash, companyId, role: 'owner' }),
  );
  const { token } = await cloud.call().auth.login({ email: owner.email, password: owner.password });
  return { companyId, branches, owner, session: token };
}

/** The owner's procedures. */
export function asOwner(cloud: CloudUnderTest, company: TestCompany) {
  return cloud.call({ bearer: company.session });
}

/** A till's side of the protocol, with a log in memory. */
export type TestTill = {
  readonly identity: EnrolReply;
  readonly log: Event[];
  /** Seals an event at the end of the log. */
  add(fact: { type: string; entityId: string; rev: number; body: Record<string, unknown> } & Partial<Event>): Event;
  /** An order of two lines, paid in cash: five facts. */
  sell(total?: number): string;
  /** A signature of the device key. */
  signed(text: string): string;
  /** A proof of the device key, good for ten minutes. */
  token(): Promise<string>;
  api(): Promise<ReturnType<CloudUnderTest['call']>>;
  push(from?: number, to?: number): Promise<PushReply>;
};

/** A new till of a branch, or with a code that was made for a terminal the one that goes on with it. */
export async function aTill(
  cloud: CloudUnderTest,
  company: TestCompany,
  at: string | { readonly code: string } = company.branches[0],
): Promise<TestTill> {
  const { code } = typeof at === 'string' ? await asOwner(cloud, company).terminals.createCode({ branchId: at }) : at;
  const device = generateKeyPairSync('ed25519');
  const publicKey = device.publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64url');
  const identity = await cloud.call().terminals.enrol({ code, publicKey, terminalName: 'Caja' });
  const log: Event[] = [];
  // One proof of the key is enough for many pushes.
  let pusher: ReturnType<TestTill['api']> | undefined;
  const till: TestTill = {
    identity,
    log,
    add: (fact) => {
      const event = seal(cloud, identity, { log, fact });
      log.push(event);
      return event;
    },
    sell: (total = 25_000) => sell(cloud, till, total),
    signed: (text) => sign(null, Buffer.from(text), device.privateKey).toString('base64url'),
    token: async () => {
      const { nonce } = await cloud.call().terminals.challenge();
      const signature = till.signed(`fastops-terminal:${identity.terminalId}:${nonce}`);
      const { token } = await cloud.call().terminals.token({ terminalId: identity.terminalId, nonce, signature });
      return token;
    },
    api: async () => cloud.call({ bearer: await till.token() }),
    push: async (from = 1, to = log.length) => {
      const events = log.slice(from - 1, to);
      const prevHash = events[0]?.prevHash ?? CHAIN_START;
      pusher ??= till.api();
      return (await pusher).sync.push({ streamId: identity.streamId, firstSeq: from, prevHash, events, custody: NO_CUSTODY });
    },
  };
  return till;
}

/** Registers a new log of the till's, as after a clone or a lost tail; its series gets that figure. Answers the stream's id. */
export async function reopened(cloud: CloudUnderTest, till: TestTill, figure: number): Promise<{ streamId: string }> {
  const streamId = cloud.services.machine.newId();
  const head = till.log.at(-1);
  const previous = { streamId: till.identity.streamId, lastSeq: head?.seq ?? 0, lastHash: head?.hash ?? CHAIN_START };
  const series = `${till.identity.series}${figure}`;
  const answer = await (await till.api()).sync.openStream({ streamId, series, reason: 'fork', previous });
  if (answer.outcome !== 'opened') throw new Error(`stream ${streamId} is taken`);
  return { streamId };
}

type NewFact = {
  readonly type: string;
  readonly entityId: string;
  readonly rev: number;
  readonly body: Record<string, unknown>;
} & Partial<Event>;

function seal(cloud: CloudUnderTest, identity: EnrolReply, { log, fact }: { log: readonly Event[]; fact: NewFact }): Event {
  const { companyId, branchId, terminalId, streamId } = identity;
  const unsealed = {
    id: cloud.services.machine.newId(),
    companyId,
    branchId,
    terminalId,
    streamId,
    seq: log.length + 1,
    v: 1,
    at: cloud.services.machine.now(),
    businessDay: DAY,
    actorId: terminalId,
    prevHash: log.at(-1)?.hash ?? CHAIN_START,
    ...fact,
  };
  return { ...unsealed, hash: eventHash(unsealed, sha256) };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function sell(cloud: CloudUnderTest, till: TestTill, total: number): string {
  const id = () => cloud.services.machine.newId();
  const entityId = id();
  const half = Math.floor(total / 2);
  till.add({ type: 'order.opened', entityId, rev: 1, body: { orderType: 'counter' } });
  for (const [index, price] of [half, total - half].entries()) {
    till.add({ type: 'order.line-added', entityId, rev: 2 + index, body: { line: aLine(id, price) } });
  }
  till.add({ type: 'order.placed', entityId, rev: 4, body: { number: { series: till.identity.series, sequence: till.log.length } } });
  till.add({ type: 'order.payment-added', entityId, rev: 5, body: { payment: aPayment(id(), total) } });
  return entityId;
}

export function aLine(newId: () => string, price: number) {
  return {
    id: newId(),
    productId: newId(),
    categoryId: newId(),
    name: 'Salchipapa',
    quantity: 1,
    unitPrice: price,
    choices: [],
    tax: TAX,
    stations: ['freidora'],
  };
}

export function aPayment(id: string, amount: number) {
  return { id, method: 'cash', amount, tendered: amount, change: 0, rounding: 0 };
}
