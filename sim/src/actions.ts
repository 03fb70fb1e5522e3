import type { WriteContext } from '@fastops/desktop/branch/context';
import { openSession, requireSession } from '@fastops/desktop/branch/modules/cash/cash.service';
import { closeSession } from '@fastops/desktop/branch/modules/cash/close.service';
import { sealCount } from '@fastops/desktop/branch/modules/cash/count.service';
import { addMovement } from '@fastops/desktop/branch/modules/cash/drawer-money.service';
import { closingList } from '@fastops/desktop/branch/modules/cash/open-orders.service';
import { addDiscount, answerTip } from '@fastops/desktop/branch/modules/orders/adjust.service';
import { refundOrder } from '@fastops/desktop/branch/modules/orders/refund.service';
import {
  addLine,
  cancelDraft,
  changeLine,
  pay,
  placeOrder,
  ringUp,
  type OrderAnswer,
} from '@fastops/desktop/branch/modules/orders/orders.service';
import { holdOrder, resumeOrder, type WorkAnswer } from '@fastops/desktop/branch/modules/orders/work.service';
import { money, type Money } from '@fastops/shared/base/money';
import { done, type Result } from '@fastops/shared/base/result';
import type { Chance } from './chance.ts';
import type { Till } from './till.ts';

/** What a cashier was told is done: the order, its money and the number on the ticket. */
export type Receipt = { readonly orderId: string; readonly paymentId: string; readonly amount: number };

export type ActionParts = { readonly luck: Chance; readonly productIds: readonly string[]; readonly paid: (receipt: Receipt) => void };
type Command = {
  readonly label: string;
  readonly run: (ctx: WriteContext) => Result<unknown>;
  readonly receipt?: { orderId: string; paymentId: string };
};

const PLENTY = money(10_000_000);
const TYPES = ['counter', 'takeaway', 'dine_in'] as const;

/** Does one thing at a till, as a person would; after a power cut the same thing is often tried again, under the same ids. */
export function actAt(till: Till, parts: ActionParts): void {
  const command = choose(till, parts);
  if (!command) return;
  let result = till.act(command.label, command.run);
  if (result === 'cut' && !parts.luck.oneIn(3)) result = till.act(`${command.label} again`, command.run);
  if (result !== 'cut' && result.ok && command.receipt) parts.paid(receiptOf(till, command.receipt));
}

function receiptOf(till: Till, { orderId, paymentId }: { orderId: string; paymentId: string }): Receipt {
  const row = till.core().db.get<{ amount: number }>('SELECT amount FROM payments WHERE order_id = ? AND id = ?', orderId, paymentId);
  if (!row) throw new Error(`the till acknowledged payment ${paymentId} and has no row of it`);
  return { orderId, paymentId, amount: row.amount };
}

type Choice = (till: Till, parts: ActionParts) => Command | undefined;

const CHOICES: readonly (readonly [number, Choice])[] = [
  [6, sell],
  [4, tapLine],
  [3, payOpenOrder],
  [1, place],
  [1, discard],
  [1, hold],
  [2, resume],
  [1, changeQuantity],
  [1, adjust],
  [1, refund],
  [1, moveCash],
  [1, closeShift],
  [1, poison],
];
const WEIGHTED = CHOICES.flatMap(([weight, choice]) => Array.from({ length: weight }, () => choice));

function choose(till: Till, parts: ActionParts): Command | undefined {
  const core = till.core();
  if (!core.enrolment()) return undefined;
  const open = core.db.get('SELECT 1 FROM cash_sessions WHERE terminal_id = ? AND closed_at IS NULL', till.actor.terminalId);
  return (open ? parts.luck.pick(WEIGHTED) : openShift)(till, parts);
}

function openShift(till: Till): Command {
  const { newId } = till.core().machine;
  const sessionId = newId();
  return { label: 'opens', run: (ctx) => openSession(ctx, { sessionId, openingFloat: money(100_000), reason: 'sim' }) };
}

function selection(till: Till, { luck, productIds }: ActionParts) {
  return { lineId: till.core().machine.newId(), productId: luck.pick(productIds), quantity: 1 + luck.below(3), choices: [] };
}

function sell(till: Till, parts: ActionParts): Command {
  const { newId } = till.core().machine;
  const receipt = { orderId: newId(), paymentId: newId() };
  const selections = Array.from({ length: 1 + parts.luck.below(2) }, () => selection(till, parts));
  const orderType = parts.luck.pick(TYPES);
  return { label: 'sells', receipt, run: (ctx) => ringUp(ctx, { ...receipt, orderType, selections, tendered: PLENTY }) };
}

/** An order that isn't finished, of this till or of another one of the branch. */
function openOrder(till: Till, luck: Chance, states: readonly string[]): string | undefined {
  const rows = till
    .core()
    .db.all<{ id: string }>(
      `SELECT id FROM orders WHERE state IN (${states.map((state) => `'${state}'`).join(',')}) AND (state = 'draft' OR balance > 0) ORDER BY id`,
    );
  return rows.length === 0 ? undefined : luck.pick(rows).id;
}

function tapLine(till: Till, parts: ActionParts): Command {
  const known = openOrder(till, parts.luck, ['draft']);
  const orderId = known && !parts.luck.oneIn(3) ? known : till.core().machine.newId();
  const input = { orderId, orderType: 'counter', selection: selection(till, parts) } as const;
  return { label: 'taps', run: (ctx) => addLine(ctx, input) };
}

function payOpenOrder(till: Till, { luck }: ActionParts): Command | undefined {
  const orderId = openOrder(till, luck, ['draft', 'placed']);
  if (!orderId) return undefined;
  const receipt = { orderId, paymentId: till.core().machine.newId() };
  const part = luck.oneIn(3) ? { amount: money(5_000) } : {};
  const tender = luck.oneIn(3) ? ({ method: 'card' } as const) : ({ method: 'cash', tendered: PLENTY } as const);
  return { label: `takes ${tender.method}`, receipt, run: (ctx) => pay(ctx, { ...receipt, ...part, ...tender }) };
}

function adjust(till: Till, { luck }: ActionParts): Command | undefined {
  const orderId = openOrder(till, luck, ['draft', 'placed']);
  if (!orderId) return undefined;
  const id = till.core().machine.newId();
  const tip = { answer: 'changed', amount: money(500 * (1 + luck.below(6))), suggestedBp: 0, suggested: money(0) } as const;
  if (luck.oneIn(2)) return { label: 'notes a tip', run: (ctx) => answerTip(ctx, { orderId, tip }) };
  return {
    label: 'discounts',
    run: (ctx) => addDiscount(ctx, { orderId, discount: { id, kind: 'percent', value: 1_000, reason: 'sim' } }),
  };
}

function refund(till: Till, { luck }: ActionParts): Command | undefined {
  const rows = till
    .core()
    .db.all<{ orderId: string; paymentId: string }>(
      "SELECT order_id AS orderId, id AS paymentId FROM payments WHERE method = 'cash' ORDER BY order_id, id",
    );
  if (rows.length === 0) return undefined;
  const { orderId, paymentId } = luck.pick(rows);
  const id = till.core().machine.newId();
  const given = { id, paymentId, amount: money(1_000 * (1 + luck.below(5))), lines: [], reason: 'sim' };
  return { label: 'refunds', run: (ctx) => refundOrder(ctx, { orderId, refunds: [given] }) };
}

function onDraft(label: string, run: (ctx: WriteContext, orderId: string) => OrderAnswer | WorkAnswer): Choice {
  return (till, { luck }) => {
    const orderId = openOrder(till, luck, ['draft']);
    return orderId ? { label, run: (ctx) => run(ctx, orderId) } : undefined;
  };
}

function place(till: Till, parts: ActionParts): Command | undefined {
  return onDraft('places', (ctx, orderId) => placeOrder(ctx, { orderId }))(till, parts);
}

function discard(till: Till, parts: ActionParts): Command | undefined {
  return onDraft('discards', (ctx, orderId) => cancelDraft(ctx, { orderId, reason: 'se fue' }))(till, parts);
}

function hold(till: Till, parts: ActionParts): Command | undefined {
  return onDraft('holds', (ctx, orderId) => holdOrder(ctx, { orderId }))(till, parts);
}

function resume(till: Till, parts: ActionParts): Command | undefined {
  return onDraft('resumes', (ctx, orderId) => resumeOrder(ctx, { orderId }))(till, parts);
}

function changeQuantity(till: Till, parts: ActionParts): Command | undefined {
  const orderId = openOrder(till, parts.luck, ['draft']);
  const quantity = 1 + parts.luck.below(5);
  if (!orderId) return undefined;
  return {
    label: 'changes a line',
    run: (ctx) => {
      const added = ctx.factsOf(orderId).find((fact) => fact.type === 'order.line-added');
      const lineId = String(Reflect.get(Object(Reflect.get(Object(added?.body), 'line')), 'id'));
      return changeLine(ctx, { orderId, lineId, quantity });
    },
  };
}

function moveCash(till: Till, { luck }: ActionParts): Command {
  const movement = {
    id: till.core().machine.newId(),
    kind: luck.pick(['cash_in', 'cash_out', 'safe_drop'] as const),
    amount: money(1_000 * (1 + luck.below(20))),
  };
  return { label: 'moves cash', run: (ctx) => addMovement(ctx, movement) };
}

function closeShift(till: Till, { luck }: ActionParts): Command {
  return closing(till, money(1_000 * luck.below(300)));
}

/** Counts the drawer, and closes the shift whatever is still open. */
export function closing(till: Till, total: Money): Command {
  const id = till.core().machine.newId();
  return {
    label: 'closes',
    run: (ctx) => {
      const sealed = sealCount(ctx, { id, purpose: 'close', piles: [], total });
      if (!sealed.ok) return sealed;
      const { openOrders, unverified } = closingList(ctx);
      return closeSession(ctx, {
        countId: id,
        floatLeft: money(0),
        reason: 'sim',
        openOrders: openOrders.map((order) => ({ orderId: order.id, outcome: 'next-session' })),
        unverifiedSeen: unverified.map((transfer) => transfer.id),
      });
    },
  };
}

/** A fact that no version of today can read, as a later till will make one, or a broken one. */
function poison(till: Till, { luck }: ActionParts): Command {
  const entityId = till.core().machine.newId();
  const bad = luck.pick([
    { type: 'order.blessed', body: { by: 'a later version' } },
    { type: 'order.line-removed', body: { lineId: 'not an id' } },
    { type: 'drawer.opened', body: { reason: 'magic' } },
  ]);
  return {
    label: 'poisons',
    run: (ctx) => {
      const session = requireSession(ctx);
      if (!session.ok) return session;
      // Past the types on purpose: this is what the types are there to keep out.
      ctx.append({ ...bad, entityId, businessDay: session.value.businessDay } as never);
      return done(null);
    },
  };
}
