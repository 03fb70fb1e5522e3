import { money, sumMoney, timesMoney, type Money } from '../base/money.ts';

/** Notes and coins in use in Colombia, largest first (Banco de la República). */
export const COP_DENOMINATIONS: readonly number[] = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50];

/** How many there are of one note or coin. */
export type Pile = { readonly denomination: Money; readonly quantity: number };

/** What a counted drawer holds. */
export function countTotal(piles: readonly Pile[]): Money {
  return sumMoney(piles.map(({ denomination, quantity }) => timesMoney(denomination, quantity)));
}

/** An empty counting sheet. */
export function emptyCount(denominations: readonly number[] = COP_DENOMINATIONS): Pile[] {
  return denominations.map((denomination) => ({ denomination: money(denomination), quantity: 0 }));
}
