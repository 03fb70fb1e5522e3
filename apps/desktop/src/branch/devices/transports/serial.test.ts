import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPtyPair } from '../../testing/virtual-printer/pty.ts';
import type { PtyPair } from '../../testing/virtual-printer/pty.ts';
import { plugIntoSerial } from '../../testing/virtual-printer/serial-side.ts';
import { itemsOf, ticketLines } from '../../testing/virtual-printer/ticket.ts';
import { aReceipt, aSaleLine } from '../../testing/virtual-printer/sample-tickets.ts';
import { VirtualPrinter } from '../../testing/virtual-printer/virtual-printer.ts';
import { createDocumentEncoder } from '../escpos-encoder.ts';
import { PRINTER_PROFILES } from '@fastops/shared/printing/printer-profiles';
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
