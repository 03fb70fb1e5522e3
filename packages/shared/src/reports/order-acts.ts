import { subtractMoney, sumMoney, timesMoney, type Money } from '../base/money.ts';
import { unitTotal } from '../orders/line-total.ts';
import type { Order } from '../orders/order.fold.ts';
import { soldParts } from '../orders/totals.ts';
import { bodies, typed } from '../orders/typed-facts.ts';
import { inAggregateOrder, type Fact } from '../sync/event.ts';

/** What somebody did to the money of an order, and what owners want to know who did. */
export const ACT_KINDS = ['discount', 'courtesy', 'void', 'refund', 'cancel'] as const;
/** See {@link ACT_KINDS}. */
export type ActKind = (typeof ACT_KINDS)[number];

/** One act: what it came to, who did it, who allowed it, and the business day it was done in, which may be later than the sale's. */
export type OrderAct = {
  readonly id: string;
  readonly orderId: string;
  readonly branchId: string;
  readonly businessDay: string;
  readonly kind: ActKind;
  readonly byId: string;
  readonly approvedById: string | undefined;
  readonly at: number;
  readonly amount: Money;
  readonly reason: string;
};

const ACTING = new Set(['order.discount-added', 'order.line-voided', 'order.refunded', 'order.cancelled']);

/**
 * The acts among an order's facts, as they stand: the same for any arrival order and any repetition.
 *
 * | act               | rule                                                                        |
 * |-------------------|-----------------------------------------------------------------------------|
 * | discount, courtesy | one that was removed is gone; on a cart that nobody paid there is none      |
 * | void              | each id once, at the price the line had; what is voided twice counts twice  |
 * | refund            | each id once, on the day the money went                                     |
 * | cancel            | the first by the order of the aggregate, for what the order came to         |
 */
export function orderActs(facts: readonly Fact[], order: Order): OrderAct[] {
  if (!facts.some(({ type }) => ACTING.has(type))) return [];
  const ordered = inAggregateOrder(facts);
  const seen = new Set<string>();
  return [...discountActs(ordered, order), ...voidActs(ordered), ...refundActs(ordered), ...cancelActs(ordered, order)].filter(
    ({ id, kind }) => !seen.has(`${kind} ${id}`) && seen.add(`${kind} ${id}`),
  );
}

function act(fact: Fact, what: Pick<OrderAct, 'id' | 'kind' | 'amount' | 'reason'>): OrderAct {
  const { entityId: orderId, branchId, businessDay, actorId: byId, at } = fact;
  return { ...what, orderId, branchId, businessDay, byId, at, approvedById: fact.approvedById ?? undefined };
}

function discountActs(ordered: readonly Fact[], order: Order): OrderAct[] {
  if (order.settledAt === undefined || order.state === 'cancelled') return [];
  const worth = discountWorths(order);
  return typed(ordered, 'order.discount-added').flatMap(({ fact, body: { discount } }) => {
    const amount = worth.get(discount.id);
    if (amount === undefined) return [];
    const kind = discount.kind === 'courtesy' ? 'courtesy' : 'discount';
    return [act(fact, { id: discount.id, kind, amount, reason: discount.reason })];
  });
}

/** What each discount takes off, in the order in which they are taken: those of a line first. They add up to the order's discount. */
export function discountWorths({ lines, charges, discounts }: Pick<Order, 'lines' | 'charges' | 'discounts'>): ReadonlyMap<string, Money> {
  const inTurn = [...discounts].sort((a, b) => Number(a.lineId === undefined) - Number(b.lineId === undefined));
  const upTo = (count: number) =>
    sumMoney(soldParts({ lines, charges, discounts: inTurn.slice(0, count) }).map(({ discount }) => discount));
  return new Map(inTurn.map(({ id }, index) => [id, subtractMoney(upTo(index + 1), upTo(index))]));
}

function voidActs(ordered: readonly Fact[]): OrderAct[] {
  const received = bodies(ordered, 'order.lines-received').flatMap(({ lines }) => lines.map(({ line }) => line));
  const added = [...bodies(ordered, 'order.line-added').map(({ line }) => line), ...received];
  return typed(ordered, 'order.line-voided').map(({ fact, body: { voided } }) => {
    const line = added.find(({ id }) => id === voided.lineId);
    const amount = line ? timesMoney(unitTotal(line), voided.quantity) : sumMoney([]);
    return act(fact, { id: voided.id, kind: 'void', amount, reason: voided.reason });
  });
}

function refundActs(ordered: readonly Fact[]): OrderAct[] {
  return typed(ordered, 'order.refunded').map(({ fact, body: { refund } }) =>
    act(fact, { id: refund.id, kind: 'refund', amount: refund.amount, reason: refund.reason }),
  );
}

/** A cart that was put away empty is nobody's business. */
function cancelActs(ordered: readonly Fact[], order: Order): OrderAct[] {
  const [first] = typed(ordered, 'order.cancelled');
  if (!first || order.lines.length === 0) return [];
  return [act(first.fact, { id: order.id, kind: 'cancel', amount: order.totals.total, reason: first.body.reason })];
}
