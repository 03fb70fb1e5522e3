import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { orderLineSchema, type OrderLine } from './order.events.ts';
import type { Discount } from './adjustment.events.ts';
import { lineTotal, orderTotals, priceLines } from './totals.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const price = fc.integer({ min: 0, max: 200_000 });
const tax = fc.record({ code: fc.constantFrom('INC', 'IVA', 'NONE'), rateBp: fc.constantFrom(0, 500, 800, 1_900, 1_234) });
const choice = price.map((paid) => ({ groupId: id(1), optionId: id(2), kind: 'extra', name: 'Queso', quantity: 1, price: paid }));
const line = fc
  .record({ quantity: fc.integer({ min: 1, max: 999 }), unitPrice: price, choices: fc.array(choice, { maxLength: 4 }), tax })
  .map((parts) => orderLineSchema.parse({ id: id(3), productId: id(4), categoryId: id(5), name: 'Salchipapa', stations: [], ...parts }));
const carts = fc.array(line, { maxLength: 12 });

test('base and tax of every rate add up to the total, to the hundredth, in 10,000 random carts', () => {
  fc.assert(
    fc.property(carts, (lines) => {
      const { total, taxes } = orderTotals(lines);
      const hundredths = taxes.reduce((sum, part) => sum + part.base + part.tax, 0);
      expect(hundredths).toBe(total * 100);
      expect(taxes.reduce((sum, part) => sum + part.gross, 0)).toBe(total);
      expect(total).toBe(lines.reduce((sum, each) => sum + lineTotal(each), 0));
    }),
    { numRuns: 10_000 },
  );
});

test('the order of the lines changes no total, and each rate appears once', () => {
  fc.assert(
    fc.property(carts, (lines) => {
      const totals = orderTotals(lines);
      expect(orderTotals([...lines].reverse())).toEqual(totals);
      expect(new Set(totals.taxes.map(({ code, rateBp }) => `${code}${rateBp}`)).size).toBe(totals.taxes.length);
    }),
  );
});

test('a line is (size price + choices) × quantity', () => {
  const one: OrderLine = {
    id: id(3),
    productId: id(4),
    categoryId: id(5),
    name: 'Salchipapa',
    quantity: 3,
    unitPrice: money(14_000),
    stations: [],
    choices: [{ groupId: id(1), optionId: id(2), kind: 'extra', name: 'Queso', quantity: 2, price: money(8_000) }],
    tax: { code: 'INC', rateBp: 800 },
  };
  expect(lineTotal(one)).toBe(66_000);
  expect(orderTotals([])).toEqual({ gross: 0, discount: 0, total: 0, tip: 0, thirdParty: 0, due: 0, taxes: [] });
});

const discount = fc
  .record({ percent: fc.boolean(), value: fc.integer({ min: 1, max: 10_000 }), onFirstLine: fc.boolean() })
  .map(({ percent, value, onFirstLine }): Discount => ({
    id: id(9),
    kind: percent ? 'percent' : 'amount',
    value: percent ? value : value * 37,
    reason: 'Cliente fiel',
    ...(onFirstLine ? { lineId: id(3) } : {}),
  }));

test('discounts and tip: lines, total and tax parts agree to the peso, nothing falls below zero, the tip is in no tax base', () => {
  fc.assert(
    fc.property(carts, fc.array(discount, { maxLength: 3 }), fc.integer({ min: 0, max: 50_000 }), (lines, discounts, tip) => {
      const totals = orderTotals(lines, { discounts, tip: money(tip) });
      const priced = priceLines(lines, discounts);
      expect(totals.total).toBe(priced.reduce((sum, { net }) => sum + net, 0));
      expect(totals.gross - totals.discount).toBe(totals.total);
      expect(totals.due).toBe(totals.total + tip);
      expect(totals.taxes.reduce((sum, part) => sum + part.base + part.tax, 0)).toBe(totals.total * 100);
      expect(priced.every(({ gross, discount: off, net }) => net >= 0 && off >= 0 && gross - off === net)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  [{ kind: 'percent', value: 1_000 }, 2_500],
  [{ kind: 'percent', value: 333 }, 833],
  [{ kind: 'amount', value: 4_000 }, 4_000],
  [{ kind: 'amount', value: 99_000 }, 25_000],
  [{ kind: 'courtesy', value: 10_000 }, 25_000],
] as const)('%o of 25,000 is %i', (what, off) => {
  const [one] = fc.sample(line, { numRuns: 1, seed: 1 });
  const salchipapa = orderLineSchema.parse({ ...one, quantity: 1, unitPrice: 25_000, choices: [] });
  expect(orderTotals([salchipapa], { discounts: [{ id: id(9), reason: 'x', ...what }], tip: money(0) }).discount).toBe(off);
});
