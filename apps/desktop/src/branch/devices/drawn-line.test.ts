import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PrintDocument } from '@fastops/shared/printing/document';
import { layOut } from '@fastops/shared/printing/layout';
import { DRAWN_LETTERS, lettersOf } from '@fastops/shared/printing/printable-text';
import { PRINTER_PROFILE_IDS } from '@fastops/shared/printing/printer';
import { profileOf } from '@fastops/shared/printing/printer-profiles';
import { decodeTickets } from '../testing/virtual-printer/decoder.ts';
import { renderTicket } from '../testing/virtual-printer/render.ts';
import { itemsOf, ticketLines } from '../testing/virtual-printer/ticket.ts';
import type { Ticket } from '../testing/virtual-printer/ticket.ts';
import { canBeDrawn } from './drawn-line.ts';
import { createDocumentEncoder } from './escpos-encoder.ts';

const PHRASE = 'Ñame, jalapeño, ¡promoción! $ 12.500';
const encode = createDocumentEncoder(() => undefined);
const wide = profileOf({ profileId: 'generic-80' });
const drawn = profileOf({ profileId: 'generic-80', tweaks: { letters: 'drawn' } });
const line = (text: string): PrintDocument => ({ blocks: [{ type: 'text', text }] });

function onlyTicket(bytes: Uint8Array): Ticket {
  const [ticket, ...more] = decodeTickets(bytes, { wakesInKanji: true });
  if (ticket === undefined || more.length > 0) throw new Error('one ticket was expected');
  return ticket;
}

describe('letters as pictures', () => {
  test('every letter that the layout lets through can be drawn', () => {
    expect(DRAWN_LETTERS.filter((letter) => !canBeDrawn(letter))).toEqual([]);
    for (const page of ['cp858', 'cp850', 'cp1252'] as const) {
      expect(lettersOf(page).filter((letter) => !canBeDrawn(letter))).toEqual([]);
    }
  });

  test(`"${PHRASE}" drawn is dot for dot what the same letters are as text`, () => {
    const picture = onlyTicket(encode(line(PHRASE), drawn));
    const asText = onlyTicket(encode(line(PHRASE), wide));
    expect(itemsOf(picture, 'line')).toEqual([]);
    expect(itemsOf(picture, 'raster')).toMatchObject([{ width: 576, height: 30 }]);
    expect(renderTicket(picture, wide.dots).equals(renderTicket(asText, wide.dots))).toBe(true);
  });

  test('its first bytes: GS v 0, 72 bytes a row, 30 rows', () => {
    const bytes = Buffer.from(encode(line(PHRASE), drawn));
    const at = bytes.indexOf(Buffer.from('1d763000', 'hex'));
    expect(bytes.subarray(at, at + 8).toString('hex')).toBe('1d76300048001e00');
    expect(bytes.length).toBe(at + 8 + 72 * 30);
    // Golden: the same dots today as when they were looked at.
    expect(createHash('sha256').update(bytes).digest('hex')).toMatchInlineSnapshot(
      `"9e1c451d5feffcf511556b23086a37d6744cf871dccb3469390ab5491ff5181c"`,
    );
  });

  test('one Polish name is a picture, and the lines around it stay text', () => {
    const ticket = onlyTicket(encode({ blocks: [...line('Łukasz Żółć').blocks, ...line('Mesa 4').blocks] }, wide));
    expect(itemsOf(ticket, 'raster')).toHaveLength(1);
    expect(ticketLines(ticket)).toEqual(['Mesa 4']);
  });

  test('a printer set to no accents gets stand-ins and no picture', () => {
    const ticket = onlyTicket(encode(line('Łukasz y Piña'), profileOf({ profileId: 'pos-58', tweaks: { letters: 'plain' } })));
    expect(ticketLines(ticket)).toEqual(['Lukasz y Pina']);
  });

  test.each(PRINTER_PROFILE_IDS)(
    'a line is drawn in the columns where it would stand as text on %s',
    (profileId) => {
      const paper = profileOf({ profileId });
      const all = profileOf({ profileId, tweaks: { letters: 'drawn' } });
      const text = fc.string({ unit: fc.constantFrom(...'aAñÑéÉ 19$.'), minLength: 1, maxLength: 60 });
      const look = fc.record({
        type: fc.constant('text' as const),
        text,
        align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
        size: fc.constantFrom('normal' as const, 'tall' as const, 'double' as const, 'huge' as const),
        bold: fc.boolean(),
        inverted: fc.boolean(),
      });
      fc.assert(
        fc.property(look, (block) => {
          if (!layOut({ blocks: [block] }, paper).every((item) => item.type === 'line' && item.text.trim() !== '')) return;
          const asText = renderTicket(onlyTicket(encode({ blocks: [block] }, paper)), paper.dots);
          expect(renderTicket(onlyTicket(encode({ blocks: [block] }, all)), paper.dots).equals(asText)).toBe(true);
        }),
        { numRuns: 12 },
      );
    },
    60_000,
  );
});
