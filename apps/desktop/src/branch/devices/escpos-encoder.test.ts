import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import fc from 'fast-check';
import jsqrModule from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import type { PrintBlock, PrintDocument } from '@fastops/shared/printing/document';
import { kitchenTicketDocument } from '@fastops/shared/printing/kitchen-ticket';
import { PRINTER_PROFILE_IDS } from '@fastops/shared/printing/printer';
import { receiptDocument } from '@fastops/shared/printing/receipt';
import { ticketTextsEs } from '@fastops/shared/printing/ticket-texts';
import { decodeTickets } from '../testing/virtual-printer/decoder.ts';
import { renderTicket } from '../testing/virtual-printer/render.ts';
import { aReceipt, aSale, aSaleLine } from '../testing/virtual-printer/sample-tickets.ts';
import { itemsOf, ticketLines } from '../testing/virtual-printer/ticket.ts';
import type { Ticket } from '../testing/virtual-printer/ticket.ts';
import { lettersOf } from '@fastops/shared/printing/printable-text';
import { createDocumentEncoder } from './escpos-encoder.ts';
import { PRINTER_PROFILES, profileOf } from '@fastops/shared/printing/printer-profiles';
import type { PrinterProfile } from '@fastops/shared/printing/printer-profiles';
import { createLogoSource } from './raster.ts';

const encode = createDocumentEncoder(() => undefined);
const profiles = PRINTER_PROFILE_IDS.map((id) => PRINTER_PROFILES[id]);
const wide = PRINTER_PROFILES['generic-80'];
const narrow = PRINTER_PROFILES['generic-58'];
const one = (block: PrintBlock): PrintDocument => ({ blocks: [block] });
const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
const scan = (png: Buffer): string | undefined => {
  const { data, width, height } = PNG.sync.read(png);
  return jsqrModule.default(new Uint8ClampedArray(data), width, height)?.data;
};

function onlyTicket(bytes: Uint8Array): Ticket {
  const [ticket, ...more] = decodeTickets(bytes, { wakesInKanji: true });
  expect(more).toEqual([]);
  if (ticket === undefined) throw new Error('nothing was printed');
  return ticket;
}

describe('letters', () => {
  test.each([
    ['cp858', '13', 'a5 61 6d 65 2c 20 6a 61 6c 61 70 65 a4 6f 2c 20 ad 70 72 6f 6d 6f 63 69 a2 6e 21 20 24 20 31 32 2e 35 30 30 0a'],
    ['cp850', '02', 'a5 61 6d 65 2c 20 6a 61 6c 61 70 65 a4 6f 2c 20 ad 70 72 6f 6d 6f 63 69 a2 6e 21 20 24 20 31 32 2e 35 30 30 0a'],
    ['cp1252', '10', 'd1 61 6d 65 2c 20 6a 61 6c 61 70 65 f1 6f 2c 20 a1 70 72 6f 6d 6f 63 69 f3 6e 21 20 24 20 31 32 2e 35 30 30 0a'],
    ['plain', '00', '4e 61 6d 65 2c 20 6a 61 6c 61 70 65 6e 6f 2c 20 21 70 72 6f 6d 6f 63 69 6f 6e 21 20 24 20 31 32 2e 35 30 30 0a'],
  ] as const)('Ñame, jalapeño, ¡promoción! $ 12.500, byte for byte as %s', (letters, page, phrase) => {
    const profile = profileOf({ profileId: 'generic-80', tweaks: { letters } });
    const bytes = encode(one({ type: 'text', text: 'Ñame, jalapeño, ¡promoción! $ 12.500' }), profile);
    expect(hex(bytes)).toBe(`1b 40 1c 2e 1b 74 ${page} ${phrase}`);
  });

  test.each([
    ['cp858', 19, 'a4 a5 a0 82 a1 a2 a3 b5 90 d6 e0 e9 a8 ad 81 f8 d5'],
    ['cp850', 2, 'a4 a5 a0 82 a1 a2 a3 b5 90 d6 e0 e9 a8 ad 81 f8 45 55 52'],
    ['cp1252', 16, 'f1 d1 e1 e9 ed f3 fa c1 c9 cd d3 da bf a1 fc b0 80'],
    ['ascii', 0, '6e 4e 61 65 69 6f 75 41 45 49 4f 55 3f 21 75 6f 45 55 52'],
  ] as const)('every Spanish letter on %s', (codePage, codePageNumber, expected) => {
    const bytes = encode(one({ type: 'text', text: 'ñÑáéíóúÁÉÍÓÚ¿¡ü°€' }), { ...wide, codePage, codePageNumber });
    expect(hex(bytes)).toContain(`${expected} 0a`);
  });

  test.each(profiles)('a Chinese unit that wakes in Kanji mode prints accents on $id', (profile) => {
    const ticket = onlyTicket(encode(one({ type: 'text', text: 'Piña y jalapeño: ¿Ñame?' }), profile));
    expect(ticketLines(ticket)).toContain('Piña y jalapeño: ¿Ñame?');
  });
});

test('a plain line is byte for byte what the encoder library makes of it', () => {
  const library = (text: string) => {
    const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 48, newline: '\n', codepageMapping: { cp858: 19 } });
    return encoder.codepage('cp858').line(text).encode();
  };
  const letter = fc.constantFrom(...lettersOf('cp858').filter((each) => !' ¶§'.includes(each)));
  fc.assert(
    fc.property(fc.string({ unit: letter, minLength: 1, maxLength: 48 }), (text) => {
      const ours = Buffer.from(encode(one({ type: 'text', text }), wide));
      expect(hex(ours.subarray(ours.indexOf(Buffer.of(0x1b, 0x74))))).toBe(hex(library(text)));
    }),
  );
});

test('H7: ¶ and §, which the library would send as control bytes, go as pictures', () => {
  const ticket = onlyTicket(encode(one({ type: 'text', text: '¶ §' }), wide));
  expect(ticket.strayControls).toEqual([]);
  expect(itemsOf(ticket, 'raster')).toHaveLength(1);
});

describe('the start of a job', () => {
  test.each(profiles)('after every reset come FS . and ESC t, before any letter, on $id', (profile) => {
    const bytes = encode(receiptDocument({ ...aSale(), qrData: 'x' }, ticketTextsEs, { openDrawer: true, copyNo: 0 }), profile);
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.startsWith('\x1b@\x1c.\x1bt\x13')).toBe(true);
    expect(text.split('\x1b@')).toHaveLength(2);
    expect(onlyTicket(bytes).commands.slice(0, 3)).toEqual(['ESC @', 'FS .', 'ESC t']);
  });
});

describe('what is not text', () => {
  test('the drawer kicks on its pin for its time, once, before the paper', () => {
    const document = receiptDocument(aSale(), ticketTextsEs, { openDrawer: true, copyNo: 0 });
    const ticket = onlyTicket(encode(document, { ...wide, drawerPin: 5, drawerOnMs: 50, drawerOffMs: 500 }));
    expect(ticket.items[0]).toEqual({ type: 'drawer', pin: 5, onMs: 50, offMs: 500 });
    expect(itemsOf(ticket, 'drawer')).toHaveLength(1);
  });

  test('the cutter cuts where there is one; elsewhere the paper moves past the tear bar', () => {
    expect(hex(encode(one({ type: 'cut' }), wide))).toMatch(/1d 56 42 00$/);
    expect(hex(encode(one({ type: 'cut' }), narrow))).toMatch(/1b 74 13 0a 0a 0a 0a$/);
  });

  test('the kitchen beeps only where there is a buzzer', () => {
    const beeps = (profile: PrinterProfile) =>
      itemsOf(onlyTicket(encode({ blocks: [{ type: 'beep' }, { type: 'text', text: 'x' }] }, profile)), 'beep');
    expect(beeps(wide)).toEqual([{ type: 'beep', times: 3 }]);
    expect(beeps(narrow)).toEqual([]);
  });

  test.each(profiles)('a QR code can be scanned from the paper of $id', (profile) => {
    const ticket = onlyTicket(encode(one({ type: 'qr', data: 'https://elparche.co/p/A-042?c=ñ' }), profile));
    expect(itemsOf(ticket, profile.hasQrCommand ? 'qr' : 'raster')).toHaveLength(1);
    expect(scan(renderTicket(ticket, profile.dots))).toBe('https://elparche.co/p/A-042?c=%C3%B1');
  });

  test('a logo is drawn once per paper width, in the middle, no wider than the paper', () => {
    const reads: string[] = [];
    const withLogo = createDocumentEncoder(
      createLogoSource((id) => {
        reads.push(id);
        return blackBar(800, 40);
      }),
    );
    const document: PrintDocument = {
      blocks: [
        { type: 'logo', imageId: 'brand' },
        { type: 'text', text: 'A' },
      ],
    };
    for (const profile of [wide, wide, narrow, narrow]) {
      const [raster] = itemsOf(onlyTicket(withLogo(document, profile)), 'raster');
      expect(raster).toMatchObject({ width: profile.dots, align: 'center' });
      expect(raster?.pixels.slice(0, profile.dots).every((ink) => ink === 1)).toBe(true);
    }
    expect(reads).toEqual(['brand', 'brand']);
  });

  test('a missing or damaged logo does not keep the receipt from printing', () => {
    const damaged = createDocumentEncoder(createLogoSource(() => Uint8Array.of(1, 2, 3)));
    const document: PrintDocument = {
      blocks: [
        { type: 'logo', imageId: 'brand' },
        { type: 'text', text: 'A-001' },
      ],
    };
    expect(ticketLines(onlyTicket(damaged(document, wide)))).toEqual(['A-001']);
    expect(ticketLines(onlyTicket(encode(document, wide)))).toEqual(['A-001']);
  });
});

describe('print injection', () => {
  const attack = fc.oneof(
    fc.constantFrom('\x1bp\x00\x19\xfa', '\x1d\x56\x00', '\x10\x14\x01\x00\x05', '\x1c&', '←p00', '∟&♥', '\x1b@\x1bt\x00', '\n\n\n'),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(fc.integer({ min: 0, max: 0x9f }), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes)),
  );
  const hostile = fc.tuple(fc.lorem({ maxCount: 2 }), attack, fc.lorem({ maxCount: 2 })).map((parts) => parts.join(''));

  test.each(profiles)(
    'H7: 250 sets of hostile names and notes (1,000 over the profiles and more) move neither drawer nor knife on $id',
    (profile) => {
      fc.assert(
        fc.property(hostile, (text) => {
          const line = aSaleLine({
            name: text,
            size: text,
            note: text,
            removals: [text],
            modifiers: [{ name: text, amount: aSaleLine().amount }],
          });
          const sale = aSale({ lines: [line], customerName: text, cashierName: text, qrData: `https://x.co/${text}` });
          const receipt = onlyTicket(encode(receiptDocument(sale, ticketTextsEs, { openDrawer: false, copyNo: 0 }), profile));
          const kitchen = onlyTicket(encode(kitchenTicketDocument({ ...sale, note: text }, ticketTextsEs), profile));
          for (const ticket of [receipt, kitchen]) {
            expect(ticket.strayControls).toEqual([]);
            expect(itemsOf(ticket, 'drawer')).toEqual([]);
            expect(itemsOf(ticket, 'cut')).toHaveLength(profile.hasCutter ? 1 : 0);
            expect(ticket.commands.filter((name) => name === 'ESC @' || name === 'FS .')).toEqual(['ESC @', 'FS .']);
          }
        }),
        { numRuns: 250 },
      );
    },
    120_000,
  );
});

test('a receipt reads the same on the paper as in the preview', () => {
  const ticket = onlyTicket(encode(aReceipt(), wide));
  expect(ticketLines(ticket)).toContain('    + Queso costeño ($ 4.000)');
  expect(itemsOf(ticket, 'line').some(({ runs }) => runs.some(({ text, style }) => text.includes('TOTAL') && style.width === 2))).toBe(
    true,
  );
});

function blackBar(width: number, height: number): Uint8Array {
  const png = new PNG({ width, height });
  png.data.fill(0);
  for (let i = 3; i < png.data.length; i += 4) png.data[i] = 255;
  return PNG.sync.write(png);
}
