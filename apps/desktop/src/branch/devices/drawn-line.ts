import { assert } from '@fastops/shared/base/assert';
import type { LaidOutLine } from '@fastops/shared/printing/layout';
import { LETTER_DOTS, letterDots } from './letter-glyphs.ts';

const GS = 0x1d;
/** Printers leave this much white under a line of text; pictures get it too, so that both kinds stand in one rhythm. */
const LEADING_DOTS = 6;

/** True when the line's letters all have a picture. */
export function canBeDrawn(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (letterDots(text.charCodeAt(i)) === undefined) return false;
  return true;
}

/** A line as `GS v 0`: the same letters in the same columns as text would stand, dot by dot. */
export function drawnLine(line: LaidOutLine, { columns, indent }: { columns: number; indent: number }): Uint8Array {
  const bytesARow = (columns * LETTER_DOTS.width) / 8;
  const inked = LETTER_DOTS.height * line.scale.height;
  const rows = inked + LEADING_DOTS;
  const bytes = new Uint8Array(8 + bytesARow * rows);
  bytes.set([GS, 0x76, 0x30, 0, bytesARow & 0xff, bytesARow >> 8, rows & 0xff, rows >> 8]);
  const start = indent * LETTER_DOTS.width;
  const end = start + line.text.length * line.scale.width * LETTER_DOTS.width;
  for (let y = 0; y < inked; y++) {
    const row = 8 + y * bytesARow;
    for (let x = start; x < end; x++) {
      if (hasInk(line, x - start, y)) bytes[row + (x >> 3)] = (bytes[row + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return bytes;
}

/** Bold letters are struck twice, one dot apart, as the printer's own head does it. */
function hasInk({ text, scale, bold, inverted }: LaidOutLine, x: number, y: number): boolean {
  const column = Math.floor(x / scale.width);
  const dotY = Math.floor(y / scale.height);
  const cell = Math.floor(column / LETTER_DOTS.width);
  const dotX = column % LETTER_DOTS.width;
  const letter = text.charCodeAt(cell);
  const struck = dot(letter, dotX, dotY) || (bold && dotX > 0 && dot(letter, dotX - 1, dotY));
  return struck !== inverted;
}

function dot(letter: number, x: number, y: number): boolean {
  const glyph = letterDots(letter);
  assert(glyph !== undefined, 'a letter without a picture reached the encoder');
  const bit = glyph.from + y * LETTER_DOTS.width + x;
  return ((glyph.dots[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
}
