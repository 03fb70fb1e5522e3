import { priceListSchema } from '@fastops/shared/catalog/price-list';
import type { CatalogDoc } from '@fastops/shared/catalog/product';

/** What something costs, as far as a document says it: its own price, and those of its sizes and options by name. */
export type Prices = Readonly<Record<string, unknown>>;

/** One thing whose price moved. */
export type PriceChange = { readonly id: string; readonly name: string; readonly before: Prices | null; readonly after: Prices | null };

/** What documents say now, by id, and what the things are called that the prices of a list are of. */
export type PricesBefore = { readonly docs: ReadonlyMap<string, unknown>; readonly names: ReadonlyMap<string, string> };

/** Compares documents with what was there; what is new or gone is a change too, when it has a price. Of a list only what moved is told. */
export function priceChanges(docs: readonly CatalogDoc[], { docs: before, names }: PricesBefore): PriceChange[] {
  return docs.flatMap(({ id, kind, deleted, doc }) => {
    const read = kind === 'price-list' ? (of: unknown) => listPrices(of, names) : pricesIn;
    const [was, is] = movedAlone(kind, read(before.get(id)), deleted ? null : read(doc));
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

/** A list is long: of two versions only the prices that differ. */
function movedAlone(kind: string, was: Prices | null, is: Prices | null): readonly [Prices | null, Prices | null] {
  if (kind !== 'price-list' || !was || !is) return [was, is];
  const moved = new Set([...Object.keys(was), ...Object.keys(is)].filter((key) => was[key] !== is[key]));
  const only = (prices: Prices) => Object.fromEntries(Object.entries(prices).filter(([key]) => moved.has(key)));
  return [only(was), only(is)];
}

/** The prices of a list, by the names of what they are of. */
function listPrices(doc: unknown, names: ReadonlyMap<string, string>): Prices | null {
  const list = priceListSchema.safeParse(doc).data;
  if (!list) return null;
  const named = (id: string, sizeId: string | undefined) =>
    [id, sizeId].flatMap((each) => (each ? [names.get(each) ?? each] : [])).join(' · ');
  return Object.fromEntries([
    ...list.prices.map(({ productId, sizeId, price }) => [named(productId, sizeId), price]),
    ...list.options.map(({ optionId, sizeId, price }) => [named(optionId, sizeId), price]),
  ]);
}
