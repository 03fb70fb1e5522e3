import { describe, expect, test } from 'vitest';
import { PNG } from 'pngjs';
import { decodeTickets, EscPosDecoder } from './decoder.ts';
import { renderTicket } from './render.ts';
import { itemsOf, ticketLines } from './ticket.ts';

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part, 'latin1'))));

describe('the virtual printer notices what a real one would show', () => {
  test('UTF-8 sent to code page 437 comes out as the well-known mess', () => {
    expect(ticketLines(at(decodeTickets(Buffer.from('\x1b@ñá\n'))))).toEqual(['├▒├í']);
  });

  test('code page 1252 bytes read as 437 come out as mathematics', () => {
    expect(ticketLines(at(decodeTickets(bytes('\x1b@', 0xf1, 0xe1, 0xe9, 0xed, 0xf3, '\n'))))).toEqual(['±ßΘφ≤']);
  });

  test('a till that forgets FS . prints boxes on a Chinese unit', () => {
    const forgotten = bytes('\x1b@\x1bt\x13', 'ni', 0xa4, 'o\n');
    expect(ticketLines(at(decodeTickets(forgotten, { wakesInKanji: true })))).toEqual(['ni□']);
    expect(ticketLines(at(decodeTickets(forgotten)))).toEqual(['niño']);
  });

  test('an ESC p smuggled in a name opens the drawer, and a lone control is counted', () => {
    const ticket = at(decodeTickets(bytes('\x1b@Juan\x1bp\x00\x19\xfa\x07\n')));
    expect(itemsOf(ticket, 'drawer')).toEqual([{ type: 'drawer', pin: 2, onMs: 50, offMs: 500 }]);
    expect(ticket.strayControls).toEqual([7]);
  });

  test('bytes may arrive one at a time', () => {
    const whole = bytes('\x1b@\x1bE\x01Hola\x1bE\x00 x\n', 0x1d, 0x76, 0x30, 0, 1, 0, 2, 0, 0xf0, 0x0f, '\x1dVB\x00');
    const decoder = new EscPosDecoder();
    for (const byte of whole) decoder.feed(Uint8Array.of(byte));
    expect(decoder.tickets).toEqual(decodeTickets(whole));
    expect(at(decoder.tickets).items.map(({ type }) => type)).toEqual(['line', 'raster', 'cut']);
  });

  test('a ticket becomes a picture as wide as its paper with ink where the letters are', () => {
    const ticket = at(decodeTickets(bytes('\x1b@\x1d!\x11TOTAL\n')));
    const png = PNG.sync.read(renderTicket(ticket, 384));
    const ink = (x: number, y: number) => (png.data[(y * png.width + x) * 4] ?? 255) < 100;
    const inkIn = (left: number, right: number) => {
      let dots = 0;
      for (let y = 0; y < png.height; y++) for (let x = left; x < right; x++) dots += ink(x, y) ? 1 : 0;
      return dots;
    };
    const letters = 64;
    expect(png.width).toBe(384 + 128);
    expect(inkIn(letters, letters + 5 * 24)).toBeGreaterThan(500);
    expect(inkIn(letters + 5 * 24, letters + 384)).toBe(0);
  });
});

function at<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error('nothing was printed');
  return first;
}
