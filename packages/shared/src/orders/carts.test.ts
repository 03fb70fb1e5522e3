import { expect, test } from 'vitest';
import { runCarts } from '../testing/cart-laws.ts';
import { luckOf, cartMaker } from '../testing/random-carts.ts';
import { foldOrder } from './order.fold.ts';

test('R17: in 10,000 random carts till total = cloud total = Σ lines = Σ tax parts', () => {
  const run = runCarts(10_000, 20_261_124);
  expect(run.broken).toEqual([]);
  expect(run.sold).toBeGreaterThan(1_000_000_000n);
});

test('the carts are of every kind: discounts, courtesies, tips, fees, splits, rounding, voids and refunds', () => {
  const make = cartMaker(luckOf(5));
  const orders = Array.from({ length: 500 }, (_, n) => foldOrder(make(n + 1).facts));
  const kinds: Record<string, (order: (typeof orders)[number]) => boolean> = {
    discounts: ({ totals }) => totals.discount > 0,
    courtesies: ({ discounts }) => discounts.some(({ kind }) => kind === 'courtesy'),
    tips: ({ totals }) => totals.tip > 0,
    fees: ({ totals }) => totals.thirdParty > 0,
    splits: ({ payments }) => new Set(payments.map(({ method }) => method)).size > 1,
    rounding: ({ payments }) => payments.some(({ rounding }) => rounding < 0),
    voids: ({ voided }) => voided.length > 0,
    refunds: ({ refunds }) => refunds.length > 0,
    'two taxes': ({ totals }) => totals.taxes.filter(({ tax }) => tax > 0).length > 1,
  };
  for (const [kind, is] of Object.entries(kinds)) expect(orders.filter(is).length, kind).toBeGreaterThan(20);
});
