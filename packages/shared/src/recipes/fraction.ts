import { assert } from '../base/assert.ts';

/** An exact amount between two roundings: a third of a batch stays a third until somebody has to weigh or pay it. */
export type Fraction = { readonly over: bigint; readonly under: bigint };

/** 1. */
export const ONE: Fraction = { over: 1n, under: 1n };

/** over / under, of whole numbers; `under` is above zero. */
export function fraction(over: number, under = 1): Fraction {
  assert(Number.isSafeInteger(over) && Number.isSafeInteger(under) && under > 0, `not a fraction: ${over}/${under}`);
  return reduced({ over: BigInt(over), under: BigInt(under) });
}

/** a × b. */
export function timesFraction(a: Fraction, b: Fraction): Fraction {
  return reduced({ over: a.over * b.over, under: a.under * b.under });
}

/** a + b. */
export function addFraction(a: Fraction, b: Fraction): Fraction {
  return reduced({ over: a.over * b.under + b.over * a.under, under: a.under * b.under });
}

/** a − b, and never below nothing. */
export function lessFraction(a: Fraction, b: Fraction): Fraction {
  const over = a.over * b.under - b.over * a.under;
  return over <= 0n ? { over: 0n, under: 1n } : reduced({ over, under: a.under * b.under });
}

/** The nearest whole number, halves away from zero. */
export function wholeOf({ over, under }: Fraction): number {
  const doubled = (over < 0n ? -over : over) * 2n + under;
  const size = Number(doubled / (under * 2n));
  return over < 0n && size > 0 ? -size : size;
}

function reduced({ over, under }: Fraction): Fraction {
  const common = divisor(over < 0n ? -over : over, under);
  return { over: over / common, under: under / common };
}

function divisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small !== 0n) [large, small] = [small, large % small];
  return large === 0n ? 1n : large;
}
