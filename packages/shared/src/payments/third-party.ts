import { addMoney, allocateMoney, money, NO_MONEY, subtractMoney, sumMoney, type Money } from '../base/money.ts';
import type { OrderMoney } from '../orders/money.fold.ts';
import { countedPayments } from '../orders/money.fold.ts';

/** What of an order's due belongs to other people: it passes through the drawer and is no sale. */
export function thirdPartyMoney({ totals }: Pick<OrderMoney, 'totals'>): Money {
  return addMoney(totals.tip, totals.thirdParty);
}

/**
 * How much of each payment that counts is other people's money: split bills carry their part of the tip and of the driver's fee, by largest remainder,
 * and what is still owed keeps its own part. The shares of a settled order add up to its third-party money exactly.
 * Source: domain rules §3, "split payments are apportioned per component".
 */
export function thirdPartyShares(order: Pick<OrderMoney, 'totals' | 'payments'>): ReadonlyMap<string, Money> {
  return sharesOf(order, thirdPartyMoney(order));
}

/** The same for a driver's fee alone. */
export function feeShares(order: Pick<OrderMoney, 'totals' | 'payments'>): ReadonlyMap<string, Money> {
  return sharesOf(order, order.totals.thirdParty);
}

function sharesOf(order: Pick<OrderMoney, 'totals' | 'payments'>, whole: Money): ReadonlyMap<string, Money> {
  const payments = countedPayments(order);
  if (whole === NO_MONEY || payments.length === 0) return new Map();
  const settled = payments.map(({ amount, rounding }) => money(Math.max(0, subtractMoney(amount, rounding))));
  const owed = Math.max(0, subtractMoney(order.totals.due, sumMoney(settled)));
  const shares = allocateMoney(whole, [...settled, owed]);
  return new Map(payments.map(({ id }, index) => [id, shares[index] ?? NO_MONEY]));
}
