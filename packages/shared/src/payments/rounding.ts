import { money, NO_MONEY, subtractMoney, type Money } from '../base/money.ts';

/** What the smallest coin in use makes of cash amounts; COP: 50. */
export type CashRules = { readonly step: number; readonly bills: readonly number[] };

/** Colombia: notes in use (Banco de la República) and the 50-peso coin as the smallest step. */
export const COP_CASH: CashRules = { step: 50, bills: [2_000, 5_000, 10_000, 20_000, 50_000, 100_000] };

/**
 * What a customer owes in cash: rounded down to the smallest coin, always in the customer's favour.
 * Source: SIC doctrine (change may never be less than owed).
 */
export function cashDue(total: Money, rules: CashRules = COP_CASH): Money {
  if (total <= 0) return NO_MONEY;
  return money(Math.floor(total / rules.step) * rules.step);
}

/** cashDue − total: zero or negative, the shop's expense, never part of a tax base. */
export function cashRounding(total: Money, rules: CashRules = COP_CASH): Money {
  return total <= 0 ? NO_MONEY : subtractMoney(cashDue(total, rules), total);
}

/**
 * Amounts worth one tap: exact first, then the next multiple of each bill, ascending, each once, `limit` at most.
 */
export function suggestedTenders(due: Money, limit = 5, rules: CashRules = COP_CASH): Money[] {
  if (due <= 0) return [NO_MONEY];
  const nexts = rules.bills.map((bill) => Math.ceil(due / bill) * bill);
  const larger = [...new Set(nexts)].filter((amount) => amount > due).sort((a, b) => a - b);
  return [due, ...larger.map(money)].slice(0, limit);
}

/** What goes back to the customer, or undefined when the money isn't enough. */
export function changeFor(due: Money, tendered: Money): Money | undefined {
  return tendered < due ? undefined : subtractMoney(tendered, due);
}

/** How much is still missing; zero when enough. */
export function missingFrom(due: Money, tendered: Money): Money {
  return tendered >= due ? NO_MONEY : subtractMoney(due, tendered);
}
