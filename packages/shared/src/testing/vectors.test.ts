import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allocateMoney, money } from '../base/money.ts';
import { countTotal } from '../cash/denominations.ts';
import { hundredthsText, splitIncludedTax } from '../catalog/tax.ts';
import { nitCheckDigit } from '../fiscal/nit.ts';
import { cashDue } from '../payments/rounding.ts';
import { isPrintable, type CodePage } from '../printing/printable-text.ts';

type Vectors = {
  readonly cufe: readonly { readonly seed: string; readonly sha384: string }[];
  readonly cude: readonly { readonly seed: string; readonly sha384: string }[];
  readonly nitCheckDigit: Readonly<Record<string, number>>;
  readonly taxIncludedSplit8pct: readonly (readonly [number, string, string])[];
  readonly cashDueRounding50: readonly (readonly [number, number])[];
  readonly denominationCount: { readonly counts: Readonly<Record<string, number>>; readonly total: number };
  readonly driverSettlement: {
    readonly mustDeliver: number;
    readonly keeps: number;
    readonly netHandIn: number;
    readonly payFromTill: number;
  };
  readonly codePageBytes: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
};
const vectors: Vectors = JSON.parse(readFileSync(new URL('vectors/domain.json', import.meta.url), 'utf8'));

test.each(vectors.taxIncludedSplit8pct)('8 %% inside %i is %s and %s', (gross, base, tax) => {
  const split = splitIncludedTax(money(gross), 800);
  expect([hundredthsText(split.base), hundredthsText(split.tax)]).toEqual([base, tax]);
});

test.each(vectors.cashDueRounding50)('%i is due in cash as %i', (total, due) => {
  expect(cashDue(money(total))).toBe(due);
});

test('the counted drawer of the domain', () => {
  const piles = Object.entries(vectors.denominationCount.counts).map(([denomination, quantity]) => ({
    denomination: money(Number(denomination)),
    quantity,
  }));
  expect(countTotal(piles)).toBe(vectors.denominationCount.total);
});

test.each(Object.entries(vectors.nitCheckDigit))('the check digit of %s is %i', (nit, digit) => {
  expect(nitCheckDigit(nit)).toBe(digit);
});

test.each([...vectors.cufe, ...vectors.cude])(
  'a fiscal code is the SHA-384 of its seed as it stands, in UTF-8 ($seed)',
  ({ seed, sha384 }) => {
    expect(createHash('sha384').update(seed, 'utf8').digest('hex')).toBe(sha384);
  },
);

test('what a driver hands in: each payment carries its share of food and fee, by largest remainder', () => {
  // Three orders: all in cash; food and fee by Nequi; 46,000 of which 20,000 in cash and 26,000 by bank.
  const orders = [
    { food: 30_000, fee: 5_000, cash: 35_000 },
    { food: 25_000, fee: 4_000, cash: 0 },
    { food: 40_000, fee: 6_000, cash: 20_000 },
  ];
  const shares = orders.map(({ food, fee, cash }) => {
    const [cashFood = 0, cashFee = 0] = allocateMoney(money(cash), [food, fee]);
    return { cashFood, cashFee, bankFee: fee - cashFee };
  });
  const sum = (of: (share: (typeof shares)[number]) => number) => shares.reduce((total, share) => total + of(share), 0);
  const settlement = { mustDeliver: sum(({ cashFood }) => cashFood), keeps: sum(({ cashFee }) => cashFee) };
  expect({ ...settlement, netHandIn: settlement.mustDeliver - settlement.keeps, payFromTill: sum(({ bankFee }) => bankFee) }).toMatchObject(
    {
      mustDeliver: vectors.driverSettlement.mustDeliver,
      keeps: vectors.driverSettlement.keeps,
      netHandIn: vectors.driverSettlement.netHandIn,
      payFromTill: vectors.driverSettlement.payFromTill,
    },
  );
});

test('letters that the vectors give a byte are printable on their page, and one without is not', () => {
  for (const [letter, pages] of Object.entries(vectors.codePageBytes)) {
    for (const [page, byte] of Object.entries(pages)) {
      if (page === 'cp437') continue;
      expect(isPrintable(letter, page as CodePage), `${letter} on ${page}`).toBe(byte !== null);
    }
  }
});
