import { money, type Money } from '../base/money.ts';
import { productSchema, type Category, type Product } from './product.ts';

/** The columns of a menu as a table, in both languages: what one exports the other reads. */
const COLUMNS = ['id', 'categoria', 'producto', 'tamano', 'precio', 'impuesto', 'estaciones', 'codigo', 'barras', 'venta'] as const;
type Column = (typeof COLUMNS)[number];
/** How a product is sold: its price is for one piece or for one kilo. */
const [BY_PIECE, BY_KILO] = ['unidad', 'kilo'];
const TAX = { INC: { code: 'INC', rateBp: 800 }, IVA: { code: 'IVA', rateBp: 1_900 }, NONE: { code: 'NONE', rateBp: 0 } } as const;

/** Why a row of a table can't be taken. */
export type RowFault =
  | 'no-name'
  | 'no-category'
  | 'bad-price'
  | 'bad-tax'
  | 'unknown-size'
  | 'twice'
  | 'bad-code'
  | 'too-long'
  | 'bad-sale'
  | 'not-by-weight';
/** What a row would do. `line` is the line of the file, as a text editor counts. */
export type RowPreview = {
  readonly line: number;
  readonly name: string;
  readonly outcome: 'new' | 'changed' | 'same' | 'bad';
  readonly fault: RowFault | undefined;
};
/** What reading a table comes to: every row named, and the products as they would be saved. */
export type MenuImport = {
  readonly rows: readonly RowPreview[];
  readonly products: readonly Product[];
  readonly missing: readonly Column[];
};

/** Rows of cells: what a table file holds, whatever its format. */
export type TableCells = readonly (readonly (string | number)[])[];

/** The menu as a table: a row per product, and per size where it has sizes. Prices are numbers, so that a spreadsheet can add them. */
export function menuTable(products: readonly Product[], categories: readonly Category[]): TableCells {
  const nameOf = new Map(categories.map(({ id, name }) => [id, name]));
  const rows = products.flatMap((product) => {
    const { id, categoryId, name, tax, stations, code, barcode } = product;
    const rest = [tax.code, stations.join('|'), code ?? '', barcode ?? '', product.byWeight ? BY_KILO : BY_PIECE];
    const priced = product.sizes.length === 0 ? [{ name: '', price: product.price }] : product.sizes;
    return priced.map((size) => [id, nameOf.get(categoryId) ?? '', name, size.name, size.price, ...rest]);
  });
  return [[...COLUMNS], ...rows];
}

/** {@link menuTable} as text. */
export function menuCsv(products: readonly Product[], categories: readonly Category[]): string {
  return tableText(menuTable(products, categories));
}

/** A table as text with `;` between its cells. */
export function tableText(cells: TableCells): string {
  const rows = cells.map((row) => row.map((cell) => quoted(String(cell))).join(';'));
  // The mark at the front tells spreadsheets that it is UTF-8.
  return `\uFEFF${rows.join('\r\n')}\r\n`;
}

/** A cell that begins like a formula is text: a menu is opened by people in spreadsheets. */
function quoted(cell: string): string {
  const safe = /^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell;
  return /[";\n\r,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Known = { readonly products: readonly Product[]; readonly categories: readonly Category[]; readonly newId: () => string };

/** Reads the text of a table: {@link readMenuTable}. */
export function readMenuCsv(text: string, known: Known): MenuImport {
  return readMenuTable(parseCsv(text), known);
}

/** Reads a table over the menu as it is. A product is found by its id, or by its name in its category; what isn't found is new. */
export function readMenuTable(cells: readonly (readonly string[])[], known: Known): MenuImport {
  const [header = [], ...lines] = cells;
  const place = new Map(header.map((title, index) => [plain(title), index]));
  const missing = (['categoria', 'producto', 'precio'] as const).filter((column) => !place.has(column));
  if (missing.length > 0) return { rows: [], products: [], missing };
  const draft = new Map(known.products.map((product) => [product.id, product]));
  const seen = new Set<string>();
  const rows = lines.flatMap((line, index): RowPreview[] => {
    if (line.every((cell) => cell.trim() === '')) return [];
    const cell = (column: Column) => (line[place.get(column) ?? -1] ?? '').trim().replace(/^'(?=[=+@-])/, '');
    return [readRow({ cell, line: index + 2, draft, seen }, known)];
  });
  const before = new Map(known.products.map((product) => [product.id, product]));
  return { rows, products: [...draft.values()].filter((product) => before.get(product.id) !== product), missing: [] };
}

type Row = {
  readonly cell: (column: Column) => string;
  readonly line: number;
  readonly draft: Map<string, Product>;
  readonly seen: Set<string>;
};

function readRow({ cell, line, draft, seen }: Row, { categories, newId }: Known): RowPreview {
  const name = cell('producto');
  const category = categories.find((each) => plain(each.name) === plain(cell('categoria')));
  const inCategory = ({ name: own, categoryId }: Product) => plain(own) === plain(name) && categoryId === category?.id;
  const found = draft.get(cell('id')) ?? [...draft.values()].find(inCategory);
  const said = readCells(cell, found);
  const bad = (fault: RowFault): RowPreview => ({ line, name, outcome: 'bad', fault });
  if (name === '') return bad('no-name');
  if (!category) return bad('no-category');
  if (typeof said === 'string') return bad(said);
  const sale = saleOf(cell('venta'), found);
  if (typeof sale === 'string') return bad(sale);
  const { byWeight: _, ...before } = found ?? { id: newId(), kind: 'single', groupIds: [], soldOut: false, sort: line * 10 };
  const parsed = productSchema.safeParse({ ...before, ...said, ...sale, name, categoryId: category.id });
  if (!parsed.success) return bad(cellFault(parsed.error.issues.map(({ path }) => String(path[0]))));
  const key = `${parsed.data.id} ${plain(cell('tamano'))}`;
  if (seen.has(key)) return bad('twice');
  seen.add(key);
  if (isSame(found, parsed.data)) return { line, name, outcome: 'same', fault: undefined };
  draft.set(parsed.data.id, parsed.data);
  return { line, name, outcome: found ? 'changed' : 'new', fault: undefined };
}

function isSame(before: Product | undefined, after: Product): boolean {
  return before !== undefined && JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
}

function cellFault(fields: readonly string[]): RowFault {
  return fields.includes('code') || fields.includes('barcode') ? 'bad-code' : 'too-long';
}

type Said = Pick<Product, 'price' | 'sizes' | 'stations' | 'code' | 'barcode'> & { readonly tax: object };

/** What the cells of a row say of the product, or what is wrong with one of them. */
function readCells(cell: Row['cell'], found: Product | undefined): Said | RowFault {
  const price = priceOf(cell('precio'));
  if (price === undefined) return 'bad-price';
  const tax = Object.entries(TAX).find(([code]) => code === (cell('impuesto') || 'INC').toUpperCase())?.[1];
  if (!tax) return 'bad-tax';
  const size = cell('tamano');
  const sized = found?.sizes.find((each) => plain(each.name) === plain(size));
  if (size !== '' && !sized) return 'unknown-size';
  const sizes = (found?.sizes ?? []).map((each) => (each === sized ? { ...each, price } : each));
  return { price: sizes[0]?.price ?? price, sizes, tax: { ...tax }, ...stationsAndCodes(cell, found) };
}

/** How it is sold; without a word, as it is now. What has sizes or halves can't be weighed. */
function saleOf(text: string, found: Product | undefined): Pick<Product, 'byWeight'> | RowFault {
  const word = plain(text);
  if (word !== '' && word !== BY_PIECE && word !== BY_KILO) return 'bad-sale';
  if (word === BY_PIECE || (word === '' && !found?.byWeight)) return {};
  return found && (found.sizes.length > 0 || found.halves) ? 'not-by-weight' : { byWeight: true };
}

function stationsAndCodes(cell: Row['cell'], found: Product | undefined): Pick<Product, 'stations' | 'code' | 'barcode'> {
  const stations =
    cell('estaciones') === ''
      ? (found?.stations ?? [])
      : cell('estaciones')
          .split('|')
          .map((each) => each.trim());
  const codes = {
    ...(cell('codigo') ? { code: cell('codigo').toUpperCase() } : {}),
    ...(cell('barras') ? { barcode: cell('barras') } : {}),
  };
  return { stations, ...codes };
}

function sorted(product: Product): unknown {
  return Object.entries(product).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `14.000`, `$ 14000` and `14000` are the same price; one with cents is none. */
export function priceOf(text: string): Money | undefined {
  const digits = text.replace(/[$\s.]/g, '').replace(/,00?$/, '');
  return /^\d{1,9}$/.test(digits) ? money(Number(digits)) : undefined;
}

/** Letters alone, as people compare names: no accents, no capitals. */
export function plain(text: string): string {
  return text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** Rows of a table with `;`, `,` or tabs between cells, whichever its first line has most of; cells may be quoted. */
export function parseCsv(text: string): string[][] {
  const whole = text.replace(/^\uFEFF/, '');
  const first = whole.slice(0, whole.search(/[\r\n]|$/));
  const [comma = ';'] = [';', ',', '\t'].sort((a, b) => first.split(b).length - first.split(a).length);
  const rows: string[][] = [[]];
  for (const [, cell = '', end] of whole.matchAll(new RegExp(`("(?:[^"]|"")*"|[^${comma}\\r\\n]*)(${comma}|\\r?\\n|\\r|$)`, 'g'))) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '') break;
    if (end !== comma) rows.push([]);
  }
  return rows;
}
