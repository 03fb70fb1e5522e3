import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { OrderLine } from '@fastops/shared/orders/order.events';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import type { LineQuantity } from '@fastops/shared/orders/work.events';
import type { WriteContext } from '../../context.ts';
import { requireSession, type NoSessionRefusal } from '../cash/cash.service.ts';
import { carryRecipes } from '../stock/recipes.service.ts';
import { appendPlaced, projectOrderIn } from './orders.service.ts';

export type MoveRefusal =
  | NoSessionRefusal
  | { readonly code: 'order.not-found'; readonly id: string }
  | { readonly code: 'order.not-a-draft'; readonly state: Order['state'] }
  | { readonly code: 'order.same' }
  | { readonly code: 'order.empty' }
  | { readonly code: 'order.held-elsewhere' }
  | { readonly code: 'order.already-paid' }
  | { readonly code: 'order.has-payments' }
  | { readonly code: 'order.has-discounts' }
  | { readonly code: 'order.has-fee' }
  | { readonly code: 'order.line-not-found'; readonly lineId: string };
/** Both orders as they are now. */
export type Moved = { readonly from: Order; readonly into: Order };
export type MoveAnswer = Result<Moved, MoveRefusal>;

/**
 * Splits a bill by line: the lines named become an order of their own, with its number, at the same table and for the same customer.
 * To the peso: prices go along as they were sold, and nothing moves while a discount would have to be divided.
 */
export function splitOrder(
  ctx: WriteContext,
  { orderId, newOrderId, lines }: { orderId: string; newOrderId: string; lines: readonly LineQuantity[] },
): MoveAnswer {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const from = movable(ctx, orderId);
  if (!from.ok) return from;
  const known = orderIn(ctx, newOrderId);
  if (known) return done({ from: from.value, into: known });
  if (from.value.state !== 'placed') return refuse({ code: 'order.not-a-draft', state: from.value.state });
  const { businessDay } = session.value;
  const say = { entityId: newOrderId, businessDay };
  ctx.append({ ...say, type: 'order.opened', body: { orderType: from.value.type } });
  if (from.value.table) ctx.append({ ...say, type: 'order.table-set', body: { table: from.value.table } });
  if (from.value.customer) ctx.append({ ...say, type: 'order.customer-set', body: { customer: from.value.customer } });
  // What is charged by the piece goes with the pieces; what is charged once stays where it is.
  for (const { total: _, ...charge } of from.value.charges.filter(({ per }) => per === 'item')) {
    ctx.append({ ...say, type: 'order.charge-set', body: { charge } });
  }
  const moved = moveLines(ctx, { from: from.value, intoId: newOrderId, parts: lines });
  if (!moved.ok) return moved;
  const placed = appendPlaced(ctx, { id: newOrderId, lines: moved.value, businessDay });
  if (!placed.ok) return refuse({ code: 'order.empty' });
  return settled(ctx, { fromId: orderId, intoId: newOrderId });
}

/** Puts all of one open order into another: one bill, at the other's table. The empty one is gone, and says where it went. */
export function mergeOrders(ctx: WriteContext, { orderId, intoOrderId }: { orderId: string; intoOrderId: string }): MoveAnswer {
  if (orderId === intoOrderId) return refuse({ code: 'order.same' });
  const already = orderIn(ctx, orderId);
  const target = movable(ctx, intoOrderId);
  if (!target.ok) return target;
  if (already?.mergedInto === intoOrderId && already.lines.length === 0) return done({ from: already, into: target.value });
  const from = movable(ctx, orderId);
  if (!from.ok) return from;
  const refusal = unmergeable(from.value);
  if (refusal) return refuse(refusal);
  const parts = from.value.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
  const moved = moveLines(ctx, { from: from.value, intoId: intoOrderId, parts });
  if (!moved.ok) return moved;
  const { businessDay } = from.value;
  ctx.append({ type: 'order.merged', entityId: orderId, businessDay, body: { intoOrderId } });
  return settled(ctx, { fromId: orderId, intoId: intoOrderId });
}

function unmergeable(from: Order): MoveRefusal | undefined {
  if (from.payments.length > 0) return { code: 'order.has-payments' };
  if (from.totals.tip > 0 || from.charges.some(({ per }) => per === 'order')) return { code: 'order.has-fee' };
  return undefined;
}

type Moving = { readonly from: Order; readonly intoId: string; readonly parts: readonly LineQuantity[] };

/** The pair of facts that takes lines out of one order and puts them into another; what the kitchen knew, it knows. */
function moveLines(ctx: WriteContext, { from, intoId, parts }: Moving): Result<OrderLine[], MoveRefusal> {
  if (parts.length === 0) return refuse({ code: 'order.empty' });
  const received: { line: OrderLine; sent: boolean }[] = [];
  for (const { lineId, quantity } of parts) {
    const line = from.lines.find(({ id }) => id === lineId);
    if (!line || quantity > line.quantity || parts.filter((part) => part.lineId === lineId).length > 1) {
      return refuse({ code: 'order.line-not-found', lineId });
    }
    const sent = from.state !== 'draft' && !from.unsent.some((part) => part.lineId === lineId);
    received.push({ line: { ...line, id: ctx.newId(), quantity }, sent });
  }
  const moveId = ctx.newId();
  const { businessDay } = from;
  ctx.append({ type: 'order.lines-moved', entityId: from.id, businessDay, body: { moveId, toOrderId: intoId, lines: [...parts] } });
  ctx.append({ type: 'order.lines-received', entityId: intoId, businessDay, body: { moveId, fromOrderId: from.id, lines: received } });
  carryRecipes(ctx, from, { intoId, ids: new Map(received.map(({ line }, index) => [parts[index]?.lineId ?? '', line.id])) });
  return done(received.map(({ line }) => line));
}

/** Writes both orders; what was paid of the one they came out of may not be more than is left in it. */
function settled(ctx: WriteContext, { fromId, intoId }: { fromId: string; intoId: string }): MoveAnswer {
  const from = projectOrderIn(ctx, fromId);
  const into = projectOrderIn(ctx, intoId);
  return from.balance < 0 ? refuse({ code: 'order.already-paid' }) : done({ from, into });
}

/** An order whose lines may go or come: open, worked on by nobody else, not paid, and without a discount that would have to be divided. */
function movable(ctx: WriteContext, orderId: string): Result<Order, MoveRefusal> {
  const order = orderIn(ctx, orderId);
  if (!order) return refuse({ code: 'order.not-found', id: orderId });
  if (order.state === 'cancelled' || order.state === 'closed') return refuse({ code: 'order.not-a-draft', state: order.state });
  if (order.state === 'draft' && !order.hold && order.heldById !== ctx.terminalId) return refuse({ code: 'order.held-elsewhere' });
  if (order.discounts.length > 0) return refuse({ code: 'order.has-discounts' });
  return order.payments.length > 0 && order.balance <= 0 ? refuse({ code: 'order.already-paid' }) : done(order);
}

function orderIn(ctx: WriteContext, orderId: string): Order | undefined {
  const facts = ctx.factsOf(orderId);
  return facts.length === 0 ? undefined : foldOrder(facts);
}
