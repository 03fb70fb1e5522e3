// A till that opens, works and closes cash sessions until it is killed. After each commit that ended one it says so.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { uuidv7 } from '@fastops/shared/base/id';
import { money } from '@fastops/shared/base/money';
import type { Result } from '@fastops/shared/base/result';
import { compilePermissions, PERMISSIONS } from '@fastops/shared/identity/permissions';
import { luckOf } from '@fastops/shared/testing/random-carts';
import type { WriteContext } from '@fastops/desktop/branch/context';
import { createCore, type Enrolment } from '@fastops/desktop/branch/core';
import { readMigrations } from '@fastops/desktop/branch/db/migrate';
import { openDatabase } from '@fastops/desktop/branch/db/open';
import { cashStatus, openSession } from '@fastops/desktop/branch/modules/cash/cash.service';
import { closeSession } from '@fastops/desktop/branch/modules/cash/close.service';
import { sealCount } from '@fastops/desktop/branch/modules/cash/count.service';
import { addMovement } from '@fastops/desktop/branch/modules/cash/drawer-money.service';
import { closingList } from '@fastops/desktop/branch/modules/cash/open-orders.service';
import { answerTip } from '@fastops/desktop/branch/modules/orders/adjust.service';
import { refundOrder } from '@fastops/desktop/branch/modules/orders/refund.service';
import { addLine, pay, placeOrder } from '@fastops/desktop/branch/modules/orders/orders.service';

/** What the trial hands over: the till's folder, who it is, what it sells. */
export type CashDuty = { readonly folder: string; readonly enrolment: Enrolment; readonly productId: string; readonly actorId: string };

const { folder, enrolment, productId, actorId }: CashDuty = JSON.parse(process.argv[2] ?? '{}');
const db = openDatabase({ file: join(folder, 'branch.db'), migrations: readMigrations(), driver: {}, allowOldSqlite: false });
const newId = () => uuidv7(Date.now(), randomBytes(10));
const core = createCore(db, { now: () => Date.now(), newId });
core.setEnrolment(enrolment);
const actor = { id: actorId, name: 'Ana', role: 'manager', permissions: compilePermissions(PERMISSIONS) };
const luck = luckOf(randomBytes(4).readUInt32LE());
const METHODS = ['cash', 'cash', 'card', 'nequi', 'breb'] as const;

/** One command; a refusal is part of the day, as when a draft of before the kill is in the way. */
function run<R extends Result<unknown>>(command: (ctx: WriteContext) => R): R {
  return core.execute(actor, command);
}

function sell(): void {
  const orderId = newId();
  const selection = { lineId: newId(), productId, quantity: 1 + luck.below(4), choices: [] };
  run((ctx) => addLine(ctx, { orderId, orderType: 'counter', selection }));
  if (luck.oneIn(12)) return;
  const placed = run((ctx) => placeOrder(ctx, { orderId }));
  if (!placed.ok || luck.oneIn(15)) return;
  // A tip only where one payment brings it: then nobody has to share it out, and the oracle needs no rule of ours.
  const splits = luck.oneIn(4);
  if (!splits && luck.oneIn(4)) {
    const tip = { answer: 'changed', amount: money(100 * (1 + luck.below(40))), suggestedBp: 0, suggested: money(0) } as const;
    run((ctx) => answerTip(ctx, { orderId, tip }));
  }
  if (splits) run((ctx) => pay(ctx, { orderId, paymentId: newId(), method: luck.of(METHODS), amount: money(50 * (1 + luck.below(300))) }));
  const method = luck.of(METHODS);
  const paymentId = newId();
  const paid = run((ctx) => pay(ctx, { orderId, paymentId, method }));
  if (paid.ok && luck.oneIn(6)) giveBack(orderId, paymentId);
}

function giveBack(orderId: string, paymentId: string): void {
  const refund = { id: newId(), paymentId, amount: money(1 + luck.below(9_000)), lines: [], reason: 'azar' };
  run((ctx) => refundOrder(ctx, { orderId, refunds: [refund] }));
}

function move(): void {
  const kind = luck.of(['cash_in', 'cash_out', 'safe_drop'] as const);
  run((ctx) => addMovement(ctx, { id: newId(), kind, amount: money(50 * (1 + luck.below(400))), category: 'Azar' }));
}

/** Half of what nobody paid is called off, so that a long life doesn't drag every cart of its youth along. */
function choiceFor(orderId: string, paid: number) {
  if (paid === 0 && luck.oneIn(2)) return { orderId, outcome: 'cancel', reason: 'azar' } as const;
  return { orderId, outcome: 'next-session' } as const;
}

/** Counts, wrongly as often as not, and closes; open orders go on, transfers were seen. */
function close(): void {
  const id = newId();
  const piles = [{ denomination: money(50), quantity: luck.below(6_000) }];
  const sealed = run((ctx) => sealCount(ctx, { id, purpose: 'close', piles, total: money(50 * (piles[0]?.quantity ?? 0)) }));
  if (!sealed.ok) throw new Error(sealed.refusal.code);
  const closed = run((ctx) => {
    const { openOrders, unverified } = closingList(ctx);
    return closeSession(ctx, {
      countId: id,
      floatLeft: money(Math.min(sealed.value.counted, 60_000)),
      reason: 'azar',
      openOrders: openOrders.map(({ id: orderId, paid }) => choiceFor(orderId, paid)),
      unverifiedSeen: unverified.map((transfer) => transfer.id),
    });
  });
  if (closed.ok) process.stdout.write(`closed ${closed.value.sessionId}\n`);
  else if (closed.refusal.code !== 'cash.count-stale') throw new Error(closed.refusal.code);
}

for (;;) {
  const { session, suggestedFloat } = cashStatus(core.readContext(actor));
  if (!session) run((ctx) => openSession(ctx, { sessionId: newId(), openingFloat: suggestedFloat }));
  for (let n = 2 + luck.below(5); n > 0; n -= 1) {
    if (luck.oneIn(4)) move();
    else sell();
  }
  close();
  await new Promise((resolve) => setImmediate(resolve));
}
