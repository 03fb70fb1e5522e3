/** Why a file isn't a workbook that can be read. */
export class UnreadableWorkbook extends Error {}

const DIRECTORY_END = 0x06_05_4b_50;
const DIRECTORY_HEADER = 0x02_01_4b_50;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;
/** What a table of a menu may grow to when it is unpacked: a small file that unpacks without end is no menu. */
const MOST_BYTES = 40_000_000;
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 200;

/**
 * The first sheet of a workbook (ECMA-376) as rows of text, each in its place: row 7 of the sheet is the seventh. A number is written with
 * a comma before its fraction, so that a price with cents is seen as one.
 */
export async function readWorkbook(file: Uint8Array): Promise<string[][]> {
  const parts = partsOf(file);
  const text = async (path: string) => {
    const part = parts.get(path);
    return part ? new TextDecoder().decode(await unpacked(file, part)) : undefined;
  };
  const sheet = await text(sheetPath((await text('xl/workbook.xml')) ?? '', (await text('xl/_rels/workbook.xml.rels')) ?? ''));
  if (sheet === undefined) throw new UnreadableWorkbook('no sheet');
  return rowsOf(sheet, sharedTexts((await text('xl/sharedStrings.xml')) ?? ''));
}

type Part = { readonly method: number; readonly packed: number; readonly size: number; readonly at: number };

/** The directory at the end of a ZIP. */
function partsOf(file: Uint8Array): ReadonlyMap<string, Part> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let end = file.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== DIRECTORY_END) end -= 1;
  if (end < 0) throw new UnreadableWorkbook('no directory');
  const parts = new Map<string, Part>();
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (entry + 46 > file.length || view.getUint32(entry, true) !== DIRECTORY_HEADER) throw new UnreadableWorkbook('a torn directory');
    const name = view.getUint16(entry + 28, true);
    const path = new TextDecoder().decode(file.subarray(entry + 46, entry + 46 + name));
    parts.set(path, {
      method: view.getUint16(entry + 10, true),
      packed: view.getUint32(entry + 20, true),
      size: view.getUint32(entry + 24, true),
      at: view.getUint32(entry + 42, true),
    });
    entry += 46 + name + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  return parts;
}

async function unpacked(file: Uint8Array, { method, packed, size, at }: Part): Promise<Uint8Array> {
  if (at + 30 > file.length || size > MOST_BYTES) throw new UnreadableWorkbook('a part that is not there');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const bytes = file.slice(from, from + packed);
  if (method === STORED) return bytes;
  if (method !== DEFLATED) throw new UnreadableWorkbook(`packed by method ${method}`);
  return inflated(bytes);
}

/** What a directory says of a size is only what it says: what comes out is counted as well. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      throw new UnreadableWorkbook('too much in it');
    }
    chunks.push(next.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Where the first sheet of the workbook is: sheets are named by relations, and their files may be called anything. */
function sheetPath(workbook: string, relations: string): string {
  const [, id = ''] = /<(?:\w+:)?sheet\b[^>]*\br:id="([^"]*)"/.exec(workbook) ?? [];
  const relation = [...relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].find(([tag]) => attribute(tag, 'Id') === id)?.[0] ?? '';
  const target = attribute(relation, 'Target') ?? 'worksheets/sheet1.xml';
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

function sharedTexts(xml: string): string[] {
  return [...xml.matchAll(/<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g)].map(([, inside = '']) => textIn(inside));
}

/** The text of a cell, without how it is read aloud (`rPh`), which Japanese spreadsheets write beside it. */
function textIn(xml: string): string {
  const runs = xml
    .replaceAll(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '')
    .matchAll(/<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g);
  return [...runs].map(([, text = '']) => unescaped(text)).join('');
}

function rowsOf(sheet: string, shared: readonly string[]): string[][] {
  const rows: string[][] = [];
  for (const [, head = '', inside = ''] of sheet.matchAll(/<(?:\w+:)?row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g)) {
    const at = Number(attribute(head, 'r') ?? rows.length + 1) - 1;
    if (!(at >= rows.length && at < MOST_ROWS)) throw new UnreadableWorkbook('rows out of place');
    while (rows.length < at) rows.push([]);
    rows.push(cellsOf(inside, shared));
  }
  return rows;
}

function cellsOf(row: string, shared: readonly string[]): string[] {
  const cells: string[] = [];
  for (const [, head = '', inside = ''] of row.matchAll(/<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g)) {
    const at = columnOf(attribute(head, 'r')) ?? cells.length;
    if (at >= MOST_COLUMNS) continue;
    while (cells.length < at) cells.push('');
    cells[at] = valueOf(attribute(head, 't'), inside, shared);
  }
  return cells;
}

function valueOf(type: string | undefined, inside: string, shared: readonly string[]): string {
  if (type === 'inlineStr') return textIn(inside);
  const [, raw = ''] = /<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inside) ?? [];
  if (type === 's') return shared[Number(raw)] ?? '';
  if (type !== undefined && type !== 'n') return unescaped(raw);
  return raw === '' ? '' : String(Number(raw)).replace('.', ',');
}

/** `C7` is in the third column: 2. */
function columnOf(place: string | undefined): number | undefined {
  const letters = place && /^[A-Z]{1,3}/.exec(place)?.[0];
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : undefined;
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text
    .replaceAll(/&#(x[0-9a-fA-F]{1,6}|\d{1,7});/g, (whole, code: string) => {
      const point = Number(code.startsWith('x') ? `0${code}` : code);
      return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
    })
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
