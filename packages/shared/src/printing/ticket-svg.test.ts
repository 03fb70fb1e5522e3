import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { previewLines } from './layout.ts';
import { PRINTER_PROFILE_IDS } from './printer.ts';
import { profileOf } from './printer-profiles.ts';
import { receiptDocument } from './receipt.ts';
import { sampleReceipt } from './sample-ticket.ts';
import { ticketSvg } from './ticket-svg.ts';
import { ticketTextsEs } from './ticket-texts.ts';

const pictures = { qr: () => [[true, false]] };
const shop = { companyName: 'Papas & <Más>', nit: '900-1', branchName: 'Norte', address: 'Cra 7', phone: '601' };
const document = receiptDocument(sampleReceipt(shop, ticketTextsEs), ticketTextsEs, { openDrawer: true, copyNo: 1 });

/** The lines of a drawing, each letter put back into the column where it stands. */
function linesOf(svg: string): string[] {
  const texts = [...svg.matchAll(/<text transform="translate\((\d+) 0\) scale\((\d+) \d+\)" x="([\d ]+)"[^>]*>([^<]*)</g)];
  return texts.map(([, left = '', , xs = '', text = '']) => {
    const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    expect(xs.split(' ').map(Number)).toEqual(Array.from({ length: plain.length }, (_, i) => i * 12));
    return (' '.repeat(Number(left) / 12) + plain).trimEnd();
  });
}

describe('the preview', () => {
  test.each(PRINTER_PROFILE_IDS)('has the very lines of the paper, letter by letter in its column, on %s', (profileId) => {
    const paper = profileOf({ profileId });
    const expected = previewLines(document, paper).filter((line) => line.trim() !== '');
    expect(linesOf(ticketSvg(document, paper, pictures))).toEqual(expected);
  });

  test('lets no name out of its text', () => {
    const paper = profileOf({ profileId: 'generic-58' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (text) => {
        const svg = ticketSvg({ blocks: [{ type: 'text', text: `</text><script>${text}` }] }, paper, pictures);
        expect(svg).not.toContain('<script');
        expect(svg.match(/<text/g)?.length).toBe(svg.match(/<\/text>/g)?.length);
      }),
    );
  });

  test('draws QR and logo no wider than the paper', () => {
    const paper = profileOf({ profileId: 'pos-58' });
    const logo = { href: 'data:image/png;base64,AA', width: 800, height: 400 };
    const blocks = [{ type: 'logo', imageId: 'x' } as const, { type: 'qr', data: 'x' } as const];
    const svg = ticketSvg({ blocks }, paper, { ...pictures, logo });
    expect(svg).toContain('width="384" height="192"');
    expect(svg).toContain('M0 0h1v1h-1z');
  });
});
