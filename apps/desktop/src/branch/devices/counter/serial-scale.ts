import { SerialPort } from 'serialport';
import type { UsbIdentity } from '@fastops/shared/printing/printer';
import { pathOf, systemSerialPorts } from '../transports/serial-ports.ts';
import type { ListSerialPorts } from '../transports/serial-ports.ts';
import type { Scale, Weighing } from './scale.port.ts';

export interface SerialScaleOptions {
  readonly path: string;
  readonly baudRate?: number;
  readonly usb?: UsbIdentity | undefined;
  readonly listPorts?: ListSerialPorts;
  /** What asks for a weight; many scales send one all the time and pass over the question. */
  readonly question?: string;
  readonly timeoutMs?: number;
}

const LONGEST_LINE = 64;
/** A scale that doesn't say whether it is at rest is at rest when it says the same weight twice. */
const SAME_READINGS = 2;

/**
 * A scale that writes its weight as a line of ASCII (`ST,GS,  1.234 kg`,
 * `   1.234 kg`), asked or unasked, as the scales of shops do. Each weighing
 * opens the line anew, so a scale may be unplugged and come back.
 */
export function createSerialScale(options: SerialScaleOptions): Scale {
  return { weigh: () => weigh(options) };
}

async function weigh(options: SerialScaleOptions): Promise<Weighing> {
  const { baudRate = 9600, usb, listPorts = systemSerialPorts, question = 'W\r', timeoutMs = 1000 } = options;
  const path = usb === undefined ? options.path : await pathOf(usb, options.path, listPorts);
  const port = new SerialPort({ path, baudRate, autoOpen: false });
  port.on('error', () => undefined);
  if (!(await opened(port))) return { kind: 'missing' };
  try {
    return await settled(port, question, timeoutMs);
  } finally {
    await new Promise<void>((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve()));
  }
}

function settled(port: SerialPort, question: string, timeoutMs: number): Promise<Weighing> {
  return new Promise((resolve) => {
    const seen: Reading[] = [];
    let pending = '';
    const timer = setTimeout(() => resolve(seen.length === 0 ? { kind: 'no-answer' } : { kind: 'moving' }), timeoutMs);
    const answer = (weighing: Weighing) => {
      clearTimeout(timer);
      resolve(weighing);
    };
    port.on('close', () => answer({ kind: 'missing' }));
    port.on('data', (bytes: Buffer) => {
      const lines = (pending + bytes.toString('latin1')).split(/[\r\n]+/);
      pending = (lines.pop() ?? '').slice(-LONGEST_LINE);
      for (const reading of lines.flatMap((line) => readingOf(line) ?? [])) {
        seen.push(reading);
        const grams = atRest(seen);
        if (grams !== undefined) return answer({ kind: 'weight', grams });
        port.write(question);
      }
    });
    port.write(question);
  });
}

export interface Reading {
  readonly grams: number;
  /** Undefined when the scale doesn't say. */
  readonly isStable: boolean | undefined;
}

const LINE = /(?<sign>[+-]?)\s*(?<number>\d{1,6}(?:[.,]\d{1,4})?)\s*(?<unit>kg|g|lb)\b/i;
const GRAMS = { kg: 1000, g: 1, lb: 453.592_37 } as const;

/** Reads one line of a scale; undefined for anything without a weight and its unit. */
export function readingOf(line: string): Reading | undefined {
  const found = LINE.exec(line)?.groups;
  if (found === undefined) return undefined;
  const unit = (found['unit'] ?? 'g').toLowerCase() as keyof typeof GRAMS;
  const number = Number((found['number'] ?? '').replace(',', '.'));
  const grams = Math.round(number * GRAMS[unit]) * (found['sign'] === '-' ? -1 : 1);
  const isStable = /^\s*ST\b/i.test(line) ? true : /^\s*US\b/i.test(line) ? false : undefined;
  return { grams: grams === 0 ? 0 : grams, isStable };
}

function atRest(seen: readonly Reading[]): number | undefined {
  const last = seen.at(-1);
  if (last === undefined || last.isStable === false) return undefined;
  if (last.isStable === true) return last.grams;
  const latest = seen.slice(-SAME_READINGS);
  return latest.length === SAME_READINGS && latest.every(({ grams }) => grams === last.grams) ? last.grams : undefined;
}

function opened(port: SerialPort): Promise<boolean> {
  return new Promise((resolve) => port.open((error) => resolve(error === null || error === undefined)));
}
