import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createPrinterFinder, neighboursOf } from './printer-finder.ts';

const nothing = {
  usbPrinters: async () => [],
  serialPorts: async () => [],
  queues: async () => [],
  deviceFiles: async () => [],
};

describe('looking for printers', () => {
  test('on USB, as device files and on serial ports, with the family that a name gives away', async () => {
    const finder = createPrinterFinder({
      ...nothing,
      platform: 'linux',
      usbPrinters: async () => [
        { name: 'EPSON TM-T20II', vendorId: 0x04b8, productId: 0x0e15, serialNumber: 'X1' },
        { name: 'Star TSP143', vendorId: 0x0519, productId: 3 },
      ],
      deviceFiles: async () => ['/dev/usb/lp0'],
      serialPorts: async () => [{ path: '/dev/ttyUSB0', vendorId: '067b', productId: '2303', manufacturer: 'Prolific' }],
    });
    expect(await finder.attached()).toEqual([
      expect.objectContaining({ label: 'EPSON TM-T20II', profileId: 'epson-tm-t20', isStar: false }),
      expect.objectContaining({ label: 'Star TSP143', isStar: true }),
      { label: '/dev/usb/lp0', transport: { kind: 'device', path: '/dev/usb/lp0' }, profileId: null, isStar: false },
      expect.objectContaining({
        transport: { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9600, usb: { vendorId: 0x067b, productId: 0x2303 } },
      }),
    ]);
  });

  test('on Windows as queues, and a place that cannot be looked at hides no other', async () => {
    const finder = createPrinterFinder({
      ...nothing,
      platform: 'win32',
      queues: async () => ['XP-80C', 'Star TSP100'],
      serialPorts: () => Promise.reject(new Error('no registry')),
    });
    expect(await finder.attached()).toMatchObject([
      { transport: { kind: 'spooler', queue: 'XP-80C' }, profileId: 'xprinter-80', isStar: false },
      { isStar: true },
    ]);
  });

  test('on the network: who listens on the raw port', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const rawPort = address !== null && typeof address === 'object' ? address.port : 0;
    const finder = createPrinterFinder({ ...nothing, rawPort, neighbours: () => ['127.0.0.1', '127.0.0.2'] });
    expect((await finder.onNetwork()).map(({ label }) => label)).toEqual(['127.0.0.1']);
    server.close();
  });

  test('the neighbours are the rest of our /24, without loopback and without us', () => {
    const around = neighboursOf([
      { family: 'IPv4', address: '192.168.1.20', internal: false },
      { family: 'IPv4', address: '127.0.0.1', internal: true },
      { family: 'IPv6', address: 'fe80::1', internal: false },
    ]);
    expect(around).toHaveLength(253);
    expect(around).not.toContain('192.168.1.20');
  });
});
