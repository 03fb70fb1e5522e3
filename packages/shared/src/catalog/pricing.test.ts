import { describe, expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { priceLine as priceSellable } from './pricing.ts';
import { selectionSchema, type Selection } from './selection.ts';
import { lineTotal } from '../orders/totals.ts';
import { modifierGroupSchema, productSchema, type ModifierGroup, type Product } from './product.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const option = (n: number, price: number, soldOut = false) => ({ id: id(n), name: `Opción ${n}`, price, soldOut });

const salchipapa = productSchema.parse({
  id: id(1),
  categoryId: id(2),
  name: 'Salchipapa',
  kind: 'single',
  price: 14_000,
  groupIds: [id(10), id(20), id(30)],
  tax: { code: 'INC', rateBp: 800 },
  stations: ['fry'],
  soldOut: false,
  sort: 1,
  sizes: [
    { id: id(3), name: 'Personal', price: 14_000 },
    { id: id(4), name: 'Familiar', price: 25_000 },
  ],
});
const gaseosa: Product = { ...salchipapa, id: id(5), name: 'Gaseosa', price: money(4_000), sizes: [], groupIds: [] };

const sauces = modifierGroupSchema.parse({
  id: id(10),
  name: 'Salsas',
  kind: 'choice',
  min: 1,
  max: 4,
  freeCount: 2,
  options: [option(11, 1_000), option(12, 500), option(13, 500), option(14, 2_000, true)],
});
const extras = modifierGroupSchema.parse({
  id: id(20),
  name: 'Adiciones',
  kind: 'extra',
  min: 0,
  max: 3,
  freeCount: 0,
  options: [option(21, 4_000)],
});
const without = modifierGroupSchema.parse({
  id: id(30),
  name: 'Sin',
  kind: 'removal',
  min: 0,
  max: 2,
  freeCount: 0,
  options: [option(31, 900), option(32, 0)],
});
const groups: readonly ModifierGroup[] = [sauces, extras, without];
const place = { branchId: id(90), utcOffsetHours: -5 };
const priceLine = (product: Product, of: readonly ModifierGroup[], selection: Selection) =>
  priceSellable({ product, groups: of, lookup: () => undefined, rules: [], place }, selection, 0);

type Picked = readonly [groupId: number, optionId: number, quantity?: number];
function select(picks: readonly Picked[], rest: Partial<Selection> = {}): Selection {
  const choices = picks.map(([group, picked, quantity = 1]) => ({ groupId: id(group), optionId: id(picked), quantity }));
  return { lineId: id(99), productId: salchipapa.id, sizeId: id(4), quantity: 2, choices, ...rest };
}
const priced = (picks: readonly Picked[], rest: Partial<Selection> = {}) => priceLine(salchipapa, groups, select(picks, rest));
const prices = (picks: readonly Picked[]) => {
  const line = priced(picks);
  return line.ok ? line.value.choices.map((choice) => choice.price) : line.refusal;
};

describe('a selection becomes a line', () => {
  test('with the names and prices of the menu, the size’s price, and nothing the client says', () => {
    const line = priced(
      [
        [10, 11],
        [20, 21, 2],
        [30, 31],
      ],
      { note: 'bien tostada' },
    );
    expect(line).toMatchObject({
      ok: true,
      value: { name: 'Salchipapa', size: { name: 'Familiar' }, unitPrice: 25_000, quantity: 2, note: 'bien tostada', stations: ['fry'] },
    });
    if (!line.ok) return;
    expect(lineTotal({ ...line.value, quantity: 1 })).toBe(33_000);
    expect(selectionSchema.safeParse({ ...select([[10, 11]]), unitPrice: 1 }).success).toBe(false);
  });

  test('a product without sizes sells at its own price and takes no size', () => {
    const selection = select([], { productId: gaseosa.id });
    expect(priceLine(gaseosa, [], selection)).toMatchObject({ refusal: { code: 'line.size-needed' } });
    const { sizeId: _, ...sizeless } = selection;
    expect(priceLine(gaseosa, [], sizeless)).toMatchObject({ ok: true, value: { unitPrice: 4_000, choices: [] } });
    expect(priceLine(salchipapa, groups, sizeless)).toMatchObject({ refusal: { code: 'line.size-needed' } });
    expect(priced([[10, 11]], { sizeId: id(77) })).toMatchObject({ refusal: { code: 'line.size-needed' } });
  });
});

describe('how many', () => {
  test('too few and too many say by how much', () => {
    expect(priced([])).toEqual({ ok: false, refusal: { code: 'line.too-few', group: 'Salsas', missing: 1 } });
    expect(priced([[10, 11, 5]])).toEqual({ ok: false, refusal: { code: 'line.too-many', group: 'Salsas', max: 4 } });
    expect(priced([[10, 11, 4]]).ok).toBe(true);
    expect(
      priced([
        [10, 11],
        [20, 21, 4],
      ]),
    ).toMatchObject({ refusal: { code: 'line.too-many', group: 'Adiciones' } });
  });

  test('a removal is free and said once', () => {
    expect(
      prices([
        [10, 12],
        [30, 31],
      ]),
    ).toEqual([0, 0]);
    expect(
      priced([
        [10, 12],
        [30, 31, 2],
      ]),
    ).toEqual({ ok: false, refusal: { code: 'line.too-many', group: 'Sin', max: 1 } });
  });
});

describe('the first ones are free', () => {
  test.each<[string, readonly Picked[], readonly number[]]>([
    [
      'within the count',
      [
        [10, 11],
        [10, 12],
      ],
      [0, 0],
    ],
    [
      'the cheapest are the free ones',
      [
        [10, 11],
        [10, 12],
        [10, 13],
      ],
      [1_000, 0, 0],
    ],
    ['part of a pick can be free', [[10, 11, 3]], [1_000]],
    [
      'ties go in menu order, however they were tapped',
      [
        [10, 13, 2],
        [10, 12, 2],
      ],
      [1_000, 0],
    ],
    [
      'the order of taps changes no price',
      [
        [10, 13],
        [10, 11],
        [10, 12],
      ],
      [0, 1_000, 0],
    ],
  ])('%s', (_, picks, expected) => {
    expect(prices(picks)).toEqual(expected);
  });
});

describe('what can’t be sold', () => {
  test('a sold-out product or option, by name', () => {
    expect(priceLine({ ...salchipapa, soldOut: true }, groups, select([[10, 11]]))).toEqual({
      ok: false,
      refusal: { code: 'line.sold-out', name: 'Salchipapa' },
    });
    expect(priced([[10, 14]])).toEqual({ ok: false, refusal: { code: 'line.sold-out', name: 'Opción 14' } });
  });

  test('an unknown group, an option of another group, and the same option twice', () => {
    for (const picks of [
      [
        [10, 11],
        [77, 11],
      ],
      [[10, 21]],
      [
        [10, 11],
        [10, 11],
      ],
    ] satisfies Picked[][]) {
      expect(priced(picks)).toMatchObject({ refusal: { code: 'line.unknown-option' } });
    }
  });
});
