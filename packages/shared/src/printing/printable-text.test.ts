import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPrintable, printableQrData, printableText } from './printable-text.ts';
import type { CodePage } from './printable-text.ts';

const pages: readonly CodePage[] = ['cp858', 'cp850', 'cp1252', 'ascii'];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
);

describe('printable text', () => {
  test('Spanish passes untouched on the pages that have it', () => {
    const menu = 'Ñame, jalapeño, ¡promoción! ¿Piña? Á É Í Ó Ú ü € ½ ° $ 12.500';
    expect(printableText(menu)).toBe(menu);
    expect(printableText(menu, 'cp1252')).toBe(menu);
    expect(printableText(menu, 'cp850')).toBe(menu.replace('€', 'EUR'));
  });

  test('the "no accents" switch keeps words readable', () => {
    expect(printableText('Ñame, jalapeño, ¡promoción! ½ €', 'ascii')).toBe('Name, jalapeno, !promocion! 1/2 EUR');
  });

  test('decomposed accents, typographic signs and pictures become something printable', () => {
    expect(printableText('n\u0303ame')).toBe('ñame');
    expect(printableText('“Perro” – ‘doble’… 2 × 1')).toBe('"Perro" - \'doble\'... 2 × 1');
    expect(printableText('Salchipapa 🍟🌶️')).toBe('Salchipapa ');
    expect(printableText('ﬁletes Čeština 漢')).toBe('filetes Cestina ?');
  });

  test('an ESC p in a note cannot open the drawer', () => {
    expect(printableText('\x1bp\x00\x19\xfa sin salsa')).toBe('pú sin salsa');
  });

  test('letters that code page 437 draws at control positions do not become control bytes', () => {
    expect(printableText('☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂')).not.toMatch(/[☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼▬↨↑↓→←∟↔▲▼⌂]/);
    expect(printableText('←p00')).toBe('<-p00');
  });

  test.each(pages)('whatever people type, only characters of %s with ink are left', (page) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const printable = printableText(text, page);
        expect(printable).not.toMatch(/\p{Cc}/u);
        expect(isPrintable(printable, page)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('printing what was made printable changes nothing more', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printableText(printableText(text))).toBe(printableText(text));
      }),
    );
  });
});

describe('QR data', () => {
  test('an address stays as it is, accents are percent-encoded, controls are dropped', () => {
    expect(printableQrData('https://fast.ops/t?n=A-042')).toBe('https://fast.ops/t?n=A-042');
    expect(printableQrData('https://x.co/ñ\x1b@')).toBe('https://x.co/%C3%B1@');
  });

  test('any data is printable ASCII afterwards', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(isPrintable(printableQrData(text), 'ascii')).toBe(true);
      }),
    );
  });
});
