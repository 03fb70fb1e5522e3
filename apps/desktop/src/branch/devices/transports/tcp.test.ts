import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { itemsOf, ticketLines } from '../../testing/virtual-printer/ticket.ts';
import { aReceipt } from '../../testing/virtual-printer/sample-tickets.ts';
import { VirtualPrinter } from '../../testing/virtual-printer/virtual-printer.ts';
import { createDocumentEncoder } from '../escpos-encoder.ts';
import { PRINTER_PROFILES } from '@fastops/shared/printing/printer-profiles';
import { createTcpTransport } from './tcp.ts';

const bytes = createDocumentEncoder(() => undefined)(aReceipt(), PRINTER_PROFILES['generic-80']);
const never = new AbortController().signal;

describe.each([{ answersStatus: false }, { answersStatus: true }])(
  'a network printer (answers status: $answersStatus)',
  ({ answersStatus }) => {
    let printer: VirtualPrinter;
    const wire = (limits: { connectTimeoutMs?: number; answerTimeoutMs?: number } = {}) =>
      createTcpTransport({ host: '127.0.0.1', port: printer.port, answersStatus, ...limits });

    beforeEach(async () => {
      printer = new VirtualPrinter({ answersStatus });
      await printer.powerOn();
    });
    afterEach(() => printer.powerOff());

    test('prints the whole ticket and says so', async () => {
      expect(await wire().send(bytes, never)).toEqual({ kind: 'sent' });
      expect(printer.tickets).toHaveLength(1);
      const [ticket] = printer.tickets;
      expect(ticket && ticketLines(ticket)).toContain('2x  Salchipapa familiar                 $ 50.000');
      expect(ticket && itemsOf(ticket, 'cut')).toHaveLength(1);
    });

    test('ten tickets in a row come out in order', async () => {
      const transport = wire();
      for (let i = 0; i < 10; i++) expect(await transport.send(bytes, never)).toEqual({ kind: 'sent' });
      expect(printer.tickets).toHaveLength(10);
    });

    test('switched off: nothing left, so it may be tried again', async () => {
      await printer.powerOff();
      expect(await wire().send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.unreachable' });
    });

    test('reset in the middle of a ticket: nobody knows', async () => {
      printer.cutAfter(300);
      expect(await wire().send(bytes, never)).toEqual({ kind: 'unknown', fault: 'printer.cut-off' });
      expect(printer.bytesTaken).toBe(300);
    });

    test('a printer that takes the connection and reads nothing: nobody knows, and nobody waits for ever', async () => {
      printer.hang();
      expect(await wire({ answerTimeoutMs: 150 }).send(bytes, never)).toEqual({ kind: 'unknown', fault: 'printer.no-answer' });
    });

    test('called off in the middle: nobody knows; called off before: nothing left', async () => {
      printer.hang();
      const soon = AbortSignal.timeout(100);
      expect(await wire().send(bytes, soon)).toEqual({ kind: 'unknown', fault: 'printer.timeout' });
      expect(await wire().send(bytes, AbortSignal.abort())).toEqual({ kind: 'failed', fault: 'printer.timeout' });
    });
  },
);

test('an address that answers nothing is given up after the connect time-out', async () => {
  // An address reserved for documentation: no network has a machine there.
  const transport = createTcpTransport({ host: '192.0.2.1', port: 9100, answersStatus: false, connectTimeoutMs: 200 });
  const outcome = await transport.send(bytes, never);
  expect(outcome).toEqual({ kind: 'failed', fault: 'printer.unreachable' });
});
