import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { uuidv7 } from '@fastops/shared/base/id';
import { money, type Money } from '@fastops/shared/base/money';
import { secretFile } from '@fastops/desktop/branch/adapters/secret-file';
import { composeBranch, type Branch } from '@fastops/desktop/branch/compose';
import { readEnv } from '@fastops/desktop/branch/env';
import { callBranch } from '@fastops/desktop/branch/rpc/router';
import type { Connection } from '@fastops/desktop/branch/rpc/procedures';

const FLOAT = money(100_000);

/** A clock that a trial moves; it only ever goes forward with the wall clock or faster. */
export type TrialClock = { ahead: number };

/** A whole branch server in this process: real file, real sync loop, real sockets; only nobody looks at a window. */
export type TrialTill = {
  readonly branch: Branch;
  readonly folder: string;
  readonly call: ReturnType<typeof callBranch>;
  newId(): string;
  /** A cashier logs in and opens the shift. */
  begin(pin: { staffId: string; pin: string }): Promise<void>;
  /** Counts the drawer and closes the shift; a float stays for tomorrow. */
  finish(): Promise<void>;
  /** Sells one thing for cash and answers the order's id. */
  sell(): Promise<string>;
  /** The manager gives the whole amount of a paid order back in cash. */
  refund(orderId: string, manager: { staffId: string; pin: string }): Promise<void>;
  /** Puts one thing into an order that may be new, and answers the line's id. */
  addLine(orderId: string): Promise<string>;
  unsynced(): Promise<number>;
  /** Stops the server; its folder may be opened again. */
  stop(): Promise<void>;
  /** Stops the server and throws its file away. */
  close(): Promise<void>;
};

/** Starts the server over a folder; a folder that was used before is opened as after a restart. */
export function startTill(
  cloudUrl: string,
  clock: TrialClock = { ahead: 0 },
  folder = mkdtempSync(join(tmpdir(), 'trial-till-')),
): TrialTill {
  const env = readEnv({ FASTOPS_DATA: folder, FASTOPS_SECRETS: `${folder}/secrets`, FASTOPS_CLOUD_URL: cloudUrl, FASTOPS_LOG: 'silent' });
  const now = () => Date.now() + clock.ahead;
  const newId = () => uuidv7(now(), randomBytes(10));
  const branch = composeBranch(env, secretFile({ path: env.secretsPath, backend: 'file' }), { now, newId });
  const connection: Connection = { actor: undefined };
  const call = callBranch({ ...branch.services, connection });
  let productIds: readonly string[] = [];
  let sold = 0;
  let office: TrialTill['call'] | undefined;
  const pick = async () => {
    if (productIds.length === 0) productIds = await plainProducts(call);
    return productIds[(sold += 1) % productIds.length] ?? '';
  };
  return {
    branch,
    folder,
    call,
    newId,
    begin: async (who) => {
      expect(await call.identity.login(who)).toMatchObject({ ok: true });
      if ((await call.cash.status()).session) return;
      expect(await call.cash.open({ sessionId: newId(), openingFloat: FLOAT })).toMatchObject({ ok: true });
    },
    finish: () => closeShift({ branch, call, newId }),
    sell: async () => {
      const orderId = newId();
      const selections = [{ lineId: newId(), productId: await pick(), quantity: 1 + (sold % 3), choices: [] }];
      const order = { orderId, paymentId: newId(), orderType: 'counter', selections, tendered: money(1_000_000) } as const;
      expect(await call.orders.ringUp(order)).toMatchObject({ ok: true });
      return orderId;
    },
    refund: async (orderId, manager) => {
      office ??= await officeOf(branch, manager);
      const order = await call.orders.find({ orderId });
      if (!order.ok) throw new Error(order.refusal.code);
      const lines = order.value.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
      const [payment] = order.value.payments;
      if (!payment) throw new Error('nothing was paid');
      const refund = { id: newId(), paymentId: payment.id, amount: order.value.paid, lines, reason: 'salió frío' };
      expect(await office.orders.refund({ orderId, refunds: [refund] })).toMatchObject({ ok: true });
    },
    addLine: async (orderId) => {
      const lineId = newId();
      const selection = { lineId, productId: await pick(), quantity: 1, choices: [] };
      expect(await call.orders.addLine({ orderId, orderType: 'counter', selection })).toMatchObject({ ok: true });
      return lineId;
    },
    unsynced: async () => (await call.sync.status()).unsynced?.count ?? 0,
    stop: () => branch.close(),
    close: async () => {
      await branch.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Counts what is there, carries open orders on, and leaves a float. */
async function closeShift({ branch, call, newId }: Pick<TrialTill, 'branch' | 'call' | 'newId'>): Promise<void> {
  const count = { id: newId(), purpose: 'close' as const, piles: [], total: cashIn(branch) };
  expect(await call.cash.count(count)).toMatchObject({ ok: true, value: { difference: 0 } });
  const { openOrders, unverified } = await call.cash.closing();
  const close = {
    countId: count.id,
    floatLeft: FLOAT,
    openOrders: openOrders.map((order) => ({ orderId: order.id, outcome: 'next-session' as const })),
    unverifiedSeen: unverified.map((transfer) => transfer.id),
  };
  expect(await call.cash.close(close)).toMatchObject({ ok: true });
}

/** What lies in this till's drawer when nothing went wrong: the notes, not the formula. Other tills' shifts are in the file too. */
function cashIn({ services }: Branch): Money {
  const sum = (text: string) => services.core.db.get<{ sum: number }>(text)?.sum ?? 0;
  const terminalId = services.core.enrolment()?.terminal.terminalId ?? '';
  const open = `(SELECT id FROM cash_sessions WHERE closed_at IS NULL AND terminal_id = '${terminalId}')`;
  const taken = sum(`SELECT sum(tendered - change_given) AS sum FROM payments WHERE method = 'cash' AND session_id = ${open}`);
  const back = sum(`SELECT sum(amount) AS sum FROM refunds WHERE method = 'cash' AND session_id = ${open}`);
  return money(FLOAT + taken - back);
}

/** A second client of the same till, where somebody else is logged in. */
async function officeOf(branch: Branch, who: { staffId: string; pin: string }): Promise<TrialTill['call']> {
  const office = callBranch({ ...branch.services, connection: { actor: undefined } });
  expect(await office.identity.login(who)).toMatchObject({ ok: true });
  return office;
}

/** Enrols a till and lets Ana open the shift. */
export async function enrolledTill(
  { code, demo }: { code(): Promise<string>; demo: { staff: readonly { id: string; pin: string }[] } },
  cloudUrl: string,
  clock?: TrialClock,
): Promise<TrialTill> {
  const till = startTill(cloudUrl, clock);
  const answer = await till.branch.services.enrolments.enrol({ cloudUrl, code: await code(), terminalName: 'Caja' });
  expect(answer).toMatchObject({ ok: true });
  const [ana] = demo.staff;
  if (!ana) throw new Error('nobody works here');
  await till.begin({ staffId: ana.id, pin: ana.pin });
  return till;
}

const LONGEST_DRAIN_MS = 120_000;

/** Waits until the cloud has everything, ringing the till's bell so that the waits between its tries don't last. */
export async function drained(till: TrialTill): Promise<void> {
  const givenUpAt = performance.now() + LONGEST_DRAIN_MS;
  while ((await till.unsynced()) > 0) {
    if (performance.now() > givenUpAt)
      throw new Error(`still ${await till.unsynced()} events on the till: ${JSON.stringify(till.branch.services.link.state())}`);
    till.branch.services.link.syncNow();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Products that need no choice before they are sold. */
async function plainProducts(call: TrialTill['call']): Promise<string[]> {
  const menu = await call.catalog.menu();
  return menu.products
    .filter((product) => product.kind === 'single' && product.sizes.length === 0 && product.groupIds.length === 0 && !product.soldOut)
    .map(({ id }) => id);
}
