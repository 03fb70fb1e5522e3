import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPtyPair } from '../../testing/virtual-printer/pty.ts';
import type { PtyPair } from '../../testing/virtual-printer/pty.ts';
import { plugIntoSerial } from '../../testing/virtual-printer/serial-side.ts';
import { itemsOf, ticketLines } from '../../testing/virtual-printer/ticket.ts';
import { aReceipt, aSaleLine } from '../../testing/virtual-printer/sample-tickets.ts';
import { VirtualPrinter } from '../../testing/virtual-printer/virtual-printer.ts';
import { createDocumentEncoder } from '../escpos-encoder.ts';
import { PRINTER_PROFILES } from '@fastops/shared/printing/printer-profiles';
import { pathOf } from './serial-ports.ts';
import { createSerialTransport } from './serial.ts';

const encode = createDocumentEncoder(() => undefined);
const profile = PRINTER_PROFILES['generic-58'];
const bytes = encode(aReceipt(), profile);
/** More than the kernel's buffers hold, so that a printer that reads nothing is noticed. */
const longBytes = encode(aReceipt({ lines: Array.from({ length: 2000 }, () => aSaleLine()) }), profile);
const never = new AbortController().signal;

describe('a printer on a serial line', () => {
  let cable: PtyPair;
  let pullOut: () => Promise<void>;
  let printer: VirtualPrinter;

  beforeEach(async () => {
    cable = await openPtyPair();
    printer = new VirtualPrinter({ answersStatus: true });
    pullOut = await plugIntoSerial(printer, cable.printerPath);
  });
  afterEach(async () => {
    await pullOut();
    await cable.unplug();
  });

  const wire = (answersStatus: boolean, answerTimeoutMs = 5000) =>
    createSerialTransport({ path: cable.tillPath, baudRate: 9600, answersStatus, answerTimeoutMs });

  test('prints the whole ticket and hears that it is done', async () => {
    expect(await wire(true).send(bytes, never)).toEqual({ kind: 'sent' });
    const [ticket] = printer.tickets;
    expect(ticket && ticketLines(ticket)).toContain('TOTAL   $ 54.500');
    expect(ticket?.strayControls).toEqual([]);
  });

  test('one line carries one ticket after another', async () => {
    const transport = wire(true);
    for (let i = 0; i < 3; i++) expect(await transport.send(bytes, never)).toEqual({ kind: 'sent' });
    expect(printer.tickets).toHaveLength(3);
  });

  test('a 150 KB job arrives byte for byte', async () => {
    expect(await wire(true, 20_000).send(longBytes, never)).toEqual({ kind: 'sent' });
    expect(printer.tickets[0] && itemsOf(printer.tickets[0], 'line').length).toBeGreaterThan(2000);
    expect(printer.tickets[0]?.strayControls).toEqual([]);
  });

  test('no such port: nothing left', async () => {
    const transport = createSerialTransport({ path: '/dev/no-such-port', baudRate: 9600, answersStatus: false });
    expect(await transport.send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.missing' });
  });

  test('a printer that never answers: nobody knows', async () => {
    await pullOut();
    expect(await wire(true, 200).send(bytes, never)).toEqual({ kind: 'unknown', fault: 'printer.no-answer' });
  });

  test('a hung line is given up when called off, and works again when it clears', async () => {
    await pullOut();
    const transport = wire(false);
    expect(await transport.send(longBytes, AbortSignal.timeout(300))).toEqual({ kind: 'unknown', fault: 'printer.timeout' });
    pullOut = await plugIntoSerial(printer, cable.printerPath);
    await expect.poll(() => transport.send(bytes, never), { timeout: 5000 }).toEqual({ kind: 'sent' });
  });
});

describe('a printer on a USB-serial chip', () => {
  const usb = { vendorId: 0x067b, productId: 0x2303, serialNumber: 'A1' };
  const chip = { vendorId: '067b', productId: '2303', serialNumber: 'A1' };

  test('is found again by its chip after it was plugged in elsewhere', async () => {
    const [before, after] = [await openPtyPair(), await openPtyPair()];
    const printer = new VirtualPrinter({ answersStatus: true });
    let pullOut = await plugIntoSerial(printer, before.printerPath);
    let ports = [{ path: '/dev/ttyS0' }, { path: before.tillPath, ...chip }];
    const transport = createSerialTransport({
      path: before.tillPath,
      baudRate: 9600,
      usb,
      answersStatus: true,
      listPorts: async () => ports,
    });
    expect(await transport.send(bytes, never)).toEqual({ kind: 'sent' });

    await pullOut();
    await before.unplug();
    ports = [];
    expect(await transport.send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.missing' });

    pullOut = await plugIntoSerial(printer, after.printerPath);
    ports = [{ path: after.tillPath, ...chip }, { path: '/dev/ttyUSB7', ...chip, serialNumber: 'B2' } as { path: string }];
    expect(await transport.send(bytes, never)).toEqual({ kind: 'sent' });
    expect(printer.tickets).toHaveLength(2);
    await pullOut();
    await after.unplug();
  });

  test('two chips that cannot be told apart: the path that was set up stands', async () => {
    const twins = [
      { path: '/dev/ttyUSB0', vendorId: '1a86', productId: '7523' },
      { path: '/dev/ttyUSB1', vendorId: '1a86', productId: '7523' },
    ];
    const ch340 = { vendorId: 0x1a86, productId: 0x7523 };
    expect(await pathOf(ch340, '/dev/ttyUSB1', async () => twins)).toBe('/dev/ttyUSB1');
    expect(await pathOf(ch340, '/dev/ttyUSB9', async () => twins.slice(0, 1))).toBe('/dev/ttyUSB0');
    expect(await pathOf(ch340, '/dev/ttyUSB9', () => Promise.reject(new Error('no udev')))).toBe('/dev/ttyUSB9');
  });
});
