import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { orderEventBodies, lineVersion } from '../orders/order.events.ts';
import { lineTotal, orderTotals } from '../orders/totals.ts';
import { togetherPrice } from './halves.ts';
import { kitchenItems } from './kitchen-lines.ts';
import { priceLine } from './pricing.ts';
import { priceRuleSchema } from './price-rule.ts';
import { atBranchPrices, modifierGroupSchema, productSchema, type Menu, type Product } from './product.ts';
import { sellableIn } from './sellable.ts';
import type { Selection } from './selection.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const BRANCH = id(900);
const category = { id: id(800), name: 'Salchipapas', hue: 70, sort: 1 };
const tax = { code: 'INC', rateBp: 800 } as const;
const product = (n: number, change: Partial<Product> = {}): Product =>
  productSchema.parse({
    id: id(n),
    categoryId: category.id,
    name: `Producto ${n}`,
    kind: 'single',
    price: 10_000,
    sizes: [],
    groupIds: [],
    tax,
    stations: ['freidora'],
    soldOut: false,
    sort: n,
    ...change,
  });
const sizes = (n: number, mediana: number, familiar: number) => [
  { id: id(n), name: 'Mediana', price: money(mediana) },
  { id: id(n + 1), name: 'Familiar', price: money(familiar) },
];
const option = (n: number, name: string, price = 0, more: object = {}) => ({ id: id(n), name, price, soldOut: false, ...more });
const without = modifierGroupSchema.parse({
  id: id(300),
  name: 'Sin',
  kind: 'removal',
  min: 0,
  max: 4,
  freeCount: 0,
  options: ['Cebolla', 'Lechuga', 'Queso', 'Salsas'].map((name, n) => option(301 + n, name)),
});
const doubles = modifierGroupSchema.parse({
  ...without,
  id: id(310),
  name: 'Doble',
  kind: 'double',
  options: [option(311, 'Queso', 3_000)],
});
const flavours = modifierGroupSchema.parse({
  ...without,
  id: id(320),
  name: 'Sabor',
  kind: 'choice',
  min: 1,
  max: 1,
  freeCount: 1,
  options: [option(321, 'Cola'), option(322, 'Uva')],
});
const ranchera = product(1, { name: 'Ranchera', sizes: sizes(11, 26_000, 40_000), groupIds: [without.id] });
const hawaiana = product(2, { name: 'Hawaiana', sizes: sizes(21, 27_000, 43_500), groupIds: [without.id], stations: ['horno'] });
const soda = product(3, { name: 'Gaseosa', sizes: sizes(31, 4_000, 8_500), groupIds: [flavours.id], stations: ['bebidas'] });
const water = product(4, { name: 'Agua', price: money(3_500), stations: ['bebidas'] });
const plate = product(5, {
  name: 'Mitad y mitad',
  sizes: sizes(51, 26_000, 40_000),
  groupIds: [doubles.id],
  halves: { rule: 'highest', surcharge: money(1_000), productIds: [ranchera.id, hawaiana.id] },
});
const drinkSlot = modifierGroupSchema.parse({
  id: id(330),
  name: 'Bebida',
  kind: 'slot',
  min: 1,
  max: 1,
  freeCount: 0,
  options: [
    option(331, 'Gaseosa', 0, {
      productId: soda.id,
      sizes: [
        { sizeId: id(31), surcharge: 0 },
        { sizeId: id(32), surcharge: 3_000 },
      ],
    }),
    option(332, 'Agua', 500, { productId: water.id }),
    option(333, 'Tinto', 0),
  ],
});
const combo = product(6, { name: 'Combo', kind: 'combo', price: money(27_000), groupIds: [drinkSlot.id], stations: ['armado'] });
const happyHour = priceRuleSchema.parse({
  id: id(400),
  name: 'Hora feliz',
  active: true,
  productIds: [combo.id],
  categoryIds: [],
  branchIds: [],
  // Friday, four to seven in the afternoon.
  schedule: { weekdays: [5], from: 960, to: 1140 },
  effect: { kind: 'percent', offBp: 2_500 },
});
const menu: Menu = {
  categories: [category],
  products: [ranchera, hawaiana, soda, water, plate, combo],
  groups: [without, doubles, flavours, drinkSlot],
  rules: [happyHour],
  lists: [],
  quickNotes: [],
  place: { branchId: BRANCH, utcOffsetHours: -5 },
};
/** Friday 27 November 2026 at that hour in Colombia. */
const friday = (hour: number) => Date.UTC(2026, 10, 27, hour + 5);
const priced = (selection: Partial<Selection> & { productId: string }, at = friday(12), of: Menu = menu) => {
  const item = sellableIn(of, selection.productId);
  if (!item) throw new Error('no such product');
  return priceLine(item, { lineId: id(999), quantity: 1, choices: [], ...selection }, at);
};
const sold = (...args: Parameters<typeof priced>) => {
  const line = priced(...args);
  if (!line.ok) throw new Error(line.refusal.code);
  return line.value;
};
const left = (...options: number[]) => options.map((n) => ({ groupId: without.id, optionId: id(n), quantity: 1 }));
const halves: Selection['halves'] = [
  { productId: ranchera.id, choices: left(301, 302, 303) },
  { productId: hawaiana.id, choices: left(303, 304) },
];

describe('two halves', () => {
  const line = () => sold({ productId: plate.id, sizeId: id(52), halves, quantity: 2 });

  test('cost what the rule says in the size of the plate, plus the surcharge', () => {
    expect(line()).toMatchObject({ unitPrice: 44_500, size: { name: 'Familiar' } });
    expect(lineTotal(line())).toBe(89_000);
    const by = (rule: 'average' | 'sum') => {
      const products = menu.products.map((each) => (each.halves ? { ...each, halves: { ...each.halves, rule } } : each));
      return sold({ productId: plate.id, sizeId: id(52), halves }, friday(12), { ...menu, products }).unitPrice;
    };
    expect([by('average'), by('sum')]).toEqual([42_750, 42_750]);
  });

  test('go to the kitchen as two halves, each with its own removals and the stations of both', () => {
    expect(kitchenItems(line())).toEqual([
      {
        quantity: 2,
        name: 'Mitad y mitad',
        size: 'Familiar',
        modifiers: [],
        removals: [],
        halves: [
          { name: 'Ranchera', removals: ['Cebolla', 'Lechuga', 'Queso'] },
          { name: 'Hawaiana', removals: ['Queso', 'Salsas'] },
        ],
        stations: ['freidora', 'horno'],
      },
    ]);
  });

  test('take extras of their own, priced on the line and told to the kitchen under their half', () => {
    const cheese = modifierGroupSchema.parse({
      id: id(340),
      name: 'Adiciones',
      kind: 'extra',
      min: 1,
      max: 3,
      freeCount: 0,
      options: [option(341, 'Tocineta', 2_500)],
    });
    const products = menu.products.map((each) => (each.id === ranchera.id ? { ...each, groupIds: [...each.groupIds, cheese.id] } : each));
    const of = { ...menu, products, groups: [...menu.groups, cheese] };
    const bacon = { groupId: cheese.id, optionId: id(341), quantity: 2 };
    const withBacon: Selection['halves'] = [
      { productId: ranchera.id, choices: [...left(301), bacon] },
      { productId: hawaiana.id, choices: [] },
    ];
    const extra = sold({ productId: plate.id, sizeId: id(52), halves: withBacon }, friday(12), of);
    expect(lineTotal(extra)).toBe(44_500 + 5_000);
    expect(kitchenItems(extra)[0]?.halves).toEqual([
      { name: 'Ranchera', removals: ['Cebolla'], modifiers: [{ name: 'Tocineta', quantity: 2 }] },
      { name: 'Hawaiana', removals: [] },
    ]);
    // The other half doesn't come with it.
    const stray = priced(
      { productId: plate.id, sizeId: id(52), halves: [withBacon[1] as never, { productId: hawaiana.id, choices: [bacon] }] },
      friday(12),
      of,
    );
    expect(stray).toMatchObject({ ok: false, refusal: { code: 'line.unknown-option' } });
  });

  test('are refused when missing, unknown, sold out, in a size they don’t come in, or on a product without halves', () => {
    const refusal = (selection: Parameters<typeof priced>[0], of = menu) => {
      const answer = priced(selection, friday(12), of);
      return answer.ok ? undefined : answer.refusal.code;
    };
    const sized = { productId: plate.id, sizeId: id(52) };
    expect(refusal(sized)).toBe('line.halves-needed');
    expect(refusal({ ...sized, halves: [halves[0] as never, { productId: soda.id, choices: [] }] })).toBe('line.not-as-half');
    expect(refusal({ productId: water.id, halves })).toBe('line.not-as-half');
    const out = menu.products.map((each) => (each.id === hawaiana.id ? { ...each, soldOut: true } : each));
    expect(refusal({ ...sized, halves }, { ...menu, products: out })).toBe('line.sold-out');
    const small = menu.products.map((each) => (each.id === hawaiana.id ? { ...each, sizes: each.sizes.slice(0, 1) } : each));
    expect(refusal({ ...sized, halves }, { ...menu, products: small })).toBe('line.not-as-half');
  });

  test('whatever they cost: never under the cheaper half, never over the dearer one by more than a coin, whichever comes first', () => {
    const price = fc.integer({ min: 0, max: 9_999_999 }).map(money);
    fc.assert(
      fc.property(fc.constantFrom('highest', 'average', 'sum'), price, price, (rule, one, other) => {
        const together = togetherPrice(rule, one, other);
        expect(together).toBe(togetherPrice(rule, other, one));
        expect(together).toBeGreaterThanOrEqual(Math.min(one, other));
        expect(together).toBeLessThanOrEqual(Math.max(one, other) + 100);
      }),
    );
  });
});

describe('a combo', () => {
  const big = {
    groupId: drinkSlot.id,
    optionId: id(331),
    sizeId: id(32),
    choices: [{ groupId: flavours.id, optionId: id(322), quantity: 1 }],
  };

  test('charges the slot’s surcharge and the size’s, and sends each component to its own stations', () => {
    const line = sold({ productId: combo.id, components: [big], quantity: 3 });
    expect(line).toMatchObject({ unitPrice: 27_000, parts: [{ name: 'Gaseosa', listPrice: 8_500, surcharge: 3_000 }] });
    expect(lineTotal(line)).toBe(90_000);
    expect(kitchenItems(line)).toEqual([
      {
        quantity: 3,
        name: 'Gaseosa',
        size: 'Familiar',
        of: 'Combo',
        modifiers: [{ name: 'Uva', quantity: 1 }],
        removals: [],
        stations: ['bebidas'],
      },
    ]);
    const noted = kitchenItems({ ...line, note: 'rápido' });
    expect(noted.map(({ name, stations }) => [name, stations])).toEqual([
      ['Combo', ['armado']],
      ['Gaseosa', ['bebidas']],
    ]);
  });

  test('takes a plain option in the same slot, and counts both kinds together', () => {
    const tinto = { groupId: drinkSlot.id, optionId: id(333), quantity: 1 };
    expect(lineTotal(sold({ productId: combo.id, choices: [tinto] }))).toBe(27_000);
    expect(priced({ productId: combo.id })).toMatchObject({ refusal: { code: 'line.too-few', missing: 1 } });
    expect(priced({ productId: combo.id, choices: [tinto], components: [big] })).toMatchObject({ refusal: { code: 'line.too-many' } });
  });

  test('asks of a component what the product itself asks', () => {
    const refusal = (component: object) => priced({ productId: combo.id, components: [{ ...big, ...component }] });
    expect(refusal({ choices: [] })).toMatchObject({ refusal: { code: 'line.too-few', group: 'Sabor' } });
    expect(refusal({ sizeId: undefined })).toMatchObject({ refusal: { code: 'line.size-needed', name: 'Gaseosa' } });
    expect(refusal({ optionId: id(333) })).toMatchObject({ refusal: { code: 'line.unknown-option' } });
    // A product of a slot can't be taken as if it were a plain option, without its questions.
    const plain = { groupId: drinkSlot.id, optionId: id(331), quantity: 1 };
    expect(priced({ productId: combo.id, choices: [plain] })).toMatchObject({ refusal: { code: 'line.unknown-option' } });
  });

  test('in happy hour costs less by itself, keeps its surcharge, and says which rule it was', () => {
    const line = sold({ productId: combo.id, components: [big] }, friday(17));
    expect(line).toMatchObject({ unitPrice: 20_250, priceRule: { id: happyHour.id, name: 'Hora feliz', listPrice: 27_000 } });
    expect(lineTotal(line)).toBe(23_250);
    expect(sold({ productId: combo.id, components: [big] }, friday(19))).not.toHaveProperty('priceRule');
  });
});

test('a double is charged once and is no extra: twice is refused', () => {
  const selection = { productId: plate.id, sizeId: id(51), halves };
  const double = { groupId: doubles.id, optionId: id(311), quantity: 1 };
  const line = sold({ ...selection, choices: [double] });
  expect(lineTotal(line)).toBe(31_000);
  expect(kitchenItems(line)[0]?.modifiers).toEqual([{ name: 'Queso', quantity: 1, double: true }]);
  expect(priced({ ...selection, choices: [{ ...double, quantity: 2 }] })).toMatchObject({ refusal: { code: 'line.too-many', max: 1 } });
});

test('a branch with a price of its own sells at that price, size by size', () => {
  const own = { id: id(500), branchId: BRANCH, productId: ranchera.id, sizeId: id(12), price: money(45_000) };
  expect(atBranchPrices(ranchera, [own]).sizes.map(({ price }) => price)).toEqual([26_000, 45_000]);
  expect(atBranchPrices(water, [own])).toBe(water);
  expect(atBranchPrices(water, [{ id: id(501), branchId: BRANCH, productId: water.id, price: money(3_000) }]).price).toBe(3_000);
});

test('a line says what it is in the oldest version that can: plain ones in 1, what only 2 knows in 2', () => {
  const water_ = sold({ productId: water.id });
  const composed = sold({ productId: plate.id, sizeId: id(52), halves });
  expect([water_, composed].map(lineVersion)).toEqual([1, 2]);
  for (const line of [water_, composed]) expect(orderEventBodies['order.line-added'].parse({ line })).toEqual({ line });
});

test('whatever is picked, the order’s total is the sum of its lines, and its tax parts add up to it', () => {
  const size = fc.constantFrom(id(51), id(52));
  const removals = fc.subarray([301, 302, 303, 304]).map((picks) => left(...picks));
  const half = fc.record({ productId: fc.constantFrom(ranchera.id, hawaiana.id), choices: removals });
  const hour = fc.integer({ min: 0, max: 23 });
  fc.assert(
    fc.property(size, fc.tuple(half, half), hour, fc.integer({ min: 1, max: 99 }), (sizeId, both, at, quantity) => {
      const lines = [
        sold({ productId: plate.id, sizeId, halves: both, quantity }, friday(at)),
        sold({ productId: combo.id, components: [{ groupId: drinkSlot.id, optionId: id(332), choices: [] }], quantity }, friday(at)),
      ];
      const totals = orderTotals(lines);
      expect(totals.total).toBe(lines.reduce((sum, line) => sum + lineTotal(line), 0));
      expect(totals.taxes.reduce((sum, part) => sum + part.gross, 0)).toBe(totals.total);
      expect(lines.every((line) => line.unitPrice >= 0 && Number.isSafeInteger(lineTotal(line)))).toBe(true);
    }),
  );
});
