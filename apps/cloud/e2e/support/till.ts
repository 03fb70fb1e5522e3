import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

import { money, sumMoney, type Money } from '@fastops/shared/base/money';
import { uuidv7 } from '@fastops/shared/base/id';
import type { OrderLine, OrderType, PaymentMethod } from '@fastops/shared/orders/order.events';
import { lineTotal } from '@fastops/shared/orders/totals';
import { CHAIN_START, eventHash } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import { EXPORT_FORMAT, exportSum } from '@fastops/shared/sync/export';
import type { Custody, EnrolReply, IncarnationReason } from '@fastops/shared/sync/protocol';
import { createTRPCClient, httpLink } from '@trpc/client';

import type { CloudRouter } from '../../src/server/rpc/router.ts';

/** One sale, in the words of a test. */
export type Sale = {
  readonly lines: readonly OrderLine[];
  readonly method?: PaymentMethod;
  readonly type?: OrderType;
  readonly at: number;
  readonly cancelled?: boolean;
  /** The day it belongs to; today when it doesn't say. */
  readonly businessDay?: string;
  /** Taken off the whole of it, in basis points. */
  readonly discountBp?: number;
};

const NOTHING: Custody = { count: 0, value: money(0), oldestAt: null };

/**
 * A till as the cloud sees one: a key pair, one stream with its chain, and the sync protocol over HTTP.
 * It keeps nothing on disk; the real till does, and speaks the same words.
 */
export class TestTill {
  readonly terminalId: string;
  #identity: EnrolReply;
  readonly #api: ReturnType<typeof connect>;
  readonly #actorId: string;
  #seq = 0;
  #hash = CHAIN_START;
  #sold = 0;

  private constructor(parts: { readonly identity: EnrolReply; readonly api: ReturnType<typeof connect>; readonly actorId: string }) {
    this.#identity = parts.identity;
    this.#api = parts.api;
    this.#actorId = parts.actorId;
    this.terminalId = parts.identity.terminalId;
  }

  /** Enrols with a one-use code and proves its key. */
  static async enrol(cloudUrl: string, as: { readonly code: string; readonly name: string; readonly actorId: string }): Promise<TestTill> {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const rawKey = publicKey.export({ format: 'jwk' }).x ?? '';
    const stranger = connect(cloudUrl, () => undefined);
    const identity = await stranger.terminals.enrol.mutate({ code: as.code, publicKey: rawKey, terminalName: as.name });
    const { nonce } = await stranger.terminals.challenge.query();
    const proof = sign(null, Buffer.from(`fastops-terminal:${identity.terminalId}:${nonce}`), privateKey);
    const { token } = await stranger.terminals.token.mutate({
      terminalId: identity.terminalId,
      nonce,
      signature: proof.toString('base64url'),
    });
    return new TestTill({ identity, api: connect(cloudUrl, () => token), actorId: as.actorId });
  }

  /** Says that it is there, what it still holds, and what its clock shows. */
  async hello(custody: Custody = NOTHING, clockOffMs = 0): Promise<void> {
    await this.#api.sync.hello.mutate({
      streamId: this.#identity.streamId,
      lastSeq: this.#seq,
      lastHash: this.#hash,
      protocol: 1,
      appVersion: '0.1.0',
      deviceTime: Date.now() + clockOffMs,
      custody,
    });
  }

  /** Pushes whole orders, each opened, filled, placed, paid and closed. Answers the numbers it called out. */
  async sell(sales: readonly Sale[], custody: Custody = NOTHING): Promise<string[]> {
    const firstSeq = this.#seq + 1;
    const prevHash = this.#hash;
    const numbers: string[] = [];
    const events: Event[] = [];
    for (const sale of sales) {
      this.#sold += 1;
      numbers.push(`${this.#identity.series}-${String(this.#sold).padStart(3, '0')}`);
      events.push(...this.#orderEvents(sale, this.#sold));
    }
    const reply = await this.#api.sync.push.mutate({ streamId: this.#identity.streamId, firstSeq, prevHash, events, custody });
    if (reply.outcome !== 'stored') throw new Error(`the cloud answered ${reply.outcome}`);
    return numbers;
  }

  /** Pushes facts as they are, also such that no cloud can read. */
  async push(facts: readonly Pick<Event, 'type' | 'body' | 'entityId' | 'rev' | 'at'>[]): Promise<void> {
    const firstSeq = this.#seq + 1;
    const prevHash = this.#hash;
    const events = facts.map((fact) => this.#seal(fact));
    await this.#api.sync.push.mutate({ streamId: this.#identity.streamId, firstSeq, prevHash, events, custody: NOTHING });
  }

  /** Sells without telling the cloud, and answers the file that a till writes before it forgets its keys. */
  leaveFile(sales: readonly Sale[]): string {
    const events = sales.flatMap((sale) => this.#orderEvents(sale, (this.#sold += 1)));
    const { companyId, branchId, terminalId } = this.#identity;
    const head = { kind: 'head', format: EXPORT_FORMAT, companyId, branchId, terminalId, at: Date.now(), count: events.length };
    const lines = [head, ...events.map((event) => ({ kind: 'event', event }))].map((line) => JSON.stringify(line));
    const end = { kind: 'end', sha256: lines.reduce((sum, line) => exportSum(sum, line, sha256), '') };
    return [...lines, JSON.stringify(end), ''].join('\n');
  }

  /** Begins its log anew under the next series, as after a clone or a restore. */
  async beginAnew(reason: IncarnationReason): Promise<void> {
    const { streamId, series } = this.#identity;
    const next = { streamId: newId(Date.now()), series: `${series}2` };
    await this.#api.sync.openStream.mutate({ ...next, reason, previous: { streamId, lastSeq: this.#seq, lastHash: this.#hash } });
    this.#identity = { ...this.#identity, ...next };
    this.#seq = 0;
    this.#hash = CHAIN_START;
    this.#sold = 0;
  }

  #orderEvents(sale: Sale, sequence: number): Event[] {
    const orderId = newId(sale.at);
    const gross = sumMoney(sale.lines.map(lineTotal));
    const total = money(gross - Math.round((gross * (sale.discountBp ?? 0)) / 10_000));
    const discount = { id: newId(sale.at), kind: 'percent', value: sale.discountBp, reason: 'Cliente frecuente' };
    const bodies: [string, Record<string, unknown>][] = [
      ['order.opened', { orderType: sale.type ?? 'counter' }],
      ...sale.lines.map((line): [string, Record<string, unknown>] => ['order.line-added', { line }]),
      ...(sale.discountBp ? [['order.discount-added', { discount }] as [string, Record<string, unknown>]] : []),
      ['order.placed', { number: { series: this.#identity.series, sequence } }],
      ['order.payment-added', { payment: paymentOf(total, sale) }],
      sale.cancelled ? ['order.cancelled', { reason: 'El cliente se fue' }] : ['order.closed', {}],
    ];
    return bodies.map(([type, body], index) =>
      this.#seal({ type, body, entityId: orderId, rev: index + 1, at: sale.at }, sale.businessDay),
    );
  }

  #seal(fact: Pick<Event, 'type' | 'body' | 'entityId' | 'rev' | 'at'>, day = businessDay()): Event {
    this.#seq += 1;
    const { companyId, branchId, terminalId, streamId } = this.#identity;
    const sealed = {
      ...fact,
      id: newId(fact.at),
      companyId,
      branchId,
      terminalId,
      streamId,
      seq: this.#seq,
      v: 1,
      businessDay: day,
      actorId: this.#actorId,
      prevHash: this.#hash,
    };
    this.#hash = eventHash(sealed, sha256);
    return { ...sealed, hash: this.#hash };
  }
}

/** A line of one product; what a test doesn't care about is filled in. */
export function aLine(line: Partial<OrderLine> & { readonly name: string; readonly unitPrice: Money }): OrderLine {
  const now = Date.now();
  return {
    id: newId(now),
    productId: newId(now),
    categoryId: newId(now),
    quantity: 1,
    choices: [],
    tax: { code: 'INC', rateBp: 800 },
    stations: [],
    ...line,
  };
}

export function newId(at: number): string {
  return uuidv7(at, randomBytes(10));
}

/** The shop's calendar day at this moment: every sale of a run belongs to one day, as in one open session. */
function businessDay(): string {
  return new Date(Date.now() - 5 * 3_600_000).toISOString().slice(0, 10);
}

function paymentOf(total: Money, { method = 'cash' }: Sale) {
  const tendered = method === 'cash' ? money(Math.ceil(total / 10_000) * 10_000) : total;
  return { id: newId(Date.now()), method, amount: total, tendered, change: money(tendered - total), rounding: money(0) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function connect(cloudUrl: string, token: () => string | undefined) {
  return createTRPCClient<CloudRouter>({
    links: [httpLink({ url: `${cloudUrl}/trpc`, headers: () => headersWith(token()) })],
  });
}

function headersWith(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
