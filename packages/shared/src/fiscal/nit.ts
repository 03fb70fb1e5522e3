import { assert } from '../base/assert.ts';

/** Weights of the digits of a NIT, from the right. Source: DIAN, annex FE 1.9, rule FAB34. */
const WEIGHTS = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71] as const;

/** The check digit (DV) of a NIT without it: modulo 11 over weighted digits. */
export function nitCheckDigit(nit: string): number {
  assert(/^\d{1,15}$/.test(nit), `not a NIT: ${nit}`);
  const sum = [...nit].toReversed().reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index] ?? 0), 0);
  const rest = sum % 11;
  return rest < 2 ? rest : 11 - rest;
}
