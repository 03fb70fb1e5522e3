import type { Money } from '../base/money.ts';
import { inAggregateOrder, type Fact } from '../sync/event.ts';
import type { PaymentMethod } from '../payments/method.ts';
import { bodies } from './typed-facts.ts';

/** One thing that happened to an order, as its history shows it. `kind` is the event's type: screens have a sentence for each. */
export type HistoryEntry = {
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  readonly terminalId: string;
  readonly actorId: string;
  readonly approvedById: string | undefined;
  /** The product it is about. */
  readonly name: string | undefined;
  readonly quantity: number | undefined;
  readonly amount: Money | undefined;
  readonly method: PaymentMethod | undefined;
  readonly reason: string | undefined;
};

type Told = Partial<Pick<HistoryEntry, 'name' | 'quantity' | 'amount' | 'method' | 'reason'>>;
type Signed = Fact & { readonly approvedById?: string | undefined };

/** What the till writes beside what somebody did: of no interest to whoever reads what happened. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['order.recipe-noted', 'order.stock-returned']);

/** Who did what to an order, in the order of the aggregate; a type that this version doesn't know is told by its name alone. */
export function orderHistory(facts: readonly Signed[]): HistoryEntry[] {
  const names = new Map(bodies(facts, 'order.line-added').map(({ line }) => [line.id, line.name]));
  const payments = new Map(bodies(facts, 'order.payment-added').map(({ payment }) => [payment.id, payment]));
  const tell = (fact: Signed): Told => ({
    ...toldOfLine(fact, names),
    ...toldOfMoney(fact),
    ...toldOfVerification(fact, payments),
  });
  return inAggregateOrder(facts)
    .filter(({ type }) => !BOOKKEEPING.has(type))
    .map((fact) => {
      const { id, type: kind, at, terminalId, actorId, approvedById } = fact;
      const nothing = { name: undefined, quantity: undefined, amount: undefined, method: undefined, reason: undefined };
      return { id, kind, at, terminalId, actorId, approvedById, ...nothing, ...tell(fact) };
    });
}

function toldOfLine(fact: Signed, names: ReadonlyMap<string, string>): Told {
  const one = [fact];
  for (const { line } of bodies(one, 'order.line-added')) return { name: line.name, quantity: line.quantity };
  for (const { lineId, quantity } of bodies(one, 'order.line-changed')) return { name: names.get(lineId), quantity };
  for (const { lineId } of bodies(one, 'order.line-removed')) return { name: names.get(lineId) };
  for (const { voided } of bodies(one, 'order.line-voided')) {
    return { name: names.get(voided.lineId), quantity: voided.quantity, reason: voided.reason };
  }
  for (const { reason } of bodies(one, 'order.cancelled')) return { reason };
  return {};
}

function toldOfMoney(fact: Signed): Told {
  const one = [fact];
  for (const { payment } of bodies(one, 'order.payment-added')) return { method: payment.method, amount: payment.amount };
  for (const { refund } of bodies(one, 'order.refunded')) {
    return { method: refund.method, amount: refund.amount, reason: refund.reason };
  }
  for (const { discount } of bodies(one, 'order.discount-added')) return { reason: discount.reason };
  for (const { driver, change } of bodies(one, 'order.sent-out')) return { name: driver.name, amount: change > 0 ? change : undefined };
  for (const { amount } of bodies(one, 'order.change-returned')) return { amount };
  for (const { amount } of bodies(one, 'order.tip-set')) return { amount };
  for (const { tip } of bodies(one, 'order.tip-answered')) return { amount: tip.amount };
  return {};
}

function toldOfVerification(fact: Signed, payments: ReadonlyMap<string, { method: PaymentMethod; amount: Money }>): Told {
  const one = [fact];
  const about = (paymentId: string) => ({ method: payments.get(paymentId)?.method, amount: payments.get(paymentId)?.amount });
  for (const { paymentId } of bodies(one, 'order.payment-verified')) return about(paymentId);
  for (const { paymentId, reason } of bodies(one, 'order.payment-rejected')) return { ...about(paymentId), reason };
  return {};
}
