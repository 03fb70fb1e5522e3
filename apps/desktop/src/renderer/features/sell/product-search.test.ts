import { expect, test } from 'vitest';

import { anId, aProduct } from '../../testing/a-menu.ts';
import { findables, scannedProduct, searchProducts } from './product-search.ts';

const products = [
  aProduct({ id: anId(1), name: 'Salchipapa ñera', code: '12' }),
  aProduct({ id: anId(2), name: 'Limonada de piña', barcode: '7702004003508' }),
  aProduct({ id: anId(3), name: 'Piña colada', code: 'PC' }),
  aProduct({ id: anId(4), name: 'Combo 12 alitas' }),
];
const names = (text: string) => searchProducts(findables(products), text).map(({ name }) => name);

test('accents and capitals do not matter, and what begins with the word comes first', () => {
  expect(names('PINA')).toEqual(['Piña colada', 'Limonada de piña']);
  expect(names('salchi nera')).toEqual(['Salchipapa ñera']);
});

test('every word must be there', () => {
  expect(names('piña salchi')).toEqual([]);
  expect(names('  ')).toHaveLength(4);
});

test('a code comes before names that hold it, in any case', () => {
  expect(names('12')).toEqual(['Salchipapa ñera', 'Combo 12 alitas']);
  expect(names('pc')).toEqual(['Piña colada']);
  expect(names('7702004003508')).toEqual(['Limonada de piña']);
});

test('a scanner finds by barcode, then by code, and nothing else', () => {
  expect(scannedProduct(products, '7702004003508')?.id).toBe(anId(2));
  expect(scannedProduct(products, 'pc')?.id).toBe(anId(3));
  expect(scannedProduct(products, '770200400350')).toBeUndefined();
});
