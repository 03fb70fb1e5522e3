import { assert } from '@fastops/shared/base/assert';
import type { Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Selection } from '@fastops/shared/catalog/selection';
import { lineVersion, type OrderEventType, type OrderLine, type OrderType } from '@fastops/shared/orders/order.events';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import { orderTotals } from '@fastops/shared/orders/totals';
import type { Draft, ReadContext, WriteContext } from '../../context.ts';
import type { Writer } from '../../db/access.ts';
import { ownStream } from '../../db/event-log.ts';
import { requireSession, type NoSessionRefusal } from '../cash/cash.service.ts';
import { lineFor, type LineRefusal } from '../catalog/catalog.service.ts';
import { sendToKitchen } from '../kitchen/firing.service.ts';
import { queueReceipt, queueReceiptCopy } from '../printing/printing.service.ts';
import { appendPayment, type PayRefusal, type Tender } from './pay.service.ts';
import { findOrder, listDraftIds, listPlaced, saveOrder, takeSequence, type OrderRow } from './orders.store.ts';

export type { OrderRow } from './orders.store.ts';

export type OrderRefusal =
  | NoSessionRefusal
  | LineRefusal
  | { readonly code: 'order.not-found'; readonly id: string }
  | { readonly code: 'order.not-a-draft'; readonly state: Order['state'] }
  | { readonly code: 'order.empty' }
  | { readonly code: 'order.line-not-found'; readonly lineId: string }
  | { readonly code: 'order.not-placed' }
  | PayRefusal;

export type OrderAnswer = Result<Order, OrderRefusal>;
type CashTender = { readonly paymentId: string; readonly tendered: Money };

/** The cart that was open when the till stopped, or null. */
export function currentDraft(ctx: ReadContext): Order | null {
  const [id] = listDraftIds(ctx.db, ctx);
  return (id && findOrder(ctx.db, ctx.companyId, id)) || null;
}

export function readOrder(ctx: ReadContext, id: string): OrderAnswer {
  const order = findOrder(ctx.db, ctx.companyId, id);
  return order ? done(order) : refuse({ code: 'order.not-found', id });
}

/** Orders placed in the open session's business day, newest first; `here`: by this terminal alone. */
export function recentOrders(ctx: ReadContext, { limit, here }: { limit: number; here: boolean }): OrderRow[] {
  const session = requireSession(ctx);
  if (!session.ok) return [];
  const { companyId } = ctx;
  return listPlaced(ctx.db, { companyId, businessDay: session.value.businessDay, terminalId: here ? ctx.terminalId : null }, limit);
}

/** Adds a line; the first line opens the order under the id that the cart was born with. A repeated line id changes nothing. */
export function addLine(ctx: WriteContext, input: { orderId: string; orderType: OrderType; selection: Selection }): OrderAnswer {
  const cart = openCart(ctx, input);
  if (!cart.ok) return cart;
  const { order, businessDay } = cart.value;
  if (order?.lines.some((line) => line.id === input.selection.lineId)) return done(order);
  const line = lineFor(ctx, input.selection);
  if (!line.ok) return line;
  if (!order) ctx.append({ type: 'order.opened', entityId: input.orderId, businessDay, body: { orderType: input.orderType } });
  ctx.append({ ...lineFact(line.value), entityId: input.orderId, businessDay });
  return done(projectOrderIn(ctx, input.orderId));
}

export function changeLine(
  ctx: WriteContext,
  input: { orderId: string; lineId: string; quantity?: number | undefined; note?: string | null | undefined },
): OrderAnswer {
  const draft = requireDraftLine(ctx, input);
  if (!draft.ok) return draft;
  const { lineId, quantity, note } = input;
  const body = { lineId, ...(quantity === undefined ? {} : { quantity }), ...(note === undefined ? {} : { note }) };
  return changed(ctx, draft.value, { type: 'order.line-changed', body });
}

export function removeLine(ctx: WriteContext, input: { orderId: string; lineId: string }): OrderAnswer {
  const draft = requireDraftLine(ctx, input);
  if (!draft.ok) return draft;
  return changed(ctx, draft.value, { type: 'order.line-removed', body: { lineId: input.lineId } });
}

export function changeType(ctx: WriteContext, input: { orderId: string; orderType: OrderType }): OrderAnswer {
  const draft = requireDraft(ctx, input.orderId);
  if (!draft.ok) return draft;
  if (draft.value.type === input.orderType) return draft;
  return changed(ctx, draft.value, { type: 'order.type-changed', body: { orderType: input.orderType } });
}

/** The fact that adds a line, in the oldest version that can say it. */
function lineFact(line: OrderLine): Pick<Draft<'order.line-added'>, 'type' | 'v' | 'body'> {
  return { type: 'order.line-added', v: lineVersion(line), body: { line } };
}

/** Drops a cart that was never placed; it stays in the log with its reason. */
export function cancelDraft(ctx: WriteContext, input: { orderId: string; reason: string }): OrderAnswer {
  const draft = requireDraft(ctx, input.orderId);
  if (!draft.ok) return draft;
  return changed(ctx, draft.value, { type: 'order.cancelled', body: { reason: input.reason } });
}

/** Gives the order its number and sends it to the kitchen. Placing twice is placing once. */
export function placeOrder(ctx: WriteContext, input: { orderId: string }): OrderAnswer {
  const order = orderIn(ctx, input.orderId);
  if (!order) return refuse({ code: 'order.not-found', id: input.orderId });
  if (order.state !== 'draft') return order.state === 'cancelled' ? refuse({ code: 'order.not-a-draft', state: order.state }) : done(order);
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const placed = appendPlaced(ctx, { ...order, businessDay: session.value.businessDay });
  // A courtesy of everything is settled without a payment: its paper is the receipt.
  return placed.ok ? done(finish(ctx, order.id, { kitchen: true, receipt: order.totals.due <= 0 })) : placed;
}

/**
 * Takes money for an order, all of it or a part: places it if it wasn't, and once it is settled
 * queues the receipt with the drawer's kick.
 */
export function pay(ctx: WriteContext, input: { orderId: string } & Tender): OrderAnswer {
  const order = orderIn(ctx, input.orderId);
  if (!order) return refuse({ code: 'order.not-found', id: input.orderId });
  if (order.payments.some((payment) => payment.id === input.paymentId)) return done(order);
  if (order.state === 'cancelled') return refuse({ code: 'order.not-a-draft', state: order.state });
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const { id: sessionId, businessDay } = session.value;
  const isDraft = order.state === 'draft';
  const placed = isDraft ? appendPlaced(ctx, { ...order, businessDay }) : done(null);
  if (!placed.ok) return placed;
  const paid = appendPayment(ctx, { id: order.id, balance: order.balance, businessDay, sessionId }, input);
  if (!paid.ok) return paid;
  const settles = input.amount === undefined || input.amount === order.balance;
  return done(finish(ctx, order.id, { kitchen: isDraft, receipt: settles }));
}

/** A whole order at once: what a headless client or another channel sends. The same rules, one transaction. */
export function ringUp(
  ctx: WriteContext,
  input: { orderId: string; orderType: OrderType; selections: readonly Selection[] } & CashTender,
): OrderAnswer {
  const known = orderIn(ctx, input.orderId);
  if (known?.payments.some((payment) => payment.id === input.paymentId)) return done(known);
  const open = openCart(ctx, input);
  if (!open.ok) return open;
  const { businessDay, sessionId } = open.value;
  const cart = appendLines(ctx, { known, businessDay }, input);
  if (!cart.ok) return cart;
  const placed = appendPlaced(ctx, { id: input.orderId, lines: cart.value.lines, businessDay });
  if (!placed.ok) return placed;
  const paid = appendPayment(ctx, { id: input.orderId, balance: cart.value.balance, businessDay, sessionId }, { ...input, method: 'cash' });
  return paid.ok ? done(finish(ctx, input.orderId, { kitchen: true, receipt: true })) : paid;
}

/** Prints the receipt again, marked as a copy. */
export function reprintReceipt(ctx: WriteContext, input: { orderId: string }): OrderAnswer {
  const order = orderIn(ctx, input.orderId);
  if (!order) return refuse({ code: 'order.not-found', id: input.orderId });
  if (!order.number) return refuse({ code: 'order.not-placed' });
  queueReceiptCopy(ctx, order);
  return done(order);
}

/** Folds the order's facts into its rows; also how facts of other tills arrive. */
export function projectOrder(db: Writer, companyId: string, orderId: string): Order {
  const order = findOrder(db, companyId, orderId);
  assert(order, `order ${orderId} has no facts`);
  saveOrder(db, companyId, order);
  return order;
}

/** The order as this command sees it, what it has appended included. */
function orderIn(ctx: WriteContext, orderId: string): Order | undefined {
  const facts = ctx.factsOf(orderId);
  return facts.length === 0 ? undefined : foldOrder(facts);
}

/** Appends one fact to a draft, on the business day it was opened in, and answers what it is now. */
function changed<T extends OrderEventType>(ctx: WriteContext, draft: Order, fact: Pick<Draft<T>, 'type' | 'body'>): OrderAnswer {
  ctx.append({ ...fact, entityId: draft.id, businessDay: draft.businessDay });
  return done(projectOrderIn(ctx, draft.id));
}

/** Folds the order with what this command has appended, and writes its rows. */
export function projectOrderIn(ctx: WriteContext, orderId: string): Order {
  const order = orderIn(ctx, orderId);
  assert(order, `order ${orderId} has no facts`);
  saveOrder(ctx.db, ctx.companyId, order);
  return order;
}

/** Opens the order where it is new, and appends the lines it hasn't got; answers all its lines and what they come to. */
function appendLines(
  ctx: WriteContext,
  { known, businessDay }: { known: Order | undefined; businessDay: string },
  input: { orderId: string; orderType: OrderType; selections: readonly Selection[] },
): Result<Pick<Order, 'lines' | 'balance'>, OrderRefusal> {
  if (!known) ctx.append({ type: 'order.opened', entityId: input.orderId, businessDay, body: { orderType: input.orderType } });
  const lines = [...(known?.lines ?? [])];
  for (const selection of input.selections) {
    if (lines.some((line) => line.id === selection.lineId)) continue;
    const line = lineFor(ctx, selection);
    if (!line.ok) return line;
    ctx.append({ ...lineFact(line.value), entityId: input.orderId, businessDay });
    lines.push(line.value);
  }
  // Of an order that was there before, the fold alone knows what is owed: a line once removed stays removed.
  return done((known && orderIn(ctx, input.orderId)) ?? { lines, balance: orderTotals(lines).total });
}

type Placeable = { readonly id: string; readonly lines: readonly OrderLine[]; readonly businessDay: string };

/** Appends the number of a draft, the next one of the business day it is placed in. */
function appendPlaced(ctx: WriteContext, { id, lines, businessDay }: Placeable): Result<null, OrderRefusal> {
  if (lines.length === 0) return refuse({ code: 'order.empty' });
  const { series } = ownStream(ctx.db, ctx.companyId);
  const sequence = takeSequence(ctx.db, { companyId: ctx.companyId, series, businessDay });
  ctx.append({ type: 'order.placed', entityId: id, businessDay, body: { number: { series, sequence } } });
  return done(null);
}

/** Projects what was appended, once, and queues the paper it calls for. */
function finish(ctx: WriteContext, orderId: string, paper: { kitchen: boolean; receipt: boolean }): Order {
  const order = projectOrderIn(ctx, orderId);
  if (paper.kitchen) sendToKitchen(ctx, order);
  if (paper.receipt) queueReceipt(ctx, order);
  return order;
}

type Cart = { readonly order: Order | undefined; readonly businessDay: string; readonly sessionId: string };

function openCart(ctx: WriteContext, input: { orderId: string }): Result<Cart, OrderRefusal> {
  const order = orderIn(ctx, input.orderId);
  if (order && order.state !== 'draft') return refuse({ code: 'order.not-a-draft', state: order.state });
  const session = requireSession(ctx);
  return session.ok ? done({ order, businessDay: session.value.businessDay, sessionId: session.value.id }) : session;
}

function requireDraft(ctx: WriteContext, orderId: string): OrderAnswer {
  const order = orderIn(ctx, orderId);
  if (!order) return refuse({ code: 'order.not-found', id: orderId });
  return order.state === 'draft' ? done(order) : refuse({ code: 'order.not-a-draft', state: order.state });
}

function requireDraftLine(ctx: WriteContext, input: { orderId: string; lineId: string }): OrderAnswer {
  const draft = requireDraft(ctx, input.orderId);
  if (!draft.ok) return draft;
  const known = draft.value.lines.some((line) => line.id === input.lineId);
  return known ? draft : refuse({ code: 'order.line-not-found', lineId: input.lineId });
}
