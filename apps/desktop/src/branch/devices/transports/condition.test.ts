import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UNKNOWN_CONDITION } from '@fastops/shared/printing/printer-condition';
import { FAKE_USB_ADDRESS, fakeUsb } from '../../testing/virtual-printer/fake-usb.ts';
import { openPtyPair } from '../../testing/virtual-printer/pty.ts';
import type { PtyPair } from '../../testing/virtual-printer/pty.ts';
import { plugIntoSerial } from '../../testing/virtual-printer/serial-side.ts';
import { VirtualPrinter } from '../../testing/virtual-printer/virtual-printer.ts';
import type { VirtualCondition } from '../../testing/virtual-printer/virtual-printer.ts';
import { createDeviceFileTransport, createFileTransport } from './file.ts';
import type { PrinterTransport } from './printer-transport.port.ts';
import { createSerialTransport } from './serial.ts';
import { createTcpTransport } from './tcp.ts';
import { createUsbTransport } from './usb.ts';

const WELL = { online: 'yes', paper: 'ok', cover: 'shut', cutter: 'ok', drawerPin: 'low' } as const;
const CASES: readonly (readonly [VirtualCondition, object])[] = [
  [{}, WELL],
  [{ drawerPinHigh: true }, { ...WELL, drawerPin: 'high' }],
  [{ paper: 'near-end' }, { ...WELL, paper: 'near-end' }],
  [{ paper: 'out' }, { ...WELL, online: 'no', paper: 'out' }],
  [{ coverOpen: true }, { ...WELL, online: 'no', cover: 'open' }],
  [{ cutterJammed: true }, { ...WELL, online: 'no', cutter: 'jammed' }],
];

async function saysWhatItIs(transport: PrinterTransport, printer: VirtualPrinter): Promise<void> {
  for (const [condition, expected] of CASES) {
    printer.become(condition);
    expect(await transport.condition?.()).toEqual(expected);
  }
}

test('H2: over TCP; a silent printer, and one that is off, are unknown', async () => {
  const printer = new VirtualPrinter({ answersStatus: true });
  await printer.powerOn();
  const transport = createTcpTransport({ host: '127.0.0.1', port: printer.port, answersStatus: true });
  await saysWhatItIs(transport, printer);
  printer.hold();
  expect(await transport.condition?.()).toEqual(UNKNOWN_CONDITION);
  await printer.powerOff();
  expect(await transport.condition?.()).toEqual(UNKNOWN_CONDITION);
});

test('H2: over USB; one without an endpoint to answer on is unknown, and is let go', async () => {
  const printer = new VirtualPrinter({ answersStatus: true });
  await saysWhatItIs(createUsbTransport(FAKE_USB_ADDRESS, fakeUsb(printer).find), printer);
  const mute = fakeUsb(printer, { mute: true });
  expect(await createUsbTransport(FAKE_USB_ADDRESS, mute.find).condition?.()).toEqual(UNKNOWN_CONDITION);
  expect(mute.calls.at(-1)).toBe('close');
  const silent = createUsbTransport(FAKE_USB_ADDRESS, fakeUsb(new VirtualPrinter()).find);
  expect(await silent.condition?.()).toEqual(UNKNOWN_CONDITION);
});

describe('H2: on a line', () => {
  let cable: PtyPair;
  let printer: VirtualPrinter;
  let pullOut: () => Promise<void>;
  beforeEach(async () => {
    cable = await openPtyPair();
    printer = new VirtualPrinter({ answersStatus: true });
    pullOut = await plugIntoSerial(printer, cable.printerPath);
  });
  afterEach(async () => {
    await pullOut();
    await cable.unplug();
  });

  test('serial', async () => {
    const transport = createSerialTransport({ path: cable.tillPath, baudRate: 9600, answersStatus: true });
    await saysWhatItIs(transport, printer);
    await pullOut();
    expect(await transport.condition?.()).toEqual(UNKNOWN_CONDITION);
  });

  test('a device file', async () => {
    await saysWhatItIs(createDeviceFileTransport(cable.tillPath), printer);
    expect(await createDeviceFileTransport('/dev/no-such-printer').condition?.()).toEqual(UNKNOWN_CONDITION);
  });
});

test('a plain file cannot be asked', () => {
  expect(createFileTransport('/tmp/tickets').condition).toBeUndefined();
});
