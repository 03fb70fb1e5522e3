import { assert } from '../base/assert.ts';
import type { Money } from '../base/money.ts';

/** Hundredths of the currency's unit: only taxes and fiscal documents need them. */
export type Hundredths = number & { readonly __unit: 'hundredths' };

/** Base and tax of a gross amount; base + tax = gross exactly. */
export type TaxSplit = { readonly base: Hundredths; readonly tax: Hundredths };

/**
 * Splits a tax-included amount: `base = round-half-even(gross / (1 + rate), 2)`, `tax = gross − base`.
 * Rate in basis points (800 = 8 %). Source: ET 512-9 (INC inside the menu price), domain rules §1.1.
 */
export function splitIncludedTax(gross: Money, rateBp: number): TaxSplit {
  assert(Number.isInteger(rateBp) && rateBp >= 0, `bad rate: ${rateBp}`);
  const hundredths = BigInt(gross) * 100n;
  const base = divideHalfEven(hundredths * 10_000n, BigInt(10_000 + rateBp));
  return { base: toHundredths(base), tax: toHundredths(hundredths - base) };
}

/** `12962.96`: the fiscal text of hundredths. */
export function hundredthsText(amount: Hundredths): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Nearest whole unit, for a printed ticket. */
export function wholeUnits(amount: Hundredths): Money {
  return Number(divideHalfEven(BigInt(amount), 100n)) as Money;
}

/** Sum of hundredths. */
export function sumHundredths(amounts: readonly Hundredths[]): Hundredths {
  return toHundredths(amounts.reduce((total, amount) => total + BigInt(amount), 0n));
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n;
  const magnitude = negative ? -dividend : dividend;
  const quotient = magnitude / divisor;
  const twice = (magnitude - quotient * divisor) * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

function toHundredths(amount: bigint): Hundredths {
  const number = Number(amount);
  assert(Number.isSafeInteger(number), `hundredths out of range: ${amount}`);
  return number as Hundredths;
}
