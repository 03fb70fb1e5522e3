import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { hundredthsText, splitIncludedTax, sumHundredths, wholeUnits } from './tax.ts';

describe('a tax inside the price', () => {
  test.each([
    [14_000, '12962.96', '1037.04'],
    [25_000, '23148.15', '1851.85'],
    [9_500, '8796.30', '703.70'],
    [0, '0.00', '0.00'],
    [-25_000, '-23148.15', '-1851.85'],
  ])('%i at 8 %% is %s + %s', (gross, base, tax) => {
    const split = splitIncludedTax(money(gross), 800);
    expect([hundredthsText(split.base), hundredthsText(split.tax)]).toEqual([base, tax]);
  });

  test('exactly half a hundredth goes to the even one', () => {
    // 107 / 1.6 = 66.875 and 101 / 1.6 = 63.125: both lie in the middle.
    expect(hundredthsText(splitIncludedTax(money(107), 6_000).base)).toBe('66.88');
    expect(hundredthsText(splitIncludedTax(money(101), 6_000).base)).toBe('63.12');
  });

  test('base and tax are the gross again, exactly, and the base is within half a hundredth', () => {
    const gross = fc.integer({ min: -10_000_000_000, max: 10_000_000_000 });
    fc.assert(
      fc.property(gross, fc.integer({ min: 0, max: 10_000 }), (amount, rateBp) => {
        const { base, tax } = splitIncludedTax(money(amount), rateBp);
        expect(base + tax).toBe(amount * 100);
        const off = 2n * (BigInt(base) * BigInt(10_000 + rateBp) - BigInt(amount) * 1_000_000n);
        expect(off <= BigInt(10_000 + rateBp) && -off <= BigInt(10_000 + rateBp)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  test('a rate that is none stops the command', () => {
    expect(() => splitIncludedTax(money(1), -1)).toThrow('bad rate');
    expect(() => splitIncludedTax(money(1), 0.08)).toThrow('bad rate');
  });
});

test('hundredths are summed exactly and shown as whole units', () => {
  const splits = [14_000, 25_000, 9_500].map((gross) => splitIncludedTax(money(gross), 800));
  expect(hundredthsText(sumHundredths(splits.map(({ tax }) => tax)))).toBe('3592.59');
  expect(splits.map(({ tax }) => wholeUnits(tax))).toEqual([1_037, 1_852, 704]);
});
