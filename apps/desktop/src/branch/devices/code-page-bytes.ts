import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { assert } from '@fastops/shared/base/assert';
import { lettersOf } from '@fastops/shared/printing/printable-text';
import type { CodePage } from '@fastops/shared/printing/printable-text';

/** Byte of each letter by its code unit; 0 where the page has none. No letter of any page lies above U+20AC, the euro. */
export type ByteTable = Uint8Array;

const UNITS = 0x20ad;
const CHUNK = 32;
const LIBRARY_PAGE = { cp858: 'cp858', cp850: 'cp850', cp1252: 'windows1252', ascii: 'cp437' } as const;

const tables = new Map<CodePage, ByteTable>();

/** The library's name of a page. */
export function libraryPageOf(page: CodePage): (typeof LIBRARY_PAGE)[CodePage] {
  return LIBRARY_PAGE[page];
}

/**
 * What the encoder library makes of every letter of a page, asked once: a line
 * of a ticket is then a walk through a table, where asking the library per line
 * was nine tenths of the time that a ticket took.
 */
export function byteTable(page: CodePage): ByteTable {
  const known = tables.get(page);
  if (known !== undefined) return known;
  const table = askLibrary(page);
  tables.set(page, table);
  return table;
}

function askLibrary(page: CodePage): ByteTable {
  const table = new Uint8Array(UNITS);
  for (let ascii = 0x20; ascii < 0x7f; ascii++) table[ascii] = ascii;
  const letters = lettersOf(page).filter((letter) => letter.charCodeAt(0) > 0x7e);
  for (let from = 0; from < letters.length; from += CHUNK) {
    const chunk = letters.slice(from, from + CHUNK);
    const bytes = encodeLine(page, chunk.join(''));
    for (const [i, letter] of chunk.entries()) table[letter.charCodeAt(0)] = bytes[i] ?? 0;
  }
  return table;
}

/** The bytes of one line: its letters stand right before the line feed, whatever the library puts ahead of them. */
function encodeLine(page: CodePage, text: string): Uint8Array {
  const name = LIBRARY_PAGE[page];
  const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 48, newline: '\n', codepageMapping: { [name]: 0 } });
  const bytes = encoder.codepage(name).line(text).encode();
  const end = bytes.lastIndexOf(0x0a);
  assert(end >= text.length, 'the encoder library wrote less than it was given');
  return bytes.slice(end - text.length, end);
}
