import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { assert } from '@fastops/shared/base/assert';
import type { PrintDocument, PrintBlockOf } from '@fastops/shared/printing/document';
import { layOut } from '@fastops/shared/printing/layout';
import type { LaidOutItem, LaidOutLine } from '@fastops/shared/printing/layout';
import { ByteWriter } from './byte-writer.ts';
import { byteTable, libraryPageOf } from './code-page-bytes.ts';
import type { ByteTable } from './code-page-bytes.ts';
import { canBeDrawn, drawnLine } from './drawn-line.ts';
import { lettersOfMode } from '@fastops/shared/printing/printer-profiles';
import type { PrinterProfile } from '@fastops/shared/printing/printer-profiles';
import { qrPicture, rasterBytes } from './raster.ts';
import type { LogoSource } from './raster.ts';

export type DocumentEncoder = (document: PrintDocument, profile: PrinterProfile) => Uint8Array;

const LF = 0x0a;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const SPACE = 0x20;
const LINES_PAST_THE_TEAR_BAR = 4;
const QR_MODULE_DOTS = 6;

/** Turns documents into ESC/POS for one printer family. Logos are drawn once and kept. */
export function createDocumentEncoder(logos: LogoSource): DocumentEncoder {
  return (document, profile) => {
    const out = new ByteWriter();
    const table = byteTable(profile.codePage);
    out.all(preamble(profile));
    for (const item of layOut(document, profile)) {
      if (item.type === 'line') writeLine(out, item, { profile, table });
      else if (item.type === 'sample') writeSample(out, item, profile);
      else out.all(itemBytes(item, profile, logos));
    }
    return out.finish();
  };
}

/**
 * Every job starts from a known printer: reset, leave Kanji mode (which the
 * reset turns on in Chinese units, pairing up every accented byte), choose the
 * code page.
 */
export function preamble(profile: PrinterProfile): Uint8Array {
  return Uint8Array.of(ESC, 0x40, FS, 0x2e, ESC, 0x74, profile.codePageNumber);
}

/** A line as text where the code page has all its letters, else as a picture of the same letters in the same columns. */
function writeLine(out: ByteWriter, line: LaidOutLine, { profile, table }: { profile: PrinterProfile; table: ByteTable }): void {
  const indent = indentOf(line, profile.columns);
  const asText = profile.draws !== 'all' && hasAllLetters(line.text, table);
  if (asText || line.text.trim() === '') writeText(out, line, { indent, table });
  else {
    // The layout already let nothing else through; a second wall costs microseconds and an open drawer costs money.
    assert(profile.draws !== 'none' && canBeDrawn(line.text), 'unprintable characters reached the encoder');
    out.all(drawnLine(line, { columns: profile.columns, indent }));
  }
}

/** A line of the test sheet under another code page; the printer's own comes back after it. */
function writeSample(out: ByteWriter, { letters, text }: PrintBlockOf<'sample'>, profile: PrinterProfile): void {
  const sampled = { ...profile, ...lettersOfMode(letters) };
  out.command(ESC, 0x74, sampled.codePageNumber);
  const look = { type: 'line', align: 'left', bold: false, inverted: false, scale: { width: 1, height: 1 } } as const;
  writeLine(out, { ...look, text }, { profile: sampled, table: byteTable(sampled.codePage) });
  out.command(ESC, 0x74, profile.codePageNumber);
}

/** Styles last for their line: what follows never depends on what came before. */
function writeText(out: ByteWriter, line: LaidOutLine, { indent, table }: { indent: number; table: ByteTable }): void {
  const { width, height } = line.scale;
  const size = (width - 1) * 16 + (height - 1);
  out.fill(SPACE, indent);
  if (line.bold) out.command(ESC, 0x45, 1);
  if (line.inverted) out.command(GS, 0x42, 1);
  if (size !== 0) out.command(GS, 0x21, size);
  for (let i = 0; i < line.text.length; i++) out.byte(table[line.text.charCodeAt(i)] ?? SPACE);
  if (line.bold) out.command(ESC, 0x45, 0);
  if (line.inverted) out.command(GS, 0x42, 0);
  if (size !== 0) out.command(GS, 0x21, 0);
  out.byte(LF);
}

function hasAllLetters(text: string, table: ByteTable): boolean {
  for (let i = 0; i < text.length; i++) if ((table[text.charCodeAt(i)] ?? 0) < SPACE) return false;
  return true;
}

/** Text is set by spaces and not by the printer's own justification, so that it stands where the preview shows it. */
function indentOf({ text, align, scale }: LaidOutLine, columns: number): number {
  const free = Math.max(0, columns - text.length * scale.width);
  return align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2);
}

function itemBytes(
  item: Exclude<LaidOutItem, LaidOutLine | PrintBlockOf<'sample'>>,
  profile: PrinterProfile,
  logos: LogoSource,
): Uint8Array {
  switch (item.type) {
    case 'qr':
      return profile.hasQrCommand ? qrCommand(item, profile) : rasterBytes(qrPicture(item, profile.dots), profile);
    case 'logo':
      return logos(item.imageId, profile) ?? new Uint8Array();
    case 'feed':
      return new Uint8Array(item.lines).fill(LF);
    case 'cut':
      return profile.hasCutter ? Uint8Array.of(GS, 0x56, 0x42, 0) : new Uint8Array(LINES_PAST_THE_TEAR_BAR).fill(LF);
    case 'drawer':
      return drawerPulse(profile);
    case 'beep':
      return profile.hasBuzzer ? Uint8Array.of(ESC, 0x42, 3, 2) : new Uint8Array();
  }
}

function qrCommand(block: PrintBlockOf<'qr'>, profile: PrinterProfile): Uint8Array {
  const page = libraryPageOf(profile.codePage);
  return new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: profile.columns,
    newline: '\n',
    codepageMapping: { [page]: profile.codePageNumber },
  })
    .align('center')
    .qrcode(block.data, { model: 2, size: block.moduleDots ?? QR_MODULE_DOTS, errorlevel: 'm' })
    .encode();
}

function drawerPulse(profile: PrinterProfile): Uint8Array {
  return Uint8Array.of(ESC, 0x70, profile.drawerPin === 2 ? 0 : 1, profile.drawerOnMs / 2, profile.drawerOffMs / 2);
}
