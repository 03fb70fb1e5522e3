import type { Justification, PrintedStyle, TicketItem } from './ticket.ts';

type Raster = { readonly type: 'raster'; readonly width: number; readonly height: number; readonly pixels: Uint8Array };

/** What obeying a command does to the printer. */
export type Obeyed =
  | { readonly type: 'reset' }
  | { readonly type: 'nothing' }
  | { readonly type: 'style'; readonly style: Partial<PrintedStyle> }
  | { readonly type: 'align'; readonly align: Justification }
  | { readonly type: 'code-page'; readonly page: number }
  | { readonly type: 'kanji'; readonly on: boolean }
  | { readonly type: 'reply'; readonly bytes: Uint8Array }
  /** `DLE EOT n`: the answer is how the printer is. */
  | { readonly type: 'reply'; readonly bytes?: undefined; readonly n: number }
  | { readonly type: 'feed'; readonly lines: number }
  | { readonly type: 'qr-size'; readonly moduleDots: number }
  | { readonly type: 'qr-store'; readonly data: string }
  | { readonly type: 'qr-print' }
  | { readonly type: 'raster'; readonly raster: Raster }
  | { readonly type: 'item'; readonly item: TicketItem }
  | { readonly type: 'cut' };

export interface Command {
  readonly name: string;
  readonly length: number;
  readonly effect: Obeyed;
}

interface Spec {
  readonly name: string;
  /** Whole length in bytes, or how to read it once `needs` bytes are there. */
  readonly length: number | { readonly needs: number; readonly of: (bytes: Buffer) => number };
  readonly effect: (bytes: Buffer) => Obeyed;
}

const at = (bytes: Buffer, index: number): number => bytes[index] ?? 0;
const on = (bytes: Buffer): boolean => (at(bytes, 2) & 1) === 1;
const nothing = (): Obeyed => ({ type: 'nothing' });

/** Keyed by the first two bytes in hex. */
const COMMANDS: Readonly<Record<string, Spec>> = {
  '1b40': { name: 'ESC @', length: 2, effect: () => ({ type: 'reset' }) },
  '1b74': { name: 'ESC t', length: 3, effect: (b) => ({ type: 'code-page', page: at(b, 2) }) },
  '1b4d': { name: 'ESC M', length: 3, effect: nothing },
  '1b32': { name: 'ESC 2', length: 2, effect: nothing },
  '1b33': { name: 'ESC 3', length: 3, effect: nothing },
  '1b61': { name: 'ESC a', length: 3, effect: (b) => ({ type: 'align', align: justification(at(b, 2)) }) },
  '1b45': { name: 'ESC E', length: 3, effect: (b) => ({ type: 'style', style: { bold: on(b) } }) },
  '1b47': { name: 'ESC G', length: 3, effect: (b) => ({ type: 'style', style: { bold: on(b) } }) },
  '1b2d': { name: 'ESC -', length: 3, effect: (b) => ({ type: 'style', style: { underlined: at(b, 2) !== 0 } }) },
  '1b21': { name: 'ESC !', length: 3, effect: (b) => ({ type: 'style', style: printMode(at(b, 2)) }) },
  '1b64': { name: 'ESC d', length: 3, effect: (b) => ({ type: 'feed', lines: at(b, 2) }) },
  '1b4a': { name: 'ESC J', length: 3, effect: nothing },
  '1b42': { name: 'ESC B', length: 4, effect: (b) => ({ type: 'item', item: { type: 'beep', times: at(b, 2) } }) },
  '1b70': { name: 'ESC p', length: 5, effect: drawer },
  '1c2e': { name: 'FS .', length: 2, effect: () => ({ type: 'kanji', on: false }) },
  '1c26': { name: 'FS &', length: 2, effect: () => ({ type: 'kanji', on: true }) },
  '1d21': { name: 'GS !', length: 3, effect: (b) => ({ type: 'style', style: characterSize(at(b, 2)) }) },
  '1d42': { name: 'GS B', length: 3, effect: (b) => ({ type: 'style', style: { inverted: on(b) } }) },
  '1d56': { name: 'GS V', length: { needs: 3, of: (b) => (at(b, 2) >= 0x41 ? 4 : 3) }, effect: () => ({ type: 'cut' }) },
  '1d72': { name: 'GS r', length: 3, effect: () => ({ type: 'reply', bytes: Uint8Array.of(0x00) }) },
  '1d61': { name: 'GS a', length: 3, effect: nothing },
  '1d76': { name: 'GS v 0', length: { needs: 8, of: rasterLength }, effect: (b) => ({ type: 'raster', raster: raster(b) }) },
  '1d28': { name: 'GS (', length: { needs: 5, of: (b) => 5 + b.readUInt16LE(3) }, effect: symbol },
  '1004': { name: 'DLE EOT', length: 3, effect: (b) => ({ type: 'reply', n: at(b, 2) }) },
  '1014': { name: 'DLE DC4', length: 5, effect: realTimeDrawer },
};

/** The command that starts at `position`, if the printer knows it and all of it has arrived. */
export function commandAt(buffer: Buffer, position: number): Command | 'unknown' | 'incomplete' {
  const bytes = buffer.subarray(position);
  if (!['1b', '1c', '1d', '10'].includes(bytes.toString('hex', 0, 1))) return 'unknown';
  if (bytes.length < 2) return 'incomplete';
  const spec = COMMANDS[bytes.toString('hex', 0, 2)];
  if (spec === undefined) return 'unknown';
  const needs = typeof spec.length === 'number' ? spec.length : spec.length.needs;
  if (bytes.length < needs) return 'incomplete';
  const length = typeof spec.length === 'number' ? spec.length : spec.length.of(bytes);
  if (bytes.length < length) return 'incomplete';
  return { name: spec.name, length, effect: spec.effect(bytes.subarray(0, length)) };
}

function justification(n: number): Justification {
  return n % 0x30 === 1 ? 'center' : n % 0x30 === 2 ? 'right' : 'left';
}

function printMode(n: number): Partial<PrintedStyle> {
  return { bold: (n & 8) !== 0, height: (n & 16) === 0 ? 1 : 2, width: (n & 32) === 0 ? 1 : 2, underlined: (n & 128) !== 0 };
}

function characterSize(n: number): Partial<PrintedStyle> {
  return { width: ((n >> 4) & 7) + 1, height: (n & 7) + 1 };
}

function drawer(b: Buffer): Obeyed {
  return { type: 'item', item: { type: 'drawer', pin: at(b, 2) === 1 ? 5 : 2, onMs: at(b, 3) * 2, offMs: at(b, 4) * 2 } };
}

function realTimeDrawer(b: Buffer): Obeyed {
  const pulseMs = at(b, 4) * 100;
  return { type: 'item', item: { type: 'drawer', pin: at(b, 3) === 1 ? 5 : 2, onMs: pulseMs, offMs: pulseMs } };
}

function rasterLength(b: Buffer): number {
  return 8 + b.readUInt16LE(4) * b.readUInt16LE(6);
}

function raster(b: Buffer): Raster {
  const bytesPerRow = b.readUInt16LE(4);
  const height = b.readUInt16LE(6);
  const width = bytesPerRow * 8;
  const pixels = new Uint8Array(width * height);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (at(b, 8 + (i >> 3)) >> (7 - (i & 7))) & 1;
  return { type: 'raster', width, height, pixels };
}

/** `GS ( k`, cn = 49: the QR code's model, module size, error level, data and print functions. */
function symbol(b: Buffer): Obeyed {
  if (at(b, 5) !== 0x31) return { type: 'nothing' };
  switch (at(b, 6)) {
    case 0x43:
      return { type: 'qr-size', moduleDots: at(b, 7) };
    case 0x50:
      return { type: 'qr-store', data: b.toString('latin1', 8) };
    case 0x51:
      return { type: 'qr-print' };
    default:
      return { type: 'nothing' };
  }
}
