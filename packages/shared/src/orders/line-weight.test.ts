import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { kitchenItems } from '../catalog/kitchen-lines.ts';
import { priceLine } from '../catalog/pricing.ts';
import { priceRuleSchema } from '../catalog/price-rule.ts';
import { productSchema } from '../catalog/product.ts';
import type { Selection } from '../catalog/selection.ts';
import type { Sellable } from '../catalog/sellable.ts';
import { explodeLine } from '../recipes/explode.ts';
import { ingredientSchema } from '../recipes/ingredient.ts';
import { recipeSchema } from '../recipes/recipe.ts';
import { weighedPrice, weightText } from './line-weight.ts';
import { lineTotal } from './line-total.ts';
import { lineVersion, orderEventBodies, type OrderLine } from './order.events.ts';

const NOON = Date.UTC(2026, 10, 24, 17);
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const chicharron = productSchema.parse({
  id: id(1),
  categoryId: id(2),
  name: 'Chicharrón',
  kind: 'single',
  price: 48_000,
  sizes: [],
  groupIds: [],
  tax: { code: 'INC', rateBp: 800 },
  stations: ['freidora'],
  soldOut: false,
  sort: 1,
  byWeight: true,
});
const sellable: Sellable = {
  product: chicharron,
  groups: [],
  lookup: () => undefined,
  rules: [],
  place: { utcOffsetHours: -5, branchId: id(9) },
};
const portion = (grams: number): Selection => ({
  lineId: id(3),
  productId: id(1),
  quantity: 1,
  choices: [],
  weight: { grams, weighingId: id(4) },
});
function weighed(grams: number, item = sellable): OrderLine {
  const line = priceLine(item, portion(grams), NOON);
  if (!line.ok) throw new Error(line.refusal.code);
  return line.value;
}

describe('a portion of what is sold by weight', () => {
  test('costs its share of the kilo, is a line of version 3, and the kitchen reads its weight', () => {
    const line = weighed(350);
    expect(line).toMatchObject({ quantity: 1, unitPrice: 16_800, weight: { grams: 350, perKilo: 48_000, weighingId: id(4) } });
    expect([lineTotal(line), lineVersion(line)]).toEqual([16_800, 3]);
    expect(orderEventBodies['order.line-added'].parse({ line })).toEqual({ line });
    expect(kitchenItems(line)).toMatchObject([{ quantity: 1, name: 'Chicharrón', size: '350 g' }]);
  });

  test.each([
    ['without a weight', { weight: undefined }, 'line.weight-needed'],
    ['twice at once: each portion is weighed', { quantity: 2 }, 'line.one-portion'],
  ])('is no line %s', (_, change, code) => {
    const selection = { ...portion(350), ...change };
    expect(priceLine(sellable, selection as Selection, 0)).toMatchObject({ refusal: { code } });
  });

  test('and what is sold by the piece has no weight', () => {
    const { byWeight: _, ...piece } = chicharron;
    expect(priceLine({ ...sellable, product: piece }, portion(350), 0)).toMatchObject({ refusal: { code: 'line.not-by-weight' } });
  });

  test('a price rule moves the price of the kilo, and the line keeps both', () => {
    const rule = priceRuleSchema.parse({
      id: id(7),
      name: 'Martes',
      active: true,
      productIds: [],
      categoryIds: [],
      branchIds: [],
      schedule: { weekdays: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 },
      effect: { kind: 'percent', offBp: 5_000 },
    });
    expect(weighed(350, { ...sellable, rules: [rule] })).toMatchObject({
      unitPrice: 8_400,
      weight: { perKilo: 24_000 },
      priceRule: { listPrice: 16_800 },
    });
  });

  test('takes its share of the recipe of one kilo out of the stock', () => {
    const pork = ingredientSchema.parse({
      id: id(20),
      name: 'Tocino',
      unit: 'g',
      packs: [],
      price: { amount: 20, quantity: 1_000 },
      prepYieldBp: 10_000,
      cookYieldBp: 10_000,
      critical: false,
    });
    const recipe = recipeSchema.parse({
      id: id(21),
      name: 'Chicharrón',
      target: { kind: 'product', productId: id(1) },
      makes: 1_000,
      items: [{ ingredientId: id(20), quantity: 1_400_000, effect: 'add' }],
    });
    const versioned = { ...recipe, version: 1 };
    const book = { ingredient: () => pork, recipe: () => undefined, ofProduct: () => versioned, ofOption: () => undefined };
    expect(explodeLine(book, weighed(350))?.usage).toMatchObject([{ ingredientId: id(20), quantity: 490_000 }]);
  });
});

test('a weight is never dearer than its share, and less than a peso below it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 50_000 }), (perKilo, grams) => {
      const price = weighedPrice(money(perKilo), grams);
      expect(price * 1000).toBeLessThanOrEqual(perKilo * grams);
      expect((price + 1) * 1000).toBeGreaterThan(perKilo * grams);
    }),
  );
});

test.each([
  [5, '5 g'],
  [999, '999 g'],
  [1_000, '1,000 kg'],
  [12_045, '12,045 kg'],
])('%i grams read %s', (grams, text) => expect(weightText(grams)).toBe(text));
