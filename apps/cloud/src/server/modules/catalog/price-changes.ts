import type { CatalogDoc } from '@fastops/shared/catalog/product';

/** What something costs, as far as a document says it: its own price, and those of its sizes and options by name. */
export type Prices = Readonly<Record<string, unknown>>;

/** One thing whose price moved. */
export type PriceChange = { readonly id: string; readonly name: string; readonly before: Prices | null; readonly after: Prices | null };

/** Compares documents with what was there; what is new or gone is a change too, when it has a price. */
export function priceChanges(docs: readonly CatalogDoc[], before: ReadonlyMap<string, unknown>): PriceChange[] {
  return docs.flatMap(({ id, deleted, doc }) => {
    const [was, is] = [pricesIn(before.get(id)), deleted ? null : pricesIn(doc)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const name: unknown = doc['name'] ?? Reflect.get(Object(before.get(id)), 'name');
    return [{ id, name: typeof name === 'string' ? name : '', before: was, after: is }];
  });
}

function pricesIn(doc: unknown): Prices | null {
  if (typeof doc !== 'object' || doc === null) return null;
  const own: [string, unknown][] = ['price', 'effect', 'schedule'].flatMap((key) =>
    key in doc && (key === 'price' || 'effect' in doc) ? [[key, Reflect.get(doc, key)]] : [],
  );
  const parts = ['sizes', 'options'].flatMap((key): [string, unknown][] => {
    const list: unknown = Reflect.get(doc, key);
    if (!Array.isArray(list)) return [];
    return list.map((part: unknown) => [String(Reflect.get(Object(part), 'name')), Reflect.get(Object(part), 'price')]);
  });
  const all = [...own, ...parts];
  return all.length === 0 ? null : Object.fromEntries(all);
}
