import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import {
  atMovedBase,
  overBase,
  priceables,
  priceListCsv,
  priceListTable,
  priceOn,
  readPriceListCsv,
  withPrices,
} from './price-list-table.ts';
import { priceListSchema } from './price-list.ts';
import { modifierGroupSchema, productSchema } from './product.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const food = { categoryId: id(1), kind: 'single', groupIds: [], stations: [], soldOut: false, sort: 1, tax: { code: 'INC', rateBp: 800 } };
const small = { id: id(11), name: 'Personal', price: 14_000 };
const large = { id: id(12), name: 'Familiar', price: 28_000 };
const menu = {
  categories: [{ id: id(1), name: 'Salchipapas', hue: 20, sort: 1 }],
  products: [
    productSchema.parse({ ...food, id: id(10), name: 'Salchipapa', price: 14_000, sizes: [small, large] }),
    productSchema.parse({ ...food, id: id(13), name: 'Agua', price: 3_000, sizes: [] }),
  ],
  groups: [
    ['extra', 'Adiciones', { id: id(20), name: 'Queso', price: 3_000, soldOut: false }],
    ['removal', 'Sin…', { id: id(21), name: 'Sin cebolla', price: 0, soldOut: false }],
  ].map(([kind, name, option], n) =>
    modifierGroupSchema.parse({ id: id(30 + n), name, kind, min: 0, max: 1, freeCount: 0, options: [option] }),
  ),
};
const always = { weekdays: [], from: 0, to: 1440 };
const list = (n: number, name: string) =>
  priceListSchema.parse({
    id: id(n),
    name,
    active: true,
    sort: n,
    branchIds: [],
    orderTypes: [],
    schedule: always,
    prices: [],
    options: [],
  });
const [familiar, agua, queso] = priceables(menu).slice(1);
if (!familiar || !agua || !queso) throw new Error('the menu has four prices');
const delivery = withPrices(list(40, 'Domicilio'), [
  [familiar, money(31_000)],
  [queso, money(3_500)],
]);
const airport = withPrices(list(41, 'Aeropuerto'), [[agua, money(6_000)]]);
const known = { ...menu, lists: [delivery, airport] };

test('all that has a price has a row and each list a column; what is left out of a plate has none', () => {
  expect(priceListTable(menu, [delivery, airport]).map((row) => row.slice(3))).toEqual([
    ['grupo', 'nombre', 'tamano', 'precio_base', 'lista: Domicilio', 'lista: Aeropuerto'],
    ['Salchipapas', 'Salchipapa', 'Personal', 14_000, '', ''],
    ['Salchipapas', 'Salchipapa', 'Familiar', 28_000, 31_000, ''],
    ['Salchipapas', 'Agua', '', 3_000, '', 6_000],
    ['Adiciones', 'Queso', '', 3_000, 3_500, ''],
  ]);
});

test('what is exported is read back as the same lists', () => {
  const read = readPriceListCsv(priceListCsv(menu, known.lists), known);
  expect([read.rows.map(({ outcome }) => outcome), read.lists, read.missing, read.unknownLists]).toEqual([
    Array(4).fill('same'),
    [],
    [],
    [],
  ]);
});

test('a table sets, changes and empties prices, names each bad row with its line, and columns that are no list', () => {
  const table = [
    'nombre;tamano;Lista: domicilio;lista: Aeropuerto;lista: Playa',
    'salchipapa;familiar;$ 32.000;;',
    'AGUA;;4500;6.000;9',
    'Queso;;;;',
    'Agua;;1;1;',
    'Salchipapa;Gigante;1;;',
    'Salchipapa;Personal;catorce mil;;',
  ].join('\n');
  const { rows, lists, unknownLists } = readPriceListCsv(table, known);
  expect(rows.map(({ line, name, outcome, fault }) => [line, name, outcome, fault])).toEqual([
    [2, 'Salchipapa · Familiar', 'changed', undefined],
    [3, 'Agua', 'changed', undefined],
    [4, 'Queso', 'changed', undefined],
    [5, 'Agua', 'bad', 'twice'],
    [6, 'Salchipapa · Gigante', 'bad', 'unknown-item'],
    [7, 'Salchipapa · Personal', 'bad', 'bad-price'],
  ]);
  expect(lists).toEqual([
    {
      ...delivery,
      prices: [
        { productId: id(10), sizeId: id(12), price: 32_000 },
        { productId: id(13), price: 4_500 },
      ],
      options: [],
    },
  ]);
  expect(unknownLists).toEqual(['Playa']);
  expect(readPriceListCsv('nombre;precio\nAgua;1', known).missing).toEqual(['lista: …']);
  expect(readPriceListCsv('lista: Domicilio\n1', known).missing).toEqual(['nombre']);
});

test('a share moves the base prices onto the list, to coins that exist', () => {
  const moved = atMovedBase(list(42, 'Aeropuerto'), priceables(menu), { byBp: 1_500, step: 500 });
  expect(priceables(menu).map((each) => priceOn(moved, each))).toEqual([16_000, 32_000, 3_500, 3_500]);
  expect([overBase(money(14_000), money(16_000)), overBase(money(0), money(500))]).toEqual([1_429, undefined]);
});
