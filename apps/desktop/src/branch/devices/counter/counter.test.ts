import fc from 'fast-check';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatCop, money } from '@fastops/shared/base/money';
import { openPtyPair } from '../../testing/virtual-printer/pty.ts';
import type { PtyPair } from '../../testing/virtual-printer/pty.ts';
import { createSerialTransport } from '../transports/serial.ts';
import { createCd5220Display, poleBytes, POLE_COLUMNS, poleRow } from './cd5220-display.ts';
import { createSerialScale, readingOf } from './serial-scale.ts';

let cable: PtyPair;
let far: SerialPort;
let heard: Buffer;

beforeEach(async () => {
  cable = await openPtyPair();
  heard = Buffer.alloc(0);
  far = new SerialPort({ path: cable.printerPath, baudRate: 9600, autoOpen: false });
  await new Promise<void>((resolve, reject) => far.open((error) => (error ? reject(error) : resolve())));
  far.on('data', (bytes: Buffer) => (heard = Buffer.concat([heard, bytes])));
});
afterEach(async () => {
  await new Promise<void>((resolve) => (far.isOpen ? far.close(() => resolve()) : resolve()));
  await cable.unplug();
});

describe('a scale on a serial line', () => {
  const scale = () => createSerialScale({ path: cable.tillPath, timeoutMs: 500 });
  /** Answers each question with the next of these lines, and stays with the last. */
  const answers = (...lines: string[]) =>
    far.on('data', () => {
      const line = lines.length > 1 ? lines.shift() : lines[0];
      if (line !== undefined) far.write(line);
    });

  test('that says it is at rest is believed at once', async () => {
    answers('ST,GS,+   1.234 kg\r\n');
    expect(await scale().weigh()).toEqual({ kind: 'weight', grams: 1234 });
  });

  test('that does not say so is at rest when it says the same twice', async () => {
    answers('   0.480 kg\r\n', '   0.500 kg\r\n', '   0.500 kg\r\n');
    expect(await scale().weigh()).toEqual({ kind: 'weight', grams: 500 });
  });

  test('with something moving on it gives no weight', async () => {
    let grams = 100;
    far.on('data', () => far.write(`US,GS,  ${grams++} g\r\n`));
    expect(await scale().weigh()).toEqual({ kind: 'moving' });
  });

  test('that sends its weight in pieces, and noise before it, is still read', async () => {
    far.on('data', () => {
      far.write('\xffgarbage\r\n  ST,  2');
      setTimeout(() => far.write(',500 kg\r\n'), 20);
    });
    expect(await scale().weigh()).toEqual({ kind: 'weight', grams: 2500 });
  });

  test('that is silent, or not there', async () => {
    expect(await scale().weigh()).toEqual({ kind: 'no-answer' });
    expect(await createSerialScale({ path: '/dev/no-such-scale' }).weigh()).toEqual({ kind: 'missing' });
  });

  test('its line frees the port each time', async () => {
    answers('ST, 1.000 kg\r\n');
    for (let i = 0; i < 3; i++) expect(await scale().weigh()).toEqual({ kind: 'weight', grams: 1000 });
  });
});

test.each([
  ['   1.234 kg', 1234, undefined],
  ['ST,NT,-   0.250 kg', -250, true],
  ['US,GS,   12,5 g', 13, false],
  ['W 2.00 lb', 907, undefined],
  ['ERR', undefined, undefined],
  ['1234', undefined, undefined],
])('"%s" reads as %s g', (line, grams, isStable) => {
  expect(readingOf(line)).toEqual(grams === undefined ? undefined : { grams, isStable });
});

describe('a pole display on a serial line', () => {
  test('shows two lines in the CD5220 dialect, byte for byte', async () => {
    const display = createCd5220Display(createSerialTransport({ path: cable.tillPath, baudRate: 9600, answersStatus: false }));
    expect(await display.show({ top: 'Salchipapa ñoña', bottom: poleRow('TOTAL', '$ 25.000') })).toBe(true);
    await expect.poll(() => heard.toString('latin1')).toBe('\x1bQASalchipapa nona     \r\x1bQBTOTAL       $ 25.000\r');
    expect(await display.clear()).toBe(true);
    await expect.poll(() => heard.toString('latin1').endsWith('\x1b@\x0c')).toBe(true);
  });

  test('that is not there is no trouble', async () => {
    const display = createCd5220Display(createSerialTransport({ path: '/dev/no-pole', baudRate: 9600, answersStatus: false }));
    expect(await display.show({ top: 'a', bottom: 'b' })).toBe(false);
  });

  test('an amount is whole beside any label, and no control byte of a name gets through', () => {
    const amount = fc.integer({ min: 0, max: 99_999_999_999 }).map((pesos) => formatCop(money(pesos)));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), amount, (label, figure) => {
        const row = poleRow(label, figure);
        expect(row).toHaveLength(POLE_COLUMNS);
        expect(row.endsWith(figure)).toBe(true);
        const bytes = poleBytes({ top: label, bottom: row });
        expect([...bytes].filter((byte) => byte < 0x20)).toEqual([0x1b, 0x0d, 0x1b, 0x0d]);
      }),
    );
  });
});
