import type { Money } from '../base/money.ts';
import { movedPrice, type PriceMove } from './bulk-price.ts';
import { parseCsv, plain, priceOf, tableText, type TableCells } from './menu-csv.ts';
import { keyOf, listBook, type ListBook, type PriceList } from './price-list.ts';
import type { Category, ModifierGroup, Product } from './product.ts';

/** One thing that a list may have a price for: a product, a size of one, an option, or what a size adds to a combo's slot. */
export type Priceable = {
  readonly kind: 'producto' | 'opcion';
  readonly id: string;
  readonly sizeId: string | undefined;
  /** The category of a product, the group of an option. */
  readonly group: string;
  readonly name: string;
  readonly size: string;
  readonly base: Money;
};

/** The menu that lists are made over. */
export type PricedMenu = {
  readonly categories: readonly Category[];
  readonly products: readonly Product[];
  readonly groups: readonly ModifierGroup[];
};

/** All that has a price, products first, in the order of the menu. What is left out of a plate never costs anything. */
export function priceables({ categories, products, groups }: PricedMenu): Priceable[] {
  const nameOf = new Map(categories.map(({ id, name }) => [id, name]));
  const sizeNames = new Map(products.flatMap(({ sizes }) => sizes.map(({ id, name }) => [id, name])));
  const ofProducts = products.flatMap((product): Priceable[] => {
    const rest = { kind: 'producto', id: product.id, group: nameOf.get(product.categoryId) ?? '', name: product.name } as const;
    if (product.sizes.length === 0) return [{ ...rest, sizeId: undefined, size: '', base: product.price }];
    return product.sizes.map(({ id: sizeId, name: size, price: base }) => ({ ...rest, sizeId, size, base }));
  });
  const priced = groups.filter(({ kind }) => kind !== 'removal');
  const ofOptions = priced.flatMap(({ name: group, options }) =>
    options.flatMap((option): Priceable[] => {
      const rest = { kind: 'opcion', id: option.id, group, name: option.name } as const;
      const sizes = option.sizes ?? [];
      const sized = sizes.map(({ sizeId, surcharge }) => ({ ...rest, sizeId, size: sizeNames.get(sizeId) ?? '', base: surcharge }));
      return [{ ...rest, sizeId: undefined, size: '', base: option.price }, ...sized];
    }),
  );
  return [...ofProducts, ...ofOptions];
}

/** What a list says of one thing; undefined when it says nothing. */
export function priceOn(list: PriceList, { kind, id, sizeId }: Pick<Priceable, 'kind' | 'id' | 'sizeId'>): Money | undefined {
  return priceIn(listBook([list]), { kind, id, sizeId });
}

/** The same, of a list that was made into a book for many lookups. */
export function priceIn(book: ListBook, { kind, id, sizeId }: Pick<Priceable, 'kind' | 'id' | 'sizeId'>): Money | undefined {
  return kind === 'producto' ? book.ofProduct(id, sizeId) : book.ofOption(id, sizeId);
}

/** The list with other prices: `undefined` takes one off it. Things that are not named keep theirs. */
export function withPrices(list: PriceList, changes: readonly (readonly [Priceable, Money | undefined])[]): PriceList {
  const products = new Map(list.prices.map((each) => [keyOf(each.productId, each.sizeId), each]));
  const options = new Map(list.options.map((each) => [keyOf(each.optionId, each.sizeId), each]));
  for (const [{ kind, id, sizeId }, price] of changes) {
    const key = keyOf(id, sizeId);
    const size = sizeId === undefined ? {} : { sizeId };
    if (kind === 'producto') {
      if (price === undefined) products.delete(key);
      else products.set(key, { productId: id, ...size, price });
    } else if (price === undefined) options.delete(key);
    else options.set(key, { optionId: id, ...size, price });
  }
  return { ...list, prices: [...products.values()], options: [...options.values()] };
}

/** These things at their base price moved by a share, whatever the list said of them; what is free stays free. */
export function atMovedBase(list: PriceList, of: readonly Priceable[], move: PriceMove): PriceList {
  return withPrices(
    list,
    of.filter(({ base }) => base > 0).map((each) => [each, movedPrice(each.base, move)]),
  );
}

const FIXED = ['tipo', 'id', 'tamano_id', 'grupo', 'nombre', 'tamano', 'precio_base'] as const;
const MARK = 'lista: ';

/** Everything that has a price, one row each, with a column per list; an empty cell is a thing that the list says nothing of. */
export function priceListTable(menu: PricedMenu, lists: readonly PriceList[]): TableCells {
  const books = lists.map((list) => listBook([list]));
  const rows = priceables(menu).map((each) => {
    const { kind, id, sizeId, group, name, size, base } = each;
    const own = books.map((book) => priceIn(book, each) ?? '');
    return [kind, id, sizeId ?? '', group, name, size, base, ...own];
  });
  return [[...FIXED, ...lists.map(({ name }) => MARK + name)], ...rows];
}

/** {@link priceListTable} as text. */
export function priceListCsv(menu: PricedMenu, lists: readonly PriceList[]): string {
  return tableText(priceListTable(menu, lists));
}

/** Why a row of the file can't be taken. */
export type ListRowFault = 'unknown-item' | 'bad-price' | 'twice';
/** What a row would do. `line` is the line of the file. */
export type ListRowPreview = {
  readonly line: number;
  readonly name: string;
  readonly outcome: 'changed' | 'same' | 'bad';
  readonly fault: ListRowFault | undefined;
};
/** What reading the file comes to: every row named, the lists as they would be saved, and the columns that name no list. */
export type ListImport = {
  readonly rows: readonly ListRowPreview[];
  readonly lists: readonly PriceList[];
  readonly missing: readonly string[];
  readonly unknownLists: readonly string[];
};

type Known = PricedMenu & { readonly lists: readonly PriceList[] };

/** Reads the text of a table: {@link readPriceListTable}. */
export function readPriceListCsv(text: string, known: Known): ListImport {
  return readPriceListTable(parseCsv(text), known);
}

/** Reads a table over the lists as they are. A thing is found by its id, or by its name and size in its group. Bad rows change nothing. */
export function readPriceListTable(cells: readonly (readonly string[])[], known: Known): ListImport {
  const [header = [], ...lines] = cells;
  const titles = header.map(plain);
  const missing = ['nombre'].filter((column) => !titles.includes(column) && !titles.includes('id'));
  const columns = titles.flatMap((title, index) =>
    title.startsWith(plain(MARK)) ? [{ index, name: title.slice(MARK.length).trim() }] : [],
  );
  const listed = columns.map((each) => ({ ...each, list: known.lists.find(({ name }) => plain(name) === each.name) }));
  const unknownLists = listed.flatMap(({ list, index }) => (list ? [] : [(header[index] ?? '').slice(MARK.length)]));
  if (columns.length === 0) missing.push(`${MARK}…`);
  if (missing.length > 0) return { rows: [], lists: [], missing, unknownLists };
  const reader = { titles, all: priceables(known), seen: new Set<string>(), drafts: new Map<string, PriceList>() };
  const found = listed.flatMap(({ list, index }) => (list ? [{ list, index, book: listBook([list]) }] : []));
  const rows = lines.flatMap((line, index): ListRowPreview[] =>
    line.every((cell) => cell.trim() === '') ? [] : [readLine(reader, { line, number: index + 2, columns: found })],
  );
  return { rows, lists: [...reader.drafts.values()], missing, unknownLists };
}

type Reader = {
  readonly titles: readonly string[];
  readonly all: readonly Priceable[];
  readonly seen: Set<string>;
  readonly drafts: Map<string, PriceList>;
};
type Line = {
  readonly line: readonly string[];
  readonly number: number;
  readonly columns: readonly { readonly list: PriceList; readonly index: number; readonly book: ListBook }[];
};

function readLine({ titles, all, seen, drafts }: Reader, { line, number, columns }: Line): ListRowPreview {
  const cell = (title: (typeof FIXED)[number]) => (line[titles.indexOf(title)] ?? '').trim().replace(/^'(?=[=+@-])/, '');
  const item = all.find((each) => keyOf(each.id, each.sizeId) === keyOf(cell('id'), cell('tamano_id') || undefined)) ?? byName(all, cell);
  const name = item ? named(item) : [cell('nombre'), cell('tamano')].filter(Boolean).join(' · ');
  const bad = (fault: ListRowFault): ListRowPreview => ({ line: number, name, outcome: 'bad', fault });
  if (!item) return bad('unknown-item');
  const key = `${item.kind} ${keyOf(item.id, item.sizeId)}`;
  if (seen.has(key)) return bad('twice');
  seen.add(key);
  const said = columns.map(({ index, ...of }) => ({ ...of, text: (line[index] ?? '').trim() }));
  if (said.some(({ text }) => text !== '' && priceOf(text) === undefined)) return bad('bad-price');
  const prices = said.map(({ text, ...of }) => ({ ...of, price: text === '' ? undefined : priceOf(text) }));
  const changed = prices.filter(({ book, price }) => priceIn(book, item) !== price);
  for (const { list, price } of changed) drafts.set(list.id, withPrices(drafts.get(list.id) ?? list, [[item, price]]));
  return { line: number, name, outcome: changed.length > 0 ? 'changed' : 'same', fault: undefined };
}

/** `Salchipapa · Familiar`. */
export function named({ name, size }: Pick<Priceable, 'name' | 'size'>): string {
  return size === '' ? name : `${name} · ${size}`;
}

function byName(all: readonly Priceable[], cell: (title: (typeof FIXED)[number]) => string): Priceable | undefined {
  if (cell('id') !== '') return undefined;
  const [name, size, group, kind] = (['nombre', 'tamano', 'grupo', 'tipo'] as const).map((title) => plain(cell(title)));
  return all.find(
    (each) =>
      plain(each.name) === name &&
      plain(each.size) === size &&
      (group === '' || plain(each.group) === group) &&
      (kind === '' || each.kind === kind),
  );
}

/** By how much a list's price lies over or under the base, in basis points; undefined where the base is nothing. */
export function overBase(base: Money, price: Money): number | undefined {
  return base === 0 ? undefined : Math.round(((price - base) * 10_000) / base);
}
