import { describe, expect, test } from 'vitest';
import { FAKE_USB_ADDRESS, fakeUsb } from '../../testing/virtual-printer/fake-usb.ts';
import type { FakeUsbFaults } from '../../testing/virtual-printer/fake-usb.ts';
import { aReceipt, aSaleLine } from '../../testing/virtual-printer/sample-tickets.ts';
import { ticketLines } from '../../testing/virtual-printer/ticket.ts';
import { VirtualPrinter } from '../../testing/virtual-printer/virtual-printer.ts';
import { createDocumentEncoder } from '../escpos-encoder.ts';
import { PRINTER_PROFILES } from '@fastops/shared/printing/printer-profiles';
import { createUsbTransport } from './usb.ts';
import { findUsbPrinter } from './usb-devices.ts';

const document = aReceipt({ lines: Array.from({ length: 100 }, () => aSaleLine()) });
const bytes = createDocumentEncoder(() => undefined)(document, PRINTER_PROFILES['generic-80']);
const never = new AbortController().signal;

function plug(faults: FakeUsbFaults = {}) {
  const printer = new VirtualPrinter();
  const bus = fakeUsb(printer, faults);
  return { printer, calls: bus.calls, transport: createUsbTransport(FAKE_USB_ADDRESS, bus.find) };
}

describe('a printer on USB', () => {
  test('is opened, claimed by its printer interface, fed in chunks and let go', async () => {
    const { printer, calls, transport } = plug();
    expect(await transport.send(bytes, never)).toEqual({ kind: 'sent' });
    expect(calls).toEqual([
      'open',
      'claimInterface 1',
      'transferOut 3 4096',
      `transferOut 3 ${bytes.length - 4096}`,
      'releaseInterface 1',
      'close',
    ]);
    expect(printer.tickets[0] && ticketLines(printer.tickets[0])).toContain('TOTAL           $ 54.500');
  });

  test('pulled out and plugged in again: the next ticket finds it by itself', async () => {
    const printer = new VirtualPrinter();
    const bus = fakeUsb(printer);
    let isPlugged = true;
    const transport = createUsbTransport(FAKE_USB_ADDRESS, async (address) => (isPlugged ? bus.find(address) : undefined));
    expect(await transport.send(bytes, never)).toEqual({ kind: 'sent' });
    isPlugged = false;
    expect(await transport.send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.missing' });
    isPlugged = true;
    expect(await transport.send(bytes, never)).toEqual({ kind: 'sent' });
    expect(printer.tickets).toHaveLength(2);
  });

  test('not plugged in: nothing left', async () => {
    const bus = fakeUsb(new VirtualPrinter());
    const transport = createUsbTransport({ vendorId: 1, productId: 2 }, bus.find);
    expect(await transport.send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.missing' });
  });

  test('held by another program: nothing left, and the device is closed', async () => {
    const { calls, transport } = plug({ claimed: true });
    expect(await transport.send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.no-access' });
    expect(calls.at(-1)).toBe('close');
  });

  test.each([1, 2])('stalling at transfer %i: nobody knows', async (stallsAt) => {
    const { transport } = plug({ stallsAt });
    expect(await transport.send(bytes, never)).toEqual({ kind: 'unknown', fault: 'printer.cut-off' });
  });

  test('hanging: nobody knows, and the device is let go', async () => {
    const { calls, transport } = plug({ hangs: true });
    expect(await transport.send(bytes, AbortSignal.timeout(50))).toEqual({ kind: 'unknown', fault: 'printer.timeout' });
    expect(calls.slice(-2)).toEqual(['releaseInterface 1', 'close']);
  });
});

describe('a USB printer that answers', () => {
  test('has printed when it says so, not when its buffer has taken the bytes', async () => {
    const printer = new VirtualPrinter({ answersStatus: true });
    const bus = fakeUsb(printer);
    const options = { ...FAKE_USB_ADDRESS, answersStatus: true, answerTimeoutMs: 50 };
    expect(await createUsbTransport(options, bus.find).send(bytes, never)).toEqual({ kind: 'sent' });
    printer.become({ paper: 'out' });
    expect(await createUsbTransport(options, bus.find).send(bytes, never)).toEqual({ kind: 'unknown', fault: 'printer.no-answer' });
    expect(bus.calls.slice(-2)).toEqual(['releaseInterface 1', 'close']);
  });
});

test('the real USB library loads, and a printer it does not find is missing, on machines without any USB too', async () => {
  const transport = createUsbTransport({ vendorId: 0xffff, productId: 0xfffe }, findUsbPrinter);
  expect(await transport.send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.missing' });
});
