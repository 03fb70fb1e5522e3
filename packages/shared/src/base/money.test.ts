import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMoney, allocateMoney, formatCop, isMoney, money, subtractMoney, sumMoney, timesMoney } from './money.ts';

const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }).map(money);

describe('money is born whole', () => {
  test.each([0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53), -0])('%s is no money', (value) => {
    expect(isMoney(value)).toBe(false);
    expect(() => money(value)).toThrow('not whole minor units');
  });

  test('arithmetic that leaves the safe integers stops the command', () => {
    const most = money(Number.MAX_SAFE_INTEGER);
    expect(() => addMoney(most, money(1))).toThrow();
    expect(() => subtractMoney(money(-1), most)).toThrow();
    expect(subtractMoney(money(0), most)).toBe(-Number.MAX_SAFE_INTEGER);
    expect(() => timesMoney(most, 2)).toThrow();
    expect(() => sumMoney([most, most])).toThrow();
    expect(() => timesMoney(money(100), 1.5)).toThrow('not a whole count');
  });

  test('nothing times anything is plain zero', () => {
    expect(Object.is(timesMoney(money(0), -3), 0)).toBe(true);
    expect(sumMoney([])).toBe(0);
  });
});

describe('allocating', () => {
  test('spreads the remainder over the largest fractions', () => {
    expect(allocateMoney(money(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocateMoney(money(10), [1, 2, 4])).toEqual([1, 3, 6]);
    expect(allocateMoney(money(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
  });

  test('without any weight the first part takes everything', () => {
    expect(allocateMoney(money(77), [0, 0])).toEqual([77, 0]);
  });

  test('the parts always add up, and none is further than one unit from its share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(amount, weights, (total, shares) => {
        const parts = allocateMoney(total, shares);
        expect(sumMoney(parts)).toBe(total);
        const whole = shares.reduce((sum, weight) => sum + weight, 0);
        if (whole === 0) return;
        for (const [index, part] of parts.entries()) {
          expect(Math.abs(part - (total * (shares[index] ?? 0)) / whole)).toBeLessThan(1 + 1e-3);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('the parts add up when the weights together pass the safe integers', () => {
    const heavy = fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(amount, heavy, (total, shares) => sumMoney(allocateMoney(total, shares)) === total),
      { numRuns: 2000 },
    );
  });

  test.each([[[]], [[-1]], [[0.5]], [[Number.NaN]]])('refuses %j as weights', (weights) => {
    expect(() => allocateMoney(money(1), weights)).toThrow();
  });
});

test('pesos read as in a Colombian shop', () => {
  expect([0, 950, 25_000, 1_234_567, -4_500].map((pesos) => formatCop(money(pesos)))).toEqual([
    '$ 0',
    '$ 950',
    '$ 25.000',
    '$ 1.234.567',
    '-$ 4.500',
  ]);
});
