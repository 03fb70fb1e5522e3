import { money } from '@fastops/shared/base/money';
import type { ModifierGroup, Product } from '@fastops/shared/catalog/product';
import type { Sellable } from '@fastops/shared/catalog/sellable';

/** Builders for the screens' own tests. */
export function anId(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export function aProduct(change: Partial<Product> = {}): Product {
  return {
    id: anId(1),
    categoryId: anId(900),
    name: 'Salchipapa',
    kind: 'single',
    price: money(14_000),
    sizes: [],
    groupIds: [],
    tax: { code: 'INC', rateBp: 800 },
    stations: [],
    soldOut: false,
    sort: 0,
    ...change,
  };
}

export function aGroup(change: Partial<ModifierGroup> = {}): ModifierGroup {
  const options = ['Rosada', 'Piña', 'Ajo'].map((name, index) => ({ id: anId(200 + index), name, price: money(500), soldOut: false }));
  return { id: anId(100), name: 'Salsas', kind: 'choice', min: 0, max: 3, freeCount: 2, options, ...change };
}

/** A product by itself, at its list price. */
export function aSellable(product: Product, change: Partial<Sellable> = {}): Sellable {
  return { product, groups: [], lookup: () => undefined, rules: [], place: { branchId: anId(800), utcOffsetHours: -5 }, ...change };
}
