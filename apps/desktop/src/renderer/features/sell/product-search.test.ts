import { expect, test } from 'vitest';

import { anId, aProduct } from '../../testing/a-menu.ts';
import { searchProducts } from './product-search.ts';

const names = ['Salchipapa ranchera', 'Limonada de coco', 'Perro ranchero con piña', 'Piñata'];
const products = names.map((name, index) => aProduct({ id: anId(index), name }));
const found = (text: string) => searchProducts(products, text).map((product) => product.name);

test('accents and capitals don’t matter', () => {
  expect(found('PINA')).toEqual(['Piñata', 'Perro ranchero con piña']);
});

test('every word has to be there, in any order', () => {
  expect(found('ranch perro')).toEqual(['Perro ranchero con piña']);
  expect(found('ranchera coco')).toEqual([]);
});

test('nothing typed finds everything', () => {
  expect(found('  ')).toEqual(names);
});
