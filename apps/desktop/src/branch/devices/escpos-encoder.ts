import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { assert } from '@fastops/shared/base/assert';
import type { PrintDocument, PrintBlockOf } from '@fastops/shared/printing/document';
import { layOut } from '@fastops/shared/printing/layout';
import type { LaidOutItem, LaidOutLine } from '@fastops/shared/printing/layout';
import { isPrintable } from '@fastops/shared/printing/printable-text';
import type { PrinterProfile } from './printer-profiles.ts';
import { qrPicture, rasterBytes } from './raster.ts';
import type { LogoSource } from './raster.ts';

export type DocumentEncoder = (document: PrintDocument, profile: PrinterProfile) => Uint8Array;

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LINES_PAST_THE_TEAR_BAR = 4;
const QR_MODULE_DOTS = 6;

/** Turns documents into ESC/POS for one printer family. Logos are drawn once and kept. */
export function createDocumentEncoder(logos: LogoSource): DocumentEncoder {
  return (document, profile) => {
    const text = textEncoder(profile);
    const chunks = [preamble(profile)];
    for (const item of layOut(document, profile)) {
      if (item.type === 'line') writeLine(text, item, profile);
      else chunks.push(text.encode(), itemBytes(item, profile, logos));
    }
    chunks.push(text.encode());
    return Buffer.concat(chunks);
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

function textEncoder(profile: PrinterProfile): ReceiptPrinterEncoder {
  const page = libraryPage(profile);
  return new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: profile.columns,
    newline: '\n',
    codepageMapping: { [page]: profile.codePageNumber },
  }).codepage(page);
}

function libraryPage({ codePage }: PrinterProfile): 'cp437' | 'cp850' | 'cp858' | 'windows1252' {
  const names = { cp858: 'cp858', cp850: 'cp850', cp1252: 'windows1252', ascii: 'cp437' } as const;
  return names[codePage];
}

function writeLine(encoder: ReceiptPrinterEncoder, line: LaidOutLine, profile: PrinterProfile): void {
  // The layout already let nothing else through; a second wall costs microseconds and an open drawer costs money.
  assert(isPrintable(line.text, profile.codePage), 'unprintable characters reached the encoder');
  encoder.align(line.align).bold(line.bold).invert(line.inverted).size(line.scale.width, line.scale.height).line(line.text);
}

function itemBytes(item: Exclude<LaidOutItem, LaidOutLine>, profile: PrinterProfile, logos: LogoSource): Uint8Array {
  switch (item.type) {
    case 'qr':
      return profile.hasQrCommand ? qrCommand(item, profile) : rasterBytes(qrPicture(item, profile.dots), profile);
    case 'logo':
      return logos(item.imageId, profile) ?? new Uint8Array();
    case 'feed':
      return new Uint8Array(item.lines).fill(0x0a);
    case 'cut':
      return profile.hasCutter ? Uint8Array.of(GS, 0x56, 0x42, 0) : new Uint8Array(LINES_PAST_THE_TEAR_BAR).fill(0x0a);
    case 'drawer':
      return drawerPulse(profile);
    case 'beep':
      return profile.hasBuzzer ? Uint8Array.of(ESC, 0x42, 3, 2) : new Uint8Array();
  }
}

function qrCommand(block: PrintBlockOf<'qr'>, profile: PrinterProfile): Uint8Array {
  return textEncoder(profile)
    .align('center')
    .qrcode(block.data, { model: 2, size: block.moduleDots ?? QR_MODULE_DOTS, errorlevel: 'm' })
    .encode();
}

function drawerPulse(profile: PrinterProfile): Uint8Array {
  return Uint8Array.of(ESC, 0x70, profile.drawerPin === 2 ? 0 : 1, profile.drawerOnMs / 2, profile.drawerOffMs / 2);
}
