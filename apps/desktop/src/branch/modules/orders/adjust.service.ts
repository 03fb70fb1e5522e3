import type { Money } from '@fastops/shared/base/money';
import { money, subtractMoney, sumMoney } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Permission } from '@fastops/shared/identity/permissions';
import type { Discount, Refund, VoidedLine } from '@fastops/shared/orders/adjustment.events';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import { countedPayments } from '@fastops/shared/orders/money.fold';
import { isAllowed } from '../../allowed.ts';
import type { WriteContext } from '../../context.ts';
import { requireSession, type NoSessionRefusal } from '../cash/cash.service.ts';
import { openDrawerFor } from './pay.service.ts';
import { projectOrderIn } from './orders.service.ts';

/** Cashiers may give this much away by themselves, in basis points of the order; more needs `orders.discount-any`. */
const OWN_DISCOUNT_LIMIT_BP = 1_000;

export type AdjustRefusal =
  | NoSessionRefusal
  | { readonly code: 'order.not-found'; readonly id: string }
  | { readonly code: 'order.not-placed' }
  | { readonly code: 'order.not-a-draft'; readonly state: Order['state'] }
  | { readonly code: 'order.line-not-found'; readonly lineId: string }
  | { readonly code: 'order.already-paid' }
  | { readonly code: 'discount.over-limit'; readonly limitBp: number; readonly needs: Permission }
  | { readonly code: 'payment.not-found'; readonly paymentId: string }
  | { readonly code: 'refund.too-much'; readonly refundable: Money }
  | { readonly code: 'refund.line-too-many'; readonly lineId: string };

export type AdjustAnswer = Result<Order, AdjustRefusal>;

/** Takes a discount off an order that isn't settled; over the person's own limit it is refused with that limit. */
export function addDiscount(ctx: WriteContext, { orderId, discount }: { orderId: string; discount: Discount }): AdjustAnswer {
  return onOrder(ctx, orderId, (order) => {
    if (order.discounts.some(({ id }) => id === discount.id)) return done(order);
    if (order.payments.length > 0 && order.balance <= 0) return refuse({ code: 'order.already-paid' });
    if (discount.lineId !== undefined && !order.lines.some(({ id }) => id === discount.lineId)) {
      return refuse({ code: 'order.line-not-found', lineId: discount.lineId });
    }
    const answer = appended(ctx, order, { type: 'order.discount-added', body: { discount } });
    if (!answer.ok || isAllowed(ctx, 'orders.discount-any')) return answer;
    const { gross, discount: off } = answer.value.totals;
    if (off * 10_000 <= gross * OWN_DISCOUNT_LIMIT_BP) return answer;
    return refuse({ code: 'discount.over-limit', limitBp: OWN_DISCOUNT_LIMIT_BP, needs: 'orders.discount-any' });
  });
}

export function removeDiscount(ctx: WriteContext, { orderId, discountId }: { orderId: string; discountId: string }): AdjustAnswer {
  return onOrder(ctx, orderId, (order) => {
    if (order.payments.length > 0) return refuse({ code: 'order.already-paid' });
    return appended(ctx, order, { type: 'order.discount-removed', body: { discountId } });
  });
}

/** The tip that the customer agreed to; it replaces the one before. */
export function setTip(ctx: WriteContext, { orderId, amount }: { orderId: string; amount: Money }): AdjustAnswer {
  return onOrder(ctx, orderId, (order) => {
    if (order.payments.length > 0 && order.balance <= 0) return refuse({ code: 'order.already-paid' });
    return appended(ctx, order, { type: 'order.tip-set', body: { amount } });
  });
}

/** Takes a line, or some of it, off an order that the kitchen has; it stays in sight with its reason. */
export function voidLine(ctx: WriteContext, { orderId, voided }: { orderId: string; voided: VoidedLine }): AdjustAnswer {
  return onOrder(ctx, orderId, (order) => {
    if (order.voided.some(({ id }) => id === voided.id)) return done(order);
    if (order.state !== 'placed') return refuse({ code: 'order.not-placed' });
    const line = order.lines.find(({ id }) => id === voided.lineId);
    if (!line || voided.quantity > line.quantity) return refuse({ code: 'order.line-not-found', lineId: voided.lineId });
    const answer = appended(ctx, order, { type: 'order.line-voided', body: { voided } });
    // What is paid is given back by a refund, which says by what means and who got it.
    return answer.ok && answer.value.balance < 0 ? refuse({ code: 'order.already-paid' }) : answer;
  });
}

/** Somebody saw the transfer arrive, or that it never did. */
export function verifyPayment(
  ctx: WriteContext,
  { orderId, paymentId, rejectedBecause }: { orderId: string; paymentId: string; rejectedBecause?: string | undefined },
): AdjustAnswer {
  return onOrder(ctx, orderId, (order) => {
    if (!order.payments.some(({ id }) => id === paymentId)) return refuse({ code: 'payment.not-found', paymentId });
    if (rejectedBecause === undefined) return appended(ctx, order, { type: 'order.payment-verified', body: { paymentId } });
    return appended(ctx, order, { type: 'order.payment-rejected', body: { paymentId, reason: rejectedBecause } });
  });
}

/** Gives money back by a means the order was paid with, never more than is left of it, and no line twice. */
export function refundOrder(ctx: WriteContext, { orderId, refund }: { orderId: string; refund: Omit<Refund, 'sessionId'> }): AdjustAnswer {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  return onOrder(ctx, orderId, (order) => {
    if (order.refunds.some(({ id }) => id === refund.id)) return done(order);
    const refundable = refundableBy(order, refund.method);
    if (refund.amount > refundable) return refuse({ code: 'refund.too-much', refundable });
    const tooMany = refund.lines.find((line) => line.quantity > refundableQuantity(order, line.lineId));
    if (tooMany) return refuse({ code: 'refund.line-too-many', lineId: tooMany.lineId });
    const { id: sessionId, businessDay } = session.value;
    const body = { refund: { ...refund, sessionId } };
    ctx.append({ type: 'order.refunded', entityId: order.id, businessDay, body });
    if (refund.method === 'cash') openDrawerFor(ctx, { id: order.id, businessDay }, refund.id);
    return done(projectOrderIn(ctx, order.id));
  });
}

function refundableBy(order: Order, method: Refund['method']): Money {
  const paid = sumMoney(
    countedPayments(order)
      .filter((payment) => payment.method === method)
      .map(({ amount }) => amount),
  );
  const back = sumMoney(order.refunds.filter((refund) => refund.method === method).map(({ amount }) => amount));
  return money(Math.max(0, subtractMoney(paid, back)));
}

function refundableQuantity(order: Order, lineId: string): number {
  const sold = order.lines.find(({ id }) => id === lineId)?.quantity ?? 0;
  const back = order.refunds.flatMap(({ lines }) => lines).filter((line) => line.lineId === lineId);
  return sold - back.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Runs on an order that is there and not cancelled. */
function onOrder(ctx: WriteContext, orderId: string, run: (order: Order) => AdjustAnswer): AdjustAnswer {
  const facts = ctx.factsOf(orderId);
  if (facts.length === 0) return refuse({ code: 'order.not-found', id: orderId });
  const order = foldOrder(facts);
  return order.state === 'cancelled' ? refuse({ code: 'order.not-a-draft', state: order.state }) : run(order);
}

type Adjustment = Parameters<WriteContext['append']>[0];

function appended(ctx: WriteContext, order: Order, fact: Pick<Adjustment, 'type' | 'body'>): AdjustAnswer {
  ctx.append({ ...fact, entityId: order.id, businessDay: order.businessDay });
  return done(projectOrderIn(ctx, order.id));
}
