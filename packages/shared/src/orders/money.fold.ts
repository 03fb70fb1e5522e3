import { addMoney, money, NO_MONEY, subtractMoney, sumMoney, type Money } from '../base/money.ts';
import { uniqueById } from '../base/unique.ts';
import { needsVerification } from '../payments/method.ts';
import type { Fact } from '../sync/event.ts';
import type { Discount, Refund, TipAnswer } from './adjustment.events.ts';
import { priceCharges, type PricedCharge } from './charge.ts';
import type { OrderLine, Payment } from './order.events.ts';
import { foldCharges } from './serving.fold.ts';
import { orderTotals, type OrderTotals } from './totals.ts';
import { bodies, typed } from './typed-facts.ts';

/** `taken`: in hand. A transfer is `unverified` until somebody saw it; `rejected` counts for nothing. */
export type PaymentStatus = 'taken' | 'unverified' | 'verified' | 'rejected';
/** A payment, and whether it can be counted on. */
export type OrderPayment = Payment & { readonly status: PaymentStatus };

/** The money of an order: what it costs, what was taken and given back, what is still owed. */
export type OrderMoney = {
  readonly discounts: readonly Discount[];
  /** Packaging and the fee of a delivery, with what they come to. */
  readonly charges: readonly PricedCharge[];
  readonly totals: OrderTotals;
  /** What the customer said to a tip; undefined when nobody asked. */
  readonly tipAnswer: TipAnswer | undefined;
  readonly payments: readonly OrderPayment[];
  readonly settledAt: number | undefined;
  /** What stays in the shop of all payments that count. */
  readonly paid: Money;
  readonly refunds: readonly Refund[];
  readonly refunded: Money;
  /** due − settled: what is still owed; negative when too much was taken and not given back. */
  readonly balance: Money;
  /** More was given back than was ever taken. */
  readonly overRefunded: boolean;
};

/** The payments that count: those that were not found to be missing. */
export function countedPayments({ payments }: Pick<OrderMoney, 'payments'>): readonly OrderPayment[] {
  return payments.filter(({ status }) => status !== 'rejected');
}

/** Folds the money facts of an order, given its lines and what it is for. `ordered`: its facts in the order of the aggregate. */
export function foldMoney(lines: readonly OrderLine[], ordered: readonly Fact[], meal: readonly Discount[] = []): OrderMoney {
  const dropped = new Set(bodies(ordered, 'order.discount-removed').map(({ discountId }) => discountId));
  const given = uniqueById(bodies(ordered, 'order.discount-added').map(({ discount }) => discount)).filter(({ id }) => !dropped.has(id));
  const discounts = [...given, ...meal];
  const charges = foldCharges(ordered);
  const totals = orderTotals(lines, { discounts, tip: lastTip(ordered), charges });
  const taken = typed(ordered, 'order.payment-added');
  const payments = withStatus(uniqueById(taken.map(({ body }) => body.payment)), ordered);
  const counted = countedPayments({ payments });
  const settled = sumMoney(counted.map((payment) => subtractMoney(payment.amount, payment.rounding)));
  const refunds = uniqueById(bodies(ordered, 'order.refunded').map(({ refund }) => refund));
  const paid = sumMoney(counted.map((payment) => payment.amount));
  const refunded = sumMoney(refunds.map(({ amount }) => amount));
  return {
    discounts,
    charges: priceCharges(lines, charges),
    totals,
    tipAnswer: bodies(ordered, 'order.tip-answered').at(-1)?.tip,
    payments,
    settledAt: taken.at(-1)?.fact.at,
    paid,
    refunds,
    refunded,
    balance: balanceOf(subtractMoney(totals.due, settled), refunded),
    overRefunded: refunded > paid,
  };
}

/** The last tip by the order of the aggregate, whether it was set or the customer answered. */
function lastTip(ordered: readonly Fact[]): Money {
  const last = ordered.findLast(({ type }) => type === 'order.tip-set' || type === 'order.tip-answered');
  if (!last) return NO_MONEY;
  return bodies([last], 'order.tip-answered').at(0)?.tip.amount ?? bodies([last], 'order.tip-set').at(0)?.amount ?? NO_MONEY;
}

/** What was given back first makes good what was taken too much; a refund of what was owed makes no new debt. */
function balanceOf(open: Money, refunded: Money): Money {
  const excess = Math.max(0, 0 - open);
  return addMoney(open, money(Math.min(refunded, excess)));
}

function withStatus(payments: readonly Payment[], ordered: readonly Fact[]): OrderPayment[] {
  if (payments.length === 0) return [];
  const said = new Map<string, PaymentStatus>();
  for (const fact of ordered) {
    for (const { paymentId } of bodies([fact], 'order.payment-verified')) said.set(paymentId, 'verified');
    for (const { paymentId } of bodies([fact], 'order.payment-rejected')) said.set(paymentId, 'rejected');
  }
  return payments.map((payment) => ({
    ...payment,
    status: said.get(payment.id) ?? (needsVerification(payment.method) ? 'unverified' : 'taken'),
  }));
}
