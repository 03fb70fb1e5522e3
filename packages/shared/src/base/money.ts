import { assert } from './assert.ts';

/** Whole minor units of the company's currency. COP is used without decimals, so one unit is one peso. */
export type Money = number & { readonly __unit: 'minor' };

/** The one birthplace of money: refuses fractions, NaN and anything past the safe integers. */
export function money(amount: number): Money {
  assert(isMoney(amount), `not whole minor units: ${amount}`);
  return amount;
}

/** Whether a number may be money: a safe integer, and not negative zero. */
export function isMoney(amount: number): amount is Money {
  return Number.isSafeInteger(amount) && !Object.is(amount, -0);
}

/** No money. */
export const NO_MONEY: Money = money(0);

/** a + b. */
export function addMoney(a: Money, b: Money): Money {
  return money(a + b);
}

/** a − b. */
export function subtractMoney(a: Money, b: Money): Money {
  return money(a - b);
}

/** Unit price × whole count. */
export function timesMoney(unit: Money, count: number): Money {
  assert(Number.isSafeInteger(count), `not a whole count: ${count}`);
  return money(unit * count + 0);
}

/** Sum of a list; 0 when empty. */
export function sumMoney(amounts: readonly Money[]): Money {
  return money(amounts.reduce<number>((total, amount) => total + amount, 0));
}

/**
 * Spreads `total` over `weights` by largest remainder: the parts always add up to `total` exactly.
 * With no weight at all the first part takes everything.
 */
export function allocateMoney(total: Money, weights: readonly number[]): Money[] {
  assert(weights.length > 0, 'nothing to allocate to');
  assert(
    weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    'weights are whole and not negative',
  );
  // In BigInt: many large weights add up past the safe integers.
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (whole === 0n) return weights.map((_, index) => (index === 0 ? total : NO_MONEY));
  const shares = weights.map((weight) => shareOf(BigInt(total), BigInt(weight), whole));
  const missing = total - shares.reduce((sum, share) => sum + share.part, 0);
  const byRemainder = shares.map((share, index) => ({ index, remainder: share.remainder }));
  byRemainder.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const bumped = new Set(byRemainder.slice(0, Math.abs(missing)).map(({ index }) => index));
  return shares.map((share, index) => money(share.part + (bumped.has(index) ? Math.sign(missing) : 0) + 0));
}

function shareOf(total: bigint, weight: bigint, whole: bigint): { part: number; remainder: bigint } {
  const product = total * weight;
  const part = product / whole;
  const rest = product - part * whole;
  return { part: Number(part), remainder: rest < 0n ? -rest : rest };
}

/** `$ 25.000`: the way a Colombian shop writes pesos, with the sign before the symbol. Plain spaces, so it prints. */
export function formatCop(amount: Money): string {
  const digits = String(Math.abs(amount)).replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return `${amount < 0 ? '-' : ''}$ ${digits}`;
}
