import { money, NO_MONEY, type Money } from '../base/money.ts';
import type { OrderTotals } from '../orders/totals.ts';
import type { OrderType } from '../orders/order.events.ts';
import { cashDue } from './rounding.ts';

/** The most that may be suggested (Ley 1935 de 2018): 10 %. A customer may give more by themselves. */
export const MOST_SUGGESTED_BP = 1_000;

/** Where the tip is asked for: nobody is asked at the counter, on the way out, or for a meal of the house. */
export function asksForTip(type: OrderType): boolean {
  return type === 'dine_in' || type === 'delivery';
}

/** What may be suggested: a share of the price before tax, rounded down to the smallest coin so that cash can pay it. */
export function suggestedTip(totals: OrderTotals, bp: number = MOST_SUGGESTED_BP): Money {
  return cashDue(mostSuggested(totals, bp));
}

/** The ceiling of a suggestion, to the peso. */
export function mostSuggested({ taxes }: Pick<OrderTotals, 'taxes'>, bp: number = MOST_SUGGESTED_BP): Money {
  const baseInHundredths = taxes.reduce((sum, { base }) => sum + BigInt(base), 0n);
  if (baseInHundredths <= 0n) return NO_MONEY;
  return money(Number((baseInHundredths * BigInt(bp)) / 1_000_000n));
}
