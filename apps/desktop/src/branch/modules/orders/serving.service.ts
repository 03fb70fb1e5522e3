import { done, refuse, type Result } from '@fastops/shared/base/result';
import { deliveryFeeFor } from '@fastops/shared/delivery/service-settings';
import type { OrderEventType, OrderType } from '@fastops/shared/orders/order.events';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import type { CustomerRef, Delivery, Pickup, StaffMeal, TableRef } from '@fastops/shared/orders/serving.events';
import { isAllowed } from '../../allowed.ts';
import type { Draft, ReadContext, WriteContext } from '../../context.ts';
import { serviceSettings } from '../catalog/catalog.service.ts';
import { requireSession, type NoSessionRefusal } from '../cash/cash.service.ts';
import { readCustomer } from '../customers/customers.service.ts';
import { chargesAfter, takenOff, typeRefusal, type TypeRefusal } from './charges.service.ts';
import { staffMealsOf } from './open-orders.store.ts';
import { projectOrderIn } from './orders.service.ts';
import { repricedLines } from './repricing.service.ts';

export type ServingRefusal =
  | NoSessionRefusal
  | TypeRefusal
  | { readonly code: 'staff-meal.over-quota'; readonly perDay: number; readonly needs: 'orders.staff-meal' }
  | { readonly code: 'order.not-found'; readonly id: string }
  | { readonly code: 'order.not-a-draft'; readonly state: Order['state'] }
  | { readonly code: 'order.already-paid' }
  | { readonly code: 'order.held-elsewhere' }
  | { readonly code: 'table.not-found'; readonly tableId: string }
  | { readonly code: 'customer.not-found'; readonly id: string }
  | { readonly code: 'delivery.zone-not-found'; readonly zoneId: string };
export type ServingAnswer = Result<Order, ServingRefusal>;
type At<T> = { readonly orderId: string } & T;

/** Another type: its packaging instead of the old one's, no fee where nothing is brought, and the prices of its list. */
export function changeType(ctx: WriteContext, { orderId, orderType }: At<{ orderType: OrderType }>): ServingAnswer {
  return onOpenOrder(ctx, orderId, (order, say) => {
    if (order.type === orderType) return done(order);
    const refusal = typeRefusal(ctx, orderType);
    if (refusal) return refuse(refusal);
    sayType(ctx, { order, orderType, say });
    return done(projectOrderIn(ctx, orderId));
  });
}

/** Where it is served, named as the shop names it now. Also how it moves to another table. */
export function setTable(
  ctx: WriteContext,
  { orderId, tableId, guests }: At<{ tableId: string | null; guests?: number | undefined }>,
): ServingAnswer {
  const table = tableId === null ? null : tableOf(ctx, tableId);
  if (table === undefined) return refuse({ code: 'table.not-found', tableId: tableId ?? '' });
  return onOpenOrder(ctx, orderId, (order, say) => {
    if (table && order.type !== 'dine_in') {
      const refusal = typeRefusal(ctx, 'dine_in');
      if (refusal) return refuse(refusal);
      sayType(ctx, { order, orderType: 'dine_in', say });
    }
    say('order.table-set', { table, ...(guests === undefined ? {} : { guests }) });
    return done(projectOrderIn(ctx, orderId));
  });
}

export function setCustomer(ctx: WriteContext, { orderId, customerId }: At<{ customerId: string | null }>): ServingAnswer {
  const customer = customerId === null ? null : customerRef(ctx, customerId);
  if (customer === undefined) return refuse({ code: 'customer.not-found', id: customerId ?? '' });
  return onOpenOrder(ctx, orderId, (_, say) => {
    say('order.customer-set', { customer });
    return done(projectOrderIn(ctx, orderId));
  });
}

/** Where it is brought and what that costs: the zone of the branch decides the fee. */
export function setDelivery(ctx: WriteContext, { orderId, delivery }: At<{ delivery: Delivery }>): ServingAnswer {
  const settings = serviceSettings(ctx);
  const zone = settings.zones.find(({ id }) => id === delivery.zoneId);
  if (!zone && delivery.zoneId !== undefined) return refuse({ code: 'delivery.zone-not-found', zoneId: delivery.zoneId });
  return onOpenOrder(ctx, orderId, (order, say) => {
    say('order.delivery-set', { delivery });
    const old = order.charges.find(({ kind }) => kind === 'delivery');
    if (zone) say('order.charge-set', { charge: deliveryFeeFor(zone, settings.feeBelongsTo, ctx.branch.tax) });
    else if (old) say('order.charge-set', { charge: takenOff(old) });
    return done(projectOrderIn(ctx, orderId));
  });
}

export function setPickup(ctx: WriteContext, { orderId, pickup }: At<{ pickup: Pickup | null }>): ServingAnswer {
  return onOpenOrder(ctx, orderId, (_, say) => {
    say('order.pickup-set', { pickup });
    return done(projectOrderIn(ctx, orderId));
  });
}

/** Who of the staff eats. The shop's rule makes the price; more meals in a day than it grants need a supervisor. */
export function setStaffMeal(ctx: WriteContext, { orderId, staffId, staffName }: At<Omit<StaffMeal, 'priceBp'>>): ServingAnswer {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const { staffMeal } = serviceSettings(ctx);
  return onOpenOrder(ctx, orderId, (_, say) => {
    const had = staffMealsOf(ctx.db, { companyId: ctx.companyId, businessDay: session.value.businessDay, staffId });
    const isOver = had.filter((id) => id !== orderId).length >= staffMeal.perDay;
    if (isOver && !isAllowed(ctx, 'orders.staff-meal')) {
      return refuse({ code: 'staff-meal.over-quota', perDay: staffMeal.perDay, needs: 'orders.staff-meal' });
    }
    say('order.staff-meal-set', { staffMeal: { staffId, staffName, priceBp: staffMeal.priceBp } });
    return done(projectOrderIn(ctx, orderId));
  });
}

/** Another type, with what follows from it: its packaging, and the prices of the list that holds for it. */
function sayType(ctx: ReadContext, { order, orderType, say }: { order: Order; orderType: OrderType; say: Say }): void {
  say('order.type-changed', { orderType });
  for (const charge of chargesAfter(ctx, order.charges, orderType)) say('order.charge-set', { charge });
  const lines = repricedLines(ctx, order, orderType);
  if (lines.length > 0) say('order.lines-repriced', { lines });
}

type Say = <T extends OrderEventType>(type: T, body: Draft<T>['body']) => void;

/** Runs on an order that is still open for changes of this kind: not cancelled, not put aside or worked on elsewhere, not paid. */
function onOpenOrder(ctx: WriteContext, orderId: string, run: (order: Order, say: Say) => ServingAnswer): ServingAnswer {
  const facts = ctx.factsOf(orderId);
  if (facts.length === 0) return refuse({ code: 'order.not-found', id: orderId });
  const order = foldOrder(facts);
  if (order.state === 'cancelled' || order.state === 'closed') return refuse({ code: 'order.not-a-draft', state: order.state });
  if (order.state === 'draft' && order.heldById !== ctx.terminalId) return refuse({ code: 'order.held-elsewhere' });
  if (order.payments.length > 0 && order.balance <= 0) return refuse({ code: 'order.already-paid' });
  return run(order, (type, body) => void ctx.append({ type, body, entityId: orderId, businessDay: order.businessDay }));
}

function tableOf(ctx: ReadContext, tableId: string): TableRef | undefined {
  for (const area of serviceSettings(ctx).areas) {
    const table = area.tables.find(({ id }) => id === tableId);
    if (table) return { id: table.id, name: table.name, area: area.name };
  }
  return undefined;
}

function customerRef(ctx: ReadContext, customerId: string): CustomerRef | undefined {
  const found = readCustomer(ctx, customerId);
  if (!found.ok) return undefined;
  const customer = found.value;
  return { id: customer.id, name: customer.name, ...(customer.phone === undefined ? {} : { phone: customer.phone }) };
}
