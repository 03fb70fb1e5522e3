import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { orderLineSchema, type OrderLine } from './order.events.ts';
import { lineTotal, orderTotals } from './totals.ts';

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
  expect(orderTotals([])).toEqual({ total: 0, taxes: [] });
});
