import { subtractMoney, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Discount, TipAnswer, VoidedLine } from '@fastops/shared/orders/adjustment.events';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import { mostSuggested } from '@fastops/shared/payments/tip';
import { isAllowed, isWithinLimit, type Approvable, type OverLimit } from '../../allowed.ts';
import type { WriteContext } from '../../context.ts';
import { stationsOfLine } from '../kitchen/firing.service.ts';
import { queueVoidPaper } from '../printing/printing.service.ts';
import { returnUnmade } from '../stock/recipes.service.ts';
import { projectOrderIn } from './orders.service.ts';

export type AdjustRefusal =
  | { readonly code: 'order.not-found'; readonly id: string }
  | { readonly code: 'order.not-placed' }
  | { readonly code: 'order.not-a-draft'; readonly state: Order['state'] }
  | { readonly code: 'order.line-not-found'; readonly lineId: string }
  | { readonly code: 'order.already-paid' }
  | ({ readonly code: 'discount.over-limit' } & Approvable)
  | ({ readonly code: 'void.over-limit' } & Approvable)
  | { readonly code: 'tip.suggested-too-much'; readonly most: Money }
  | { readonly code: 'payment.not-found'; readonly paymentId: string }
  | { readonly code: 'payment.not-waiting'; readonly paymentId: string };

export type AdjustAnswer = Result<Order, AdjustRefusal>;

/** Takes a discount off an order that isn't settled; past the limits of whoever decides it asks for somebody who goes further. */
export function addDiscount(ctx: WriteContext, { orderId, discount }: { orderId: string; discount: Discount }): AdjustAnswer {
  return onOrder(ctx, orderId, (order) => {
    if (order.discounts.some(({ id }) => id === discount.id)) return done(order);
    if (order.payments.length > 0 && order.balance <= 0) return refuse({ code: 'order.already-paid' });
    if (discount.lineId !== undefined && !order.lines.some(({ id }) => id === discount.lineId)) {
      return refuse({ code: 'order.line-not-found', lineId: discount.lineId });
    }
    const answer = appended(ctx, order, { type: 'order.discount-added', body: { discount } });
    if (!answer.ok) return answer;
    const over = overDiscountLimit(ctx, answer.value);
    return over ? refuse({ code: 'discount.over-limit', needs: 'orders.discount', over }) : answer;
  });
}

/** All discounts of the order together, as a share and as money. */
function overDiscountLimit(ctx: WriteContext, { totals, discounts }: Order): OverLimit | undefined {
  if (isAllowed(ctx, 'orders.discount-any')) return undefined;
  const { gross, discount } = totals;
  const shareBp = gross === 0 ? 0 : Math.ceil((discount * 10_000) / gross);
  if (!isWithinLimit(ctx, 'discountBp', shareBp)) return { limit: 'discountBp', amount: shareBp };
  if (!isWithinLimit(ctx, 'discountAmount', discount)) return { limit: 'discountAmount', amount: discount };
  const isCourtesy = discounts.some(({ kind }) => kind === 'courtesy');
  return isCourtesy && !isWithinLimit(ctx, 'courtesyAmount', discount) ? { limit: 'courtesyAmount', amount: discount } : undefined;
}

export function removeDiscount(ctx: WriteContext, { orderId, discountId }: { orderId: string; discountId: string }): AdjustAnswer {
  return onOrder(ctx, orderId, (order) => {
    if (order.payments.length > 0) return refuse({ code: 'order.already-paid' });
    return appended(ctx, order, { type: 'order.discount-removed', body: { discountId } });
  });
}

/** What the customer said when they were asked for a tip; it replaces the answer before. */
export function answerTip(ctx: WriteContext, { orderId, tip }: { orderId: string; tip: TipAnswer }): AdjustAnswer {
  return onOrder(ctx, orderId, (order) => {
    if (order.payments.length > 0 && order.balance <= 0) return refuse({ code: 'order.already-paid' });
    const most = mostSuggested(order.totals);
    if (tip.suggested > most) return refuse({ code: 'tip.suggested-too-much', most });
    return appended(ctx, order, { type: 'order.tip-answered', body: { tip } });
  });
}

/** Takes a line, or some of it, off an order that the kitchen has; it stays in sight with its reason. */
export function voidLine(ctx: WriteContext, { orderId, voided }: { orderId: string; voided: VoidedLine }): AdjustAnswer {
  return onOrder(ctx, orderId, (order) => {
    if (order.voided.some(({ id }) => id === voided.id)) return done(order);
    if (order.state !== 'placed') return refuse({ code: 'order.not-placed' });
    const line = order.lines.find(({ id }) => id === voided.lineId);
    if (!line || voided.quantity > line.quantity) return refuse({ code: 'order.line-not-found', lineId: voided.lineId });
    returnUnmade(ctx, order, { ...voided, returnId: voided.id });
    const answer = appended(ctx, order, { type: 'order.line-voided', body: { voided } });
    if (!answer.ok) return answer;
    // What is paid is given back by a refund, which says by what means and who got it.
    if (answer.value.balance < 0) return refuse({ code: 'order.already-paid' });
    const amount = voidedWorth(ctx, orderId);
    if (!isWithinLimit(ctx, 'voidAmount', amount)) {
      return refuse({ code: 'void.over-limit', needs: 'orders.void', over: { limit: 'voidAmount', amount } });
    }
    const gone = { ...line, quantity: voided.quantity };
    queueVoidPaper(ctx, answer.value, { line: gone, stationIds: stationsOfLine(ctx, gone), reason: voided.reason });
    return answer;
  });
}

/** What all voids of the order took off it: small ones add up. */
function voidedWorth(ctx: WriteContext, orderId: string): Money {
  const facts = ctx.factsOf(orderId);
  const whole = foldOrder(facts.filter(({ type }) => type !== 'order.line-voided')).totals.gross;
  return subtractMoney(whole, foldOrder(facts).totals.gross);
}

/** Somebody saw the transfer arrive, or that it never did. */
export function verifyPayment(
  ctx: WriteContext,
  { orderId, paymentId, rejectedBecause }: { orderId: string; paymentId: string; rejectedBecause?: string | undefined },
): AdjustAnswer {
  return onOrder(ctx, orderId, (order) => {
    const payment = order.payments.find(({ id }) => id === paymentId);
    if (!payment) return refuse({ code: 'payment.not-found', paymentId });
    const said = rejectedBecause === undefined ? 'verified' : 'rejected';
    if (payment.status === said) return done(order);
    if (payment.status !== 'unverified') return refuse({ code: 'payment.not-waiting', paymentId });
    if (rejectedBecause === undefined) return appended(ctx, order, { type: 'order.payment-verified', body: { paymentId } });
    return appended(ctx, order, { type: 'order.payment-rejected', body: { paymentId, reason: rejectedBecause } });
  });
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
