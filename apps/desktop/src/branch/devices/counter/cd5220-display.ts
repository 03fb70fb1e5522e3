import { printableText } from '@fastops/shared/printing/printable-text';
import type { PrinterTransport } from '../transports/printer-transport.port.ts';
import type { PoleDisplay, PoleLines } from './pole-display.port.ts';

/** Letters on a line of the usual vacuum-fluorescent display. */
export const POLE_COLUMNS = 20;

const ESC = 0x1b;
const CR = 0x0d;
const CLEAR = 0x0c;
const PATIENCE_MS = 2000;

/**
 * A 2 × 20 display that speaks CD5220 over a serial line, as nearly all do. Its
 * letters are ASCII: each maker has other code pages, and an amount must be
 * readable on all of them.
 */
export function createCd5220Display(wire: PrinterTransport): PoleDisplay {
  const send = async (bytes: Uint8Array) => (await wire.send(bytes, AbortSignal.timeout(PATIENCE_MS))).kind === 'sent';
  return {
    show: (lines) => send(poleBytes(lines)),
    clear: () => send(Uint8Array.of(ESC, 0x40, CLEAR)),
  };
}

/** `ESC Q A` writes the upper line and `ESC Q B` the lower one, each ended by a carriage return: nothing scrolls, nothing flickers. */
export function poleBytes({ top, bottom }: PoleLines): Uint8Array {
  return Buffer.concat([line(0x41, top), line(0x42, bottom)]);
}

function line(which: number, text: string): Uint8Array {
  const letters = printableText(text, 'ascii').slice(0, POLE_COLUMNS).padEnd(POLE_COLUMNS);
  return Buffer.concat([Uint8Array.of(ESC, 0x51, which), Buffer.from(letters, 'latin1'), Uint8Array.of(CR)]);
}

/** A label and an amount on one line; the amount is whole, whatever is left of the label. */
export function poleRow(label: string, amount: string): string {
  const figure = printableText(amount, 'ascii');
  const room = Math.max(0, POLE_COLUMNS - figure.length - 1);
  return `${printableText(label, 'ascii').slice(0, room).padEnd(room)} ${figure}`.slice(-POLE_COLUMNS).padStart(POLE_COLUMNS);
}
