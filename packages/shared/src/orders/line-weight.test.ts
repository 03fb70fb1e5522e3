import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { kitchenItems } from '../catalog/kitchen-lines.ts';
import { priceLine } from '../catalog/pricing.ts';
import { priceRuleSchema } from '../catalog/price-rule.ts';
import { modifierGroupSchema, productSchema } from '../catalog/product.ts';
import type { Selection } from '../catalog/selection.ts';
import type { Sellable } from '../catalog/sellable.ts';
import { explodeLine } from '../recipes/explode.ts';
import { ingredientSchema } from '../recipes/ingredient.ts';
import { recipeSchema } from '../recipes/recipe.ts';
import { saleCells } from '../reports/sale-cells.ts';
import { weighedPrice, weightText } from './line-weight.ts';
import { lineTotal } from './line-total.ts';
import { isWeighed, weighingsOf } from './line.ts';
import { lineVersion, orderEventBodies, type OrderLine } from './order.events.ts';
import { foldOrder, type Order } from './order.fold.ts';

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
const BOOK = bookOfPork();
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
    expect(explodeLine(BOOK, weighed(350))?.usage).toMatchObject([{ ingredientId: id(20), quantity: 490_000 }]);
  });

  test('is no half of a plate, which has no weight of its own', () => {
    const plate = { ...chicharron, id: id(40), byWeight: undefined, halves: { rule: 'highest', surcharge: 0, productIds: [id(1), id(1)] } };
    const item = { ...sellable, product: productSchema.parse(plate), lookup: () => ({ product: chicharron, groups: [] }) };
    const halves: Selection['halves'] = [1, 1].map(() => ({ productId: id(1), choices: [] }));
    const selection = { lineId: id(3), productId: id(40), quantity: 1, choices: [], halves };
    expect(priceLine(item, selection, NOON)).toMatchObject({ refusal: { code: 'line.not-as-half' } });
  });
});

describe('a weighed portion inside a combo', () => {
  const slot = modifierGroupSchema.parse({
    id: id(50),
    name: 'Carne',
    kind: 'slot',
    min: 1,
    max: 2,
    freeCount: 0,
    options: [{ id: id(51), name: 'Chicharrón', price: 20_000, soldOut: false, productId: id(1) }],
  });
  const { byWeight: _, ...piece } = chicharron;
  const combo: Sellable = {
    ...sellable,
    product: productSchema.parse({
      ...piece,
      id: id(41),
      name: 'Combo',
      kind: 'combo',
      price: 10_000,
      groupIds: [slot.id],
      stations: ['armado'],
    }),
    groups: [slot],
    lookup: () => ({ product: chicharron, groups: [] }),
  };
  const filled = (...grams: (number | undefined)[]): Selection => ({
    lineId: id(3),
    productId: id(41),
    quantity: 1,
    choices: [],
    components: grams.map((each, n) => ({
      groupId: id(50),
      optionId: id(51),
      choices: [],
      ...(each === undefined ? {} : { weight: { grams: each, weighingId: id(60 + n) } }),
    })),
  });
  const priced = (...grams: number[]) => {
    const line = priceLine(combo, filled(...grams), NOON);
    if (!line.ok) throw new Error(line.refusal.code);
    return line.value;
  };

  test('adds the slot’s price of a kilo for what it weighs, is a line of version 4, and cook and customer read each weight', () => {
    const line = priced(350, 500);
    expect(line.parts).toMatchObject([
      { listPrice: 16_800, surcharge: 7_000, weight: { grams: 350, perKilo: 20_000 } },
      { listPrice: 24_000, surcharge: 10_000, weight: { grams: 500, perKilo: 20_000 } },
    ]);
    expect([lineTotal(line), lineVersion(line), isWeighed(line), weighingsOf(line).length]).toEqual([27_000, 4, true, 2]);
    expect(orderEventBodies['order.line-added'].parse({ line })).toEqual({ line });
    expect(kitchenItems(line)).toMatchObject([
      { name: 'Chicharrón', size: '350 g', of: 'Combo' },
      { name: 'Chicharrón', size: '500 g', of: 'Combo' },
    ]);
  });

  test('is weighed, whatever else was picked, and the combo is then one', () => {
    expect(priceLine(combo, filled(350, undefined), NOON)).toMatchObject({ refusal: { code: 'line.weight-needed' } });
    expect(priceLine(combo, { ...filled(350), quantity: 2 }, NOON)).toMatchObject({ refusal: { code: 'line.one-portion' } });
    const lookup = () => ({ product: productSchema.parse(piece), groups: [] });
    expect(priceLine({ ...combo, lookup }, filled(350), NOON)).toMatchObject({ refusal: { code: 'line.not-by-weight' } });
  });

  test('takes its share of the recipe of one kilo', () => {
    expect(explodeLine(BOOK, priced(350, 500))?.usage).toMatchObject([{ ingredientId: id(20), quantity: 1_190_000 }]);
  });

  test('counts as a portion of so many grams in sums, beside those sold alone, and never as a piece', () => {
    const { products, spreads } = saleCells([
      { order: sold({ ...priced(350, 500), id: id(70) }, { ...weighed(400), id: id(71) }), hour: 12 },
    ]);
    const figures = ({ productId, quantity, portions, grams }: (typeof products)[number]) => [productId, quantity, portions, grams];
    expect(products.map(figures)).toEqual([
      [id(1), 1, 1, 400],
      [id(41), 1, 0, 0],
    ]);
    expect(spreads.map(figures)).toEqual([
      [id(1), 2, 2, 850],
      [id(41), -1, 0, 0],
    ]);
  });
});

function sold(...lines: OrderLine[]): Order {
  const place = { terminalId: id(80), branchId: id(9), entityId: id(81), actorId: id(82), businessDay: '2026-11-24', at: NOON };
  const payment = { id: id(83), method: 'cash', amount: 50_000, tendered: 50_000, change: 0, rounding: 0 };
  const facts = [
    { type: 'order.opened', v: 1, body: { orderType: 'counter' } },
    ...lines.map((line) => ({ type: 'order.line-added', v: lineVersion(line), body: { line } })),
    { type: 'order.placed', v: 1, body: { number: { series: 'A', sequence: 1 } } },
    { type: 'order.payment-added', v: 1, body: { payment } },
  ];
  return foldOrder(facts.map((fact, n) => ({ ...place, ...fact, id: id(90 + n), seq: n + 1, rev: n + 1 })));
}

function bookOfPork() {
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
  const ofProduct = (productId: string) => (productId === id(1) ? versioned : undefined);
  return { ingredient: () => pork, recipe: () => undefined, ofProduct, ofOption: () => undefined };
}

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
