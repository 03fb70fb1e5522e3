import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { countTotal } from '../cash/denominations.ts';
import { hundredthsText, splitIncludedTax } from '../catalog/tax.ts';
import { nitCheckDigit } from '../fiscal/nit.ts';
import { orderTotals } from '../orders/totals.ts';
import { cashDue } from '../payments/rounding.ts';
import { feeShares } from '../payments/third-party.ts';
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
    brought(30_000, 5_000, [['cash', 35_000]]),
    brought(25_000, 4_000, [['nequi', 29_000]]),
    brought(40_000, 6_000, [
      ['cash', 20_000],
      ['bank_transfer', 26_000],
    ]),
  ];
  const fees = (inCash: boolean) =>
    orders.reduce((sum, order) => {
      const shares = feeShares(order);
      const own = order.payments.filter(({ method }) => (method === 'cash') === inCash);
      return sum + own.reduce((of, { id }) => of + (shares.get(id) ?? 0), 0);
    }, 0);
  const cash = orders.flatMap(({ payments }) => payments).reduce((sum, { method, amount }) => sum + (method === 'cash' ? amount : 0), 0);
  const settlement = { mustDeliver: cash - fees(true), keeps: fees(true), payFromTill: fees(false) };
  expect({ ...settlement, netHandIn: settlement.mustDeliver - settlement.keeps }).toEqual({
    mustDeliver: vectors.driverSettlement.mustDeliver,
    keeps: vectors.driverSettlement.keeps,
    netHandIn: vectors.driverSettlement.netHandIn,
    payFromTill: vectors.driverSettlement.payFromTill,
  });
});

/** An order that was brought and paid so. */
function brought(food: number, fee: number, paid: readonly (readonly ['cash' | 'nequi' | 'bank_transfer', number])[]) {
  const totals = { ...orderTotals([]), total: money(food), thirdParty: money(fee), due: money(food + fee) };
  const nothing = { change: money(0), rounding: money(0) };
  const payments = paid.map(([method, amount], index) => ({
    id: `${food} ${index}`,
    method,
    amount: money(amount),
    tendered: money(amount),
    ...nothing,
    status: 'verified' as const,
  }));
  return { totals, payments };
}

test('letters that the vectors give a byte are printable on their page, and one without is not', () => {
  for (const [letter, pages] of Object.entries(vectors.codePageBytes)) {
    for (const [page, byte] of Object.entries(pages)) {
      if (page === 'cp437') continue;
      expect(isPrintable(letter, page as CodePage), `${letter} on ${page}`).toBe(byte !== null);
    }
  }
});
