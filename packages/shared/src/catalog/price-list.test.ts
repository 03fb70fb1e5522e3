import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { groupAtLists, menuAtLists, productAtLists } from './listed-menu.ts';
import { listBook, listsAt, priceListSchema, type PriceList } from './price-list.ts';
import { modifierGroupSchema, productSchema, type Menu } from './product.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const BRANCH = id(1);
const ALWAYS = { weekdays: [], from: 0, to: 1440 };
/** Friday, 2026-11-20, 12:00 in Colombia. */
const NOON = Date.UTC(2026, 10, 20, 17);
const occasion = { atMs: NOON, utcOffsetHours: -5, branchId: BRANCH, orderType: 'delivery' } as const;

const base = { active: true, sort: 1, branchIds: [], orderTypes: [], schedule: ALWAYS, prices: [], options: [] };
const list = (n: number, more: object = {}): PriceList => priceListSchema.parse({ ...base, id: id(n), name: `Lista ${n}`, ...more });

const salchipapa = productSchema.parse({
  id: id(20),
  categoryId: id(2),
  name: 'Salchipapa',
  kind: 'single',
  price: 14_000,
  sizes: [
    { id: id(21), name: 'Personal', price: 14_000 },
    { id: id(22), name: 'Familiar', price: 28_000 },
  ],
  groupIds: [],
  tax: { code: 'INC', rateBp: 800 },
  stations: [],
  soldOut: false,
  sort: 1,
});
const drinks = modifierGroupSchema.parse({
  id: id(30),
  name: 'Bebida',
  kind: 'slot',
  min: 1,
  max: 1,
  freeCount: 0,
  options: [{ id: id(31), name: 'Gaseosa', price: 0, soldOut: false, productId: id(40), sizes: [{ sizeId: id(41), surcharge: 1_000 }] }],
});

describe('price lists', () => {
  test('hold by branch, by type, from a day to a day and by the clock; a list that is off never does', () => {
    const names = (lists: readonly PriceList[], change: object = {}) => listsAt(lists, { ...occasion, ...change }).map(({ name }) => name);
    const lists = [
      list(1, { name: 'siempre' }),
      list(2, { name: 'aquí', branchIds: [BRANCH] }),
      list(3, { name: 'allá', branchIds: [id(9)] }),
      list(4, { name: 'domicilio', orderTypes: ['delivery'] }),
      list(5, { name: 'noviembre', schedule: { ...ALWAYS, firstDay: '2026-11-01', lastDay: '2026-11-30' } }),
      list(6, { name: 'apagada', active: false }),
      list(7, { name: 'noche', schedule: { weekdays: [5, 6], from: 1080, to: 120 } }),
    ];
    expect(names(lists)).toEqual(['siempre', 'aquí', 'domicilio', 'noviembre']);
    expect(names(lists, { orderType: 'counter' })).toEqual(['siempre', 'aquí', 'noviembre']);
    expect(names(lists, { branchId: id(9) })).toEqual(['siempre', 'allá', 'domicilio', 'noviembre']);
    expect(names(lists, { atMs: Date.UTC(2026, 11, 5, 6) })).toEqual(['siempre', 'aquí', 'domicilio', 'noche']);
  });

  test('the one further up counts, price by price; what none names costs what the menu says', () => {
    const small = { productId: id(20), sizeId: id(21), price: 16_000 };
    const upper = list(1, { sort: 1, prices: [small] });
    const lower = list(2, {
      sort: 2,
      prices: [
        { ...small, price: 99_000 },
        { productId: id(20), sizeId: id(22), price: 31_000 },
      ],
    });
    const book = listBook(listsAt([lower, upper], occasion));
    expect(productAtLists(salchipapa, book)).toMatchObject({ price: 16_000, sizes: [{ price: 16_000 }, { price: 31_000 }] });
    expect(productAtLists({ ...salchipapa, id: id(99) }, book)).toEqual({ ...salchipapa, id: id(99) });
    const options = [
      { optionId: id(31), price: 500 },
      { optionId: id(31), sizeId: id(41), price: 2_000 },
    ];
    const slot = groupAtLists(drinks, listBook([list(3, { options })]));
    expect(slot.options).toMatchObject([{ price: 500, sizes: [{ surcharge: 2_000 }] }]);
  });

  test('without a list that says anything it is the very same menu', () => {
    const place = { branchId: BRANCH, utcOffsetHours: -5 };
    const menu: Menu = { categories: [], products: [salchipapa], groups: [drinks], rules: [], lists: [], quickNotes: [], place };
    expect(menuAtLists(menu, [list(1)])).toBe(menu);
    expect(menuAtLists(menu, [list(1, { prices: [{ productId: id(20), sizeId: id(21), price: 1 }] })]).products[0]?.price).toBe(1);
  });

  test('in whatever order lists are kept, the prices are the same', () => {
    const some = fc.array(fc.record({ sort: fc.nat(3), price: fc.nat(90_000), sized: fc.boolean() }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        some.chain((made) =>
          fc.tuple(
            fc.constant(made),
            fc.shuffledSubarray(
              made.map((_, n) => n),
              { minLength: made.length },
            ),
          ),
        ),
        ([made, order]) => {
          const lists = made.map(({ sort, price, sized }, n) =>
            list(n + 1, { sort, prices: [{ productId: id(20), price, ...(sized ? { sizeId: id(21) } : {}) }] }),
          );
          const priced = (from: readonly PriceList[]) => productAtLists(salchipapa, listBook(listsAt(from, occasion)));
          const first = made
            .map((each, n) => ({ ...each, n }))
            .filter(({ sized }) => sized)
            .sort((a, b) => a.sort - b.sort || a.n - b.n)[0];
          expect(priced(order.flatMap((n) => lists[n] ?? []))).toEqual(priced(lists));
          expect(priced(lists).sizes[0]?.price).toBe(money(first?.price ?? 14_000));
        },
      ),
    );
  });
});
