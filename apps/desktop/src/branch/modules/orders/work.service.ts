import { done, refuse, type Result } from '@fastops/shared/base/result';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import type { ReadContext, WriteContext } from '../../context.ts';
import { requireSession, type NoSessionRefusal } from '../cash/cash.service.ts';
import { noteRecipes } from '../stock/recipes.service.ts';
import { sendToKitchen } from '../kitchen/firing.service.ts';
import { listHeld, listOwing, type OpenOrderRow } from './open-orders.store.ts';
import { projectOrderIn } from './orders.service.ts';

export type { OpenOrderRow } from './open-orders.store.ts';

export type WorkRefusal =
  | NoSessionRefusal
  | { readonly code: 'order.not-found'; readonly id: string }
  | { readonly code: 'order.not-a-draft'; readonly state: Order['state'] }
  | { readonly code: 'order.not-placed' }
  | { readonly code: 'order.empty' }
  | { readonly code: 'order.held-elsewhere' }
  | { readonly code: 'order.not-held' };
export type WorkAnswer = Result<Order, WorkRefusal>;

/** What waits in the branch: drafts put aside, and orders that were placed and still owe. */
export function openOrders(ctx: ReadContext): { readonly held: OpenOrderRow[]; readonly owing: OpenOrderRow[] } {
  return { held: listHeld(ctx.db, ctx.companyId), owing: listOwing(ctx.db, ctx.companyId) };
}

/** Puts a draft aside: any till of the branch may go on with it. */
export function holdOrder(ctx: WriteContext, { orderId, label }: { orderId: string; label?: string | undefined }): WorkAnswer {
  const order = orderIn(ctx, orderId);
  if (!order) return refuse({ code: 'order.not-found', id: orderId });
  if (order.state !== 'draft') return refuse({ code: 'order.not-a-draft', state: order.state });
  if (order.hold) return done(order);
  if (order.heldById !== ctx.terminalId) return refuse({ code: 'order.held-elsewhere' });
  if (order.lines.length === 0) return refuse({ code: 'order.empty' });
  const body = { holdId: ctx.newId(), ...(label === undefined ? {} : { label }) };
  ctx.append({ type: 'order.held', entityId: orderId, businessDay: order.businessDay, body });
  return done(projectOrderIn(ctx, orderId));
}

/** Takes a draft out of its hold: from now on this till works on it. Whoever comes second hears that it is taken. */
export function resumeOrder(ctx: WriteContext, { orderId }: { orderId: string }): WorkAnswer {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const order = orderIn(ctx, orderId);
  if (!order) return refuse({ code: 'order.not-found', id: orderId });
  if (order.state !== 'draft') return refuse({ code: 'order.not-a-draft', state: order.state });
  if (!order.hold) return order.heldById === ctx.terminalId ? done(order) : refuse({ code: 'order.held-elsewhere' });
  ctx.append({ type: 'order.resumed', entityId: orderId, businessDay: order.businessDay, body: { holdId: order.hold.id } });
  return done(projectOrderIn(ctx, orderId));
}

/** Tells the kitchen of what came on top of an order that it has: only that is fired and printed. Nothing new, nothing sent. */
export function sendAdditions(ctx: WriteContext, { orderId, held = false }: { orderId: string; held?: boolean | undefined }): WorkAnswer {
  const order = orderIn(ctx, orderId);
  if (!order) return refuse({ code: 'order.not-found', id: orderId });
  if (order.state !== 'placed') return refuse({ code: 'order.not-placed' });
  if (order.unsent.length === 0) return done(order);
  const parts = [...order.unsent];
  ctx.append({ type: 'order.lines-sent', entityId: orderId, businessDay: order.businessDay, body: { lines: parts, placing: false } });
  noteRecipes(ctx, { orderId, parts });
  const sent = projectOrderIn(ctx, orderId);
  sendToKitchen(ctx, sent, { parts, held });
  return done(sent);
}

function orderIn(ctx: WriteContext, orderId: string): Order | undefined {
  const facts = ctx.factsOf(orderId);
  return facts.length === 0 ? undefined : foldOrder(facts);
}
