/** A table as a file: what other programs open. */
export type Cells = readonly (readonly (string | number | null)[])[];

const RISKY = /^[=+\-@\t\r]/;

/**
 * Comma-separated as RFC 4180 says it, with a mark that tells Excel it is UTF-8. Text that a spreadsheet would run as a formula
 * gets an apostrophe before it.
 */
export function csvOf(cells: Cells): string {
  const lines = cells.map((row) => row.map(csvCell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = RISKY.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What a workbook says it is. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook of one sheet (ECMA-376), its first row bold. Numbers stay numbers; text is text, never a formula. */
export function xlsxOf(sheet: string, cells: Cells): Uint8Array<ArrayBuffer> {
  const name = escaped(sheet.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'FastOps');
  return zipOf([
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', RELATIONS],
    [
      'xl/workbook.xml',
      `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', WORKBOOK_RELATIONS],
    ['xl/styles.xml', STYLES],
    ['xl/worksheets/sheet1.xml', `${XML}<worksheet ${MAIN}><sheetData>${cells.map(sheetRow).join('')}</sheetData></worksheet>`],
  ]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const PART = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${PART}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${PART}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${PART}.worksheet+xml"/></Types>`;
const RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const WORKBOOK_RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
const STYLES = `${XML}<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

function sheetRow(row: Cells[number], index: number): string {
  const style = index === 0 ? ' s="1"' : '';
  const cells = row.map((value) => {
    if (value === null) return '<c/>';
    return typeof value === 'number'
      ? `<c${style}><v>${value}</v></c>`
      : `<c t="inlineStr"${style}><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  });
  return `<row>${cells.join('')}</row>`;
}

/** For XML; characters that it has no place for are left out. */
function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  // Those that XML 1.0 forbids.
  return text
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll(/[&<>"]/g, (mark) => entities[mark] ?? mark);
}

const FILE_HEADER = 0x04_03_4b_50;
const DIRECTORY_HEADER = 0x02_01_4b_50;
const DIRECTORY_END = 0x06_05_4b_50;
const VERSION = 20;
/** 1 January 1980, the first day that a ZIP knows: the same table gives the same bytes. */
const DATE = 0x00_21;

/** A ZIP whose files are stored as they are. */
export function zipOf(files: readonly (readonly [name: string, text: string])[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const [name, text] of files) {
    const [path, body] = [bytesOf(name), bytesOf(text)];
    const sizes = [crc32(body), body.length, body.length];
    const local = [header(FILE_HEADER, [[VERSION, 0, 0, 0, DATE], sizes, [path.length, 0]]), path, body];
    const place = [path.length, 0, 0, 0, 0, 0, 0, at & 0xff_ff, at >>> 16];
    const entry = header(DIRECTORY_HEADER, [[VERSION, VERSION, 0, 0, 0, DATE], sizes, place]);
    parts.push(...local);
    directory.push(entry, path);
    at += lengthOf(local);
  }
  const size = lengthOf(directory);
  const end = header(DIRECTORY_END, [[0, 0, files.length, files.length], [size, at], [0]]);
  return joined([...parts, ...directory, end]);
}

/** Little-endian: a signature, 16-bit words, 32-bit words, 16-bit words. */
function header(
  signature: number,
  [before, long, after]: readonly [readonly number[], readonly number[], readonly number[]],
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + before.length * 2 + long.length * 4 + after.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  let at = 4;
  const write = (values: readonly number[], width: 2 | 4) => {
    for (const value of values) {
      if (width === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += width;
    }
  };
  write(before, 2);
  write(long, 4);
  write(after, 2);
  return bytes;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** CRC-32 of IEEE 802.3, bit by bit: a report is small. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xed_b8_83_20 : 0);
  }
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}

/** Hands a file to the person. */
export function handOut(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
