import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { cashDue, cashRounding, changeFor, missingFrom, suggestedTenders } from './rounding.ts';

const total = fc.integer({ min: 0, max: 1_000_000_000 }).map(money);

describe('cash in pesos', () => {
  test.each([
    [25_030, 25_000],
    [25_049, 25_000],
    [25_050, 25_050],
    [49, 0],
    [0, 0],
    [-25_030, 0],
  ])('%i is due as %i', (amount, due) => {
    expect(cashDue(money(amount))).toBe(due);
  });

  test('due less rounding is the total, and the shop pays less than a coin', () => {
    fc.assert(
      fc.property(total, (amount) => {
        expect(cashDue(amount) - cashRounding(amount)).toBe(amount);
        expect(cashDue(amount) % 50).toBe(0);
        expect(cashRounding(amount)).toBeLessThanOrEqual(0);
        expect(cashRounding(amount)).toBeGreaterThan(-50);
      }),
    );
  });

  test('change and missing are never both there', () => {
    fc.assert(
      fc.property(total, total, (due, tendered) => {
        const change = changeFor(due, tendered);
        const missing = missingFrom(due, tendered);
        expect(tendered - due).toBe((change ?? 0) - missing);
        expect(change === undefined).toBe(missing > 0);
      }),
    );
  });

  test('the exact amount comes first, then the notes a customer would hand over', () => {
    expect(suggestedTenders(money(25_000))).toEqual([25_000, 26_000, 30_000, 40_000, 50_000]);
    expect(suggestedTenders(money(100_000))).toEqual([100_000]);
    expect(suggestedTenders(money(0))).toEqual([0]);
    expect(suggestedTenders(money(25_000), 2)).toHaveLength(2);
  });
});
