import { expect, test } from 'vitest';
import { lotsLeft } from './lots.ts';

const lot = (expiresOn: string, quantity: number, ingredientId = 'queso') => ({ ingredientId, expiresOn, quantity });

test('what is left lies in the lots that expire last, the first to expire said first', () => {
  const goods = [lot('2026-11-28', 2_000), lot('2026-11-25', 3_000), lot('2026-12-01', 1_000), lot('2026-11-26', 500, 'leche')];
  const left = (queso: number) => lotsLeft(goods, new Map([['queso', queso]])).map(({ expiresOn, quantity }) => [expiresOn, quantity]);
  expect(left(4_000)).toEqual([
    ['2026-11-25', 1_000],
    ['2026-11-28', 2_000],
    ['2026-12-01', 1_000],
  ]);
  expect(left(2_500)).toEqual([
    ['2026-11-28', 1_500],
    ['2026-12-01', 1_000],
  ]);
  expect(left(90_000)).toHaveLength(3);
  expect([left(0), left(-500)]).toEqual([[], []]);
});
