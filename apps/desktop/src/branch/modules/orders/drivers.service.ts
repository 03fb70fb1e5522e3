import { addMoney, NO_MONEY, subtractMoney, sumMoney, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Driver } from '@fastops/shared/orders/driver.events';
import { changeToCarry, driverDebt } from '@fastops/shared/orders/driver.fold';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import { cashDue } from '@fastops/shared/payments/rounding';
import { shiftTextsOf } from '@fastops/shared/printing/shift-texts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { requireSession, type NoSessionRefusal, type SessionRow } from '../cash/cash.service.ts';
import { appendMovement } from '../cash/drawer-money.service.ts';
import { queueDrawerKick } from '../printing/printing.service.ts';
import { listToSendOut } from './drivers.store.ts';
import { owedByDrivers, type OwedOrder } from './drivers-owe.service.ts';
import { projectOrderIn } from './orders.service.ts';
import { findOrder } from './orders.store.ts';
import { appendPayment, type PayRefusal } from './pay.service.ts';

export type DriverRefusal =
  | NoSessionRefusal
  | PayRefusal
  | { readonly code: 'order.not-found'; readonly id: string }
  | { readonly code: 'order.not-a-delivery' }
  | { readonly code: 'driver.owes-nothing' }
  | { readonly code: 'driver.too-much'; readonly owed: Money }
  | { readonly code: 'driver.not-coins' };

/** A delivery that waits for somebody to take it; `change`: what to give along for the bill that will be held out. */
export type ToSendOut = {
  readonly id: string;
  readonly number: Order['number'] | null;
  readonly customer: string | null;
  readonly neighborhood: string | null;
  readonly address: string | null;
  readonly balance: Money;
  readonly paysWith: Money | null;
  readonly change: Money;
};

/** Everything about deliveries that are not handed in yet. */
export type Drivers = { readonly toSendOut: readonly ToSendOut[]; readonly owed: readonly OwedOrder[] };

export function drivers(ctx: ReadContext): Drivers {
  const session = requireSession(ctx);
  const { companyId } = ctx;
  const businessDay = session.ok ? session.value.businessDay : '';
  return {
    toSendOut: listToSendOut(ctx.db, { companyId, businessDay }).flatMap((id) => {
      const order = findOrder(ctx.db, companyId, id);
      return order ? [toSendOut(order)] : [];
    }),
    owed: owedByDrivers(ctx, null),
  };
}

function toSendOut(order: Order): ToSendOut {
  const { id, number, customer, delivery, balance } = order;
  return {
    id,
    number: number ?? null,
    customer: customer?.name ?? null,
    neighborhood: delivery?.neighborhood ?? null,
    address: delivery?.address ?? null,
    balance,
    paysWith: delivery?.paysWith ?? null,
    change: changeToCarry({ balance, paysWith: delivery?.paysWith }),
  };
}

type SendOut = { readonly orderId: string; readonly tripId: string; readonly driver: Driver };

/**
 * Gives an order to whoever brings it, with the change for the bill that the customer holds out. The change leaves the drawer
 * here and is owed until it is back; given to another driver, it goes along and doesn't leave the drawer twice.
 */
export function sendOut(ctx: WriteContext, { orderId, tripId, driver }: SendOut): Result<Order, DriverRefusal> {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const order = orderIn(ctx, orderId);
  if (!order) return refuse({ code: 'order.not-found', id: orderId });
  if (order.state !== 'placed' || order.type !== 'delivery') return refuse({ code: 'order.not-a-delivery' });
  if (ctx.factsOf(orderId).some(({ type, body }) => type === 'order.sent-out' && isAbout(body, { tripId }))) return done(order);
  const isCarried = (order.trip?.change ?? NO_MONEY) > NO_MONEY;
  const change = isCarried ? NO_MONEY : changeToCarry({ balance: order.balance, paysWith: order.delivery?.paysWith });
  ctx.append({ type: 'order.sent-out', entityId: orderId, businessDay: order.businessDay, body: { tripId, driver, change } });
  if (change > NO_MONEY) {
    const category = changeLabel(ctx, driver.name);
    appendMovement(ctx, session.value, { id: tripId, kind: 'cash_out', amount: change, category });
    queueDrawerKick(ctx);
  }
  return done(projectOrderIn(ctx, orderId));
}

/** What a driver hands in for some orders, each with the id that its payment would have. */
export type Settlement = {
  readonly settlementId: string;
  readonly orders: readonly { readonly orderId: string; readonly paymentId: string }[];
  /** All that is owed unless it says less. */
  readonly handedIn?: Money | undefined;
};
/** What is still owed for these orders. */
export type SettledDriver = { readonly stillOwed: Money };

/**
 * Takes what a driver brings back: first the change that was given along, then what the customers paid, order by order.
 * Less than all is taken too, and the rest stays owed under the driver's name.
 */
export function settleDriver(ctx: WriteContext, { settlementId, orders, handedIn }: Settlement): Result<SettledDriver, DriverRefusal> {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const loaded: { order: Order; paymentId: string }[] = [];
  for (const { orderId, paymentId } of orders) {
    const order = orderIn(ctx, orderId);
    if (!order) return refuse({ code: 'order.not-found', id: orderId });
    if (isSettlementKnown(ctx, orderId, { settlementId, paymentId })) return done({ stillOwed: owedIn(ctx, orders) });
    loaded.push({ order, paymentId });
  }
  const owed = sumMoney(loaded.map(({ order }) => driverDebt(order).total));
  const taken = handedIn ?? owed;
  if (owed <= NO_MONEY) return refuse({ code: 'driver.owes-nothing' });
  if (taken > owed) return refuse({ code: 'driver.too-much', owed });
  if (cashDue(taken) !== taken) return refuse({ code: 'driver.not-coins' });
  const left = takeChangeBack(ctx, session.value, { settlementId, orders: loaded.map(({ order }) => order), handedIn: taken });
  const paid = takePayments(ctx, session.value, { loaded, left });
  if (!paid.ok) return paid;
  for (const { order } of loaded) projectOrderIn(ctx, order.id);
  queueDrawerKick(ctx);
  return done({ stillOwed: owedIn(ctx, orders) });
}

type ChangeBack = { readonly settlementId: string; readonly orders: readonly Order[]; readonly handedIn: Money };

/** Answers what is left of the money once the change is back. */
function takeChangeBack(ctx: WriteContext, session: SessionRow, { settlementId, orders, handedIn }: ChangeBack): Money {
  let left = handedIn;
  for (const order of orders) {
    const { change } = driverDebt(order);
    const amount = change < left ? change : left;
    if (amount <= NO_MONEY) continue;
    const { id: entityId, businessDay } = order;
    ctx.append({ type: 'order.change-returned', entityId, businessDay, body: { returnId: settlementId, amount } });
    left = subtractMoney(left, amount);
  }
  const back = subtractMoney(handedIn, left);
  const name = orders.find(({ trip }) => trip)?.trip?.driver.name ?? '';
  if (back > NO_MONEY) {
    appendMovement(ctx, session, { id: settlementId, kind: 'cash_in', amount: back, category: changeLabel(ctx, name) });
  }
  return left;
}

type ToTake = { readonly loaded: readonly { readonly order: Order; readonly paymentId: string }[]; readonly left: Money };

function takePayments(ctx: WriteContext, session: SessionRow, { loaded, left }: ToTake): Result<null, PayRefusal> {
  let rest = left;
  for (const { order, paymentId } of loaded) {
    const { toCollect } = driverDebt(order);
    if (toCollect <= NO_MONEY || rest <= NO_MONEY) continue;
    const all = rest >= toCollect;
    const due = { id: order.id, balance: order.balance, businessDay: session.businessDay, sessionId: session.id };
    const paid = appendPayment(ctx, due, { paymentId, method: 'cash', ...(all ? {} : { amount: rest }) });
    if (!paid.ok) return paid;
    rest = subtractMoney(rest, all ? toCollect : rest);
  }
  return done(null);
}

function isSettlementKnown(ctx: WriteContext, orderId: string, ids: { settlementId: string; paymentId: string }): boolean {
  return ctx
    .factsOf(orderId)
    .some(
      ({ type, body }) =>
        (type === 'order.change-returned' && isAbout(body, { returnId: ids.settlementId })) ||
        (type === 'order.payment-added' && isAbout((body as { payment: unknown }).payment, { id: ids.paymentId })),
    );
}

function isAbout(body: unknown, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => (body as Record<string, unknown>)[key] === value);
}

function owedIn(ctx: WriteContext, orders: Settlement['orders']): Money {
  return orders.reduce<Money>((sum, { orderId }) => {
    const order = orderIn(ctx, orderId);
    return order ? addMoney(sum, driverDebt(order).total) : sum;
  }, NO_MONEY);
}

const LONGEST_LABEL = 40;

/** What the X, the Z and the movements call it. */
function changeLabel(ctx: ReadContext, name: string): string {
  const label = `${shiftTextsOf(ctx.branch.language).driverChange} · ${name}`;
  return [...label].slice(0, LONGEST_LABEL).join('').trim();
}

function orderIn(ctx: WriteContext, orderId: string): Order | undefined {
  const facts = ctx.factsOf(orderId);
  return facts.length === 0 ? undefined : foldOrder(facts);
}
