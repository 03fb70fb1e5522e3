import { assert } from '@fastops/shared/base/assert';
import { NO_MONEY, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Selection } from '@fastops/shared/catalog/selection';
import { isWeighed } from '@fastops/shared/orders/line';
import { lineVersion, type OrderEventType, type OrderLine, type OrderType } from '@fastops/shared/orders/order.events';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import type { LineQuantity } from '@fastops/shared/orders/work.events';
import { orderTotals } from '@fastops/shared/orders/totals';
import type { Draft, ReadContext, WriteContext } from '../../context.ts';
import type { Writer } from '../../db/access.ts';
import { ownStream } from '../../db/event-log.ts';
import { requireSession, type NoSessionRefusal } from '../cash/cash.service.ts';
import { withWeighing, type WeighingRefusal } from '../counter/counter.service.ts';
import { linePricer, type LineRefusal } from '../catalog/catalog.service.ts';
import { keepOrderMoves } from '../stock/ledger.service.ts';
import { noteRecipes } from '../stock/recipes.service.ts';
import { sendToKitchen } from '../kitchen/firing.service.ts';
import { queueReceipt, queueReceiptCopy } from '../printing/printing.service.ts';
import { openingCharges, typeRefusal, type TypeRefusal } from './charges.service.ts';
import { appendPayment, type PayRefusal, type Tender } from './pay.service.ts';
import { findOrder, listDraftIds, listPlaced, saveOrder, takeSequence, type OrderRow } from './orders.store.ts';

export type { OrderRow } from './orders.store.ts';

export type OrderRefusal =
  | NoSessionRefusal
  | LineRefusal
  | TypeRefusal
  | { readonly code: 'order.not-found'; readonly id: string }
  | { readonly code: 'order.not-a-draft'; readonly state: Order['state'] }
  | { readonly code: 'order.empty' }
  | { readonly code: 'order.held-elsewhere' }
  | { readonly code: 'order.line-sent'; readonly lineId: string }
  | { readonly code: 'order.line-not-found'; readonly lineId: string }
  | { readonly code: 'order.not-placed' }
  | WeighingRefusal
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
  const priced = linePricer(ctx, typeOf(order, input))(input.selection);
  const line = priced.ok ? withWeighing(ctx, input.orderId, priced.value) : priced;
  if (!line.ok) return line;
  const opened = order ? done(null) : appendOpened(ctx, { ...input, businessDay });
  if (!opened.ok) return opened;
  ctx.append({ ...lineFact(line.value), entityId: input.orderId, businessDay });
  return done(projectOrderIn(ctx, input.orderId));
}

/** Opens an order before its first line: whom it is for is written down as it is said. */
export function beginOrder(ctx: WriteContext, input: { orderId: string; orderType: OrderType }): OrderAnswer {
  const cart = openCart(ctx, input);
  if (!cart.ok) return cart;
  if (cart.value.order) return done(cart.value.order);
  const opened = appendOpened(ctx, { ...input, businessDay: cart.value.businessDay });
  if (!opened.ok) return opened;
  return done(projectOrderIn(ctx, input.orderId));
}

/** Opens an order of a type that the branch offers, with what that is charged. */
function appendOpened(
  ctx: WriteContext,
  { orderId, orderType, businessDay }: { orderId: string; orderType: OrderType; businessDay: string },
): Result<null, TypeRefusal> {
  const refusal = typeRefusal(ctx, orderType);
  if (refusal) return refuse(refusal);
  ctx.append({ type: 'order.opened', entityId: orderId, businessDay, body: { orderType } });
  for (const charge of openingCharges(ctx, orderType)) {
    ctx.append({ type: 'order.charge-set', entityId: orderId, businessDay, body: { charge } });
  }
  return done(null);
}

export function changeLine(
  ctx: WriteContext,
  input: { orderId: string; lineId: string; quantity?: number | undefined; note?: string | null | undefined },
): OrderAnswer {
  const draft = requireOpenLine(ctx, input);
  if (!draft.ok) return draft;
  const { lineId, quantity, note } = input;
  const portion = draft.value.lines.find((line) => line.id === lineId && isWeighed(line));
  if (portion && quantity !== undefined && quantity !== 1) return refuse({ code: 'line.one-portion', name: portion.name });
  const body = { lineId, ...(quantity === undefined ? {} : { quantity }), ...(note === undefined ? {} : { note }) };
  return changed(ctx, draft.value, { type: 'order.line-changed', body });
}

export function removeLine(ctx: WriteContext, input: { orderId: string; lineId: string }): OrderAnswer {
  const draft = requireOpenLine(ctx, input);
  if (!draft.ok) return draft;
  return changed(ctx, draft.value, { type: 'order.line-removed', body: { lineId: input.lineId } });
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

/** Gives the order its number and sends it to the kitchen, where it may wait for its turn. Placing twice is placing once. */
export function placeOrder(ctx: WriteContext, input: { orderId: string; held?: boolean | undefined }): OrderAnswer {
  const order = orderIn(ctx, input.orderId);
  if (!order) return refuse({ code: 'order.not-found', id: input.orderId });
  if (order.state !== 'draft') return order.state === 'cancelled' ? refuse({ code: 'order.not-a-draft', state: order.state }) : done(order);
  const mine = requireMine(ctx, order);
  if (!mine.ok) return mine;
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const placed = appendPlaced(ctx, { ...order, businessDay: session.value.businessDay });
  return placed.ok ? done(finish(ctx, order.id, { kitchen: order.unsent, receipt: needsPaper(order), held: input.held })) : placed;
}

/**
 * Takes money for an order, all of it or a part: places it if it wasn't, and once it is settled
 * queues the receipt with the drawer's kick.
 */
export function pay(ctx: WriteContext, input: { orderId: string } & Tender): OrderAnswer {
  const order = orderIn(ctx, input.orderId);
  if (!order) return refuse({ code: 'order.not-found', id: input.orderId });
  if (order.payments.some((payment) => payment.id === input.paymentId)) return done(order);
  const isDraft = order.state === 'draft';
  const mine = isDraft || order.state === 'cancelled' ? requireMine(ctx, order) : done(order);
  if (!mine.ok) return mine;
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const { id: sessionId, businessDay } = session.value;
  const placed = isDraft ? appendPlaced(ctx, { ...order, businessDay }) : done(null);
  if (!placed.ok) return placed;
  const paid = appendPayment(ctx, { id: order.id, balance: order.balance, businessDay, sessionId }, input);
  if (!paid.ok) return paid;
  const settles = input.amount === undefined || input.amount === order.balance;
  return done(finish(ctx, order.id, { kitchen: isDraft ? order.unsent : [], receipt: settles }));
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
  const kitchen = cart.value.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
  return paid.ok ? done(finish(ctx, input.orderId, { kitchen, receipt: true })) : paid;
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
  keepOrderMoves(db, companyId, order);
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
  keepOrderMoves(ctx.db, ctx.companyId, order);
  return order;
}

/** Opens the order where it is new, and appends the lines it hasn't got; answers all its lines and what they come to. */
function appendLines(
  ctx: WriteContext,
  { known, businessDay }: { known: Order | undefined; businessDay: string },
  input: { orderId: string; orderType: OrderType; selections: readonly Selection[] },
): Result<Pick<Order, 'lines' | 'balance'>, OrderRefusal> {
  const opened = known ? done(null) : appendOpened(ctx, { ...input, businessDay });
  if (!opened.ok) return opened;
  const lines = [...(known?.lines ?? [])];
  const price = linePricer(ctx, typeOf(known, input));
  for (const selection of input.selections) {
    if (lines.some((line) => line.id === selection.lineId)) continue;
    const priced = price(selection);
    const line = priced.ok ? withWeighing(ctx, input.orderId, priced.value) : priced;
    if (!line.ok) return line;
    ctx.append({ ...lineFact(line.value), entityId: input.orderId, businessDay });
    lines.push(line.value);
  }
  // Of an order that was there before, the fold alone knows what is owed: a line once removed stays removed.
  if (known) return done(orderIn(ctx, input.orderId) ?? known);
  return done({ lines, balance: orderTotals(lines, { discounts: [], tip: NO_MONEY, charges: openingCharges(ctx, input.orderType) }).due });
}

/** An order that is there is of the type it has, whatever comes with its next line. */
function typeOf(order: Order | undefined, { orderType }: { orderType: OrderType }): OrderType {
  return order ? order.type : orderType;
}

type Placeable = { readonly id: string; readonly lines: readonly OrderLine[]; readonly businessDay: string };

/** Appends the number of a draft, the next one of the business day it is placed in. */
export function appendPlaced(ctx: WriteContext, { id, lines, businessDay }: Placeable): Result<null, OrderRefusal> {
  if (lines.length === 0) return refuse({ code: 'order.empty' });
  const { series } = ownStream(ctx.db, ctx.companyId);
  const sequence = takeSequence(ctx.db, { companyId: ctx.companyId, series, businessDay });
  ctx.append({ type: 'order.placed', entityId: id, businessDay, body: { number: { series, sequence } } });
  return done(null);
}

/** A courtesy of everything is settled without a payment: its paper is the receipt. What is brought to a door needs one for whoever brings it. */
function needsPaper({ totals, type }: Order): boolean {
  return totals.due <= 0 || type === 'delivery';
}

type Paper = { readonly kitchen: readonly LineQuantity[]; readonly receipt: boolean; readonly held?: boolean | undefined };

/** Projects what was appended, once, and queues the paper it calls for. */
function finish(ctx: WriteContext, orderId: string, paper: Paper): Order {
  noteRecipes(ctx, { orderId, parts: paper.kitchen });
  const order = projectOrderIn(ctx, orderId);
  if (paper.kitchen.length > 0) sendToKitchen(ctx, order, { parts: paper.kitchen, held: paper.held ?? false });
  if (paper.receipt) queueReceipt(ctx, order);
  return order;
}

type Cart = { readonly order: Order | undefined; readonly businessDay: string; readonly sessionId: string };

function openCart(ctx: WriteContext, input: { orderId: string }): Result<Cart, OrderRefusal> {
  const order = orderIn(ctx, input.orderId);
  if (order) {
    const open = requireMine(ctx, order);
    if (!open.ok) return open;
  }
  const session = requireSession(ctx);
  return session.ok ? done({ order, businessDay: session.value.businessDay, sessionId: session.value.id }) : session;
}

function requireDraft(ctx: WriteContext, orderId: string): OrderAnswer {
  const order = orderIn(ctx, orderId);
  if (!order) return refuse({ code: 'order.not-found', id: orderId });
  return order.state === 'draft' ? requireMine(ctx, order) : refuse({ code: 'order.not-a-draft', state: order.state });
}

/** A cart is filled where it is held; one that was placed takes more as long as it isn't paid. */
function requireMine(ctx: WriteContext, order: Order): OrderAnswer {
  if (order.state === 'cancelled' || order.state === 'closed') return refuse({ code: 'order.not-a-draft', state: order.state });
  if (order.state === 'draft' && (order.hold || order.heldById !== ctx.terminalId)) return refuse({ code: 'order.held-elsewhere' });
  const isPaid = order.state === 'placed' && order.payments.length > 0 && order.balance <= 0;
  return isPaid ? refuse({ code: 'order.already-paid' }) : done(order);
}

/** A line that can still be changed: the kitchen hasn't got it. */
function requireOpenLine(ctx: WriteContext, input: { orderId: string; lineId: string }): OrderAnswer {
  const order = orderIn(ctx, input.orderId);
  if (!order) return refuse({ code: 'order.not-found', id: input.orderId });
  const mine = requireMine(ctx, order);
  if (!mine.ok) return mine;
  if (!order.lines.some((line) => line.id === input.lineId)) return refuse({ code: 'order.line-not-found', lineId: input.lineId });
  // What the kitchen has is taken off with a reason, not changed.
  const isSent = order.state !== 'draft' && !order.unsent.some(({ lineId }) => lineId === input.lineId);
  return isSent ? refuse({ code: 'order.line-sent', lineId: input.lineId }) : mine;
}
