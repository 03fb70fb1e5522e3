import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { atMovedPrices, movedPrice, previewPrices } from './bulk-price.ts';
import { menuCsv, parseCsv, readMenuCsv } from './menu-csv.ts';
import { productSchema, type Category } from './product.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const CATEGORIES: Category[] = [{ id: id(1), name: 'Salchipapas', hue: 20, sort: 1 }];
const base = {
  categoryId: id(1),
  kind: 'single',
  groupIds: [],
  stations: ['fryer'],
  soldOut: false,
  sort: 1,
  tax: { code: 'INC', rateBp: 800 },
};
const SENCILLA = productSchema.parse({ ...base, id: id(10), name: 'Sencilla; "la de siempre"', price: 14_000, sizes: [] });
const MIXTA = productSchema.parse({
  ...base,
  id: id(11),
  name: 'Mixta',
  price: 18_000,
  sizes: [
    { id: id(20), name: 'Personal', price: 18_000 },
    { id: id(21), name: 'Familiar', price: 32_000 },
  ],
});
let minted = 100;
const known = { products: [SENCILLA, MIXTA], categories: CATEGORIES, newId: () => id((minted += 1)) };

test('prices move together by a share, to coins that exist, and nothing is changed by looking', () => {
  expect(movedPrice(money(14_000), { byBp: 500, step: 100 })).toBe(14_700);
  expect(movedPrice(money(14_050), { byBp: 700, step: 100 })).toBe(15_000);
  expect(movedPrice(money(0), { byBp: 700, step: 100 })).toBe(0);
  expect(previewPrices([MIXTA], { byBp: -1_000, step: 50 }).map(({ name, after }) => [name, after])).toEqual([
    ['Mixta · Personal', 16_200],
    ['Mixta · Familiar', 28_800],
  ]);
  expect(atMovedPrices(MIXTA, { byBp: 1_000, step: 500 })).toMatchObject({ price: 20_000, sizes: [{ price: 20_000 }, { price: 35_000 }] });
});

test('what is exported is read back as the same menu', () => {
  const read = readMenuCsv(menuCsv([SENCILLA, MIXTA], CATEGORIES), known);
  expect(read.rows.map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same']);
  expect(read.products).toEqual([]);
});

test('a table from a spreadsheet changes, adds, and names each bad row with its line', () => {
  const table = [
    'categoria,producto,tamaño,precio,impuesto',
    'Salchipapas,Mixta,Familiar,"34.000",INC',
    'SALCHIPAPAS,Trifásica,,$ 24.000,',
    'Postres,Flan,,5000,INC',
    'Salchipapas,Ranchera,,caro,INC',
    'Salchipapas,Mixta,Gigante,40000,INC',
    ',,,,',
    'Salchipapas,trifasica,,25000,IVA',
  ].join('\n');
  const read = readMenuCsv(table, known);
  expect(read.rows.map(({ line, outcome, fault }) => [line, outcome, fault])).toEqual([
    [2, 'changed', undefined],
    [3, 'new', undefined],
    [4, 'bad', 'no-category'],
    [5, 'bad', 'bad-price'],
    [6, 'bad', 'unknown-size'],
    [8, 'bad', 'twice'],
  ]);
  expect(read.products.map(({ name, price }) => [name, price])).toEqual([
    ['Mixta', 18_000],
    ['Trifásica', 24_000],
  ]);
  expect(readMenuCsv('nombre;valor\nx;1', known).missing).toEqual(['categoria', 'producto', 'precio']);
});

test('what is sold by weight says so in its row, stays so without a word, and needs no sizes', () => {
  const kilo = productSchema.parse({ ...base, id: id(12), name: 'Chicharrón', price: 48_000, sizes: [], byWeight: true });
  const all = { ...known, products: [SENCILLA, MIXTA, kilo] };
  const csv = menuCsv(all.products, CATEGORIES);
  expect(parseCsv(csv).map((row) => row.at(-1))).toEqual(['venta', 'unidad', 'unidad', 'unidad', 'kilo', '']);
  expect(readMenuCsv(csv, all).rows.map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same', 'same']);
  const table = [
    'categoria;producto;precio;venta',
    'Salchipapas;Chicharrón;50000;',
    'Salchipapas;Costilla;60000;KILO',
    'Salchipapas;Mixta;18000;kilo',
    'Salchipapas;Yuca;4000;libra',
  ].join('\n');
  const read = readMenuCsv(table, all);
  expect(read.rows.map(({ outcome, fault }) => [outcome, fault])).toEqual([
    ['changed', undefined],
    ['new', undefined],
    ['bad', 'not-by-weight'],
    ['bad', 'bad-sale'],
  ]);
  expect(read.products.map(({ name, byWeight }) => [name, byWeight])).toEqual([
    ['Chicharrón', true],
    ['Costilla', true],
  ]);
  const [piece] = readMenuCsv('categoria;producto;precio;venta\nSalchipapas;Chicharrón;9000;unidad', all).products;
  expect(piece).toEqual({ ...base, id: id(12), name: 'Chicharrón', price: 9_000, sizes: [] });
});

test('a cell that would be a formula is text in the spreadsheet, and itself again here', () => {
  const evil = { ...SENCILLA, name: '=HYPERLINK("x")' };
  const csv = menuCsv([evil], CATEGORIES);
  expect(parseCsv(csv)[1]?.[2]).toBe(`'=HYPERLINK("x")`);
  expect(readMenuCsv(csv, { ...known, products: [evil] }).rows[0]?.outcome).toBe('same');
});
