import { describe, expect, test } from 'vitest';
import { printerSettings } from './printer.ts';

const kitchen = { name: 'Cocina', role: 'kitchen', profileId: 'generic-80', transport: { kind: 'tcp', host: '192.168.1.50' } };

describe('printer settings', () => {
  test('a network printer listens on 9100 unless told otherwise', () => {
    expect(printerSettings.parse(kitchen).transport).toEqual({ kind: 'tcp', host: '192.168.1.50', port: 9100 });
  });

  test.each([
    { ...kitchen, role: 'bar' },
    { ...kitchen, profileId: 'unknown-model' },
    { ...kitchen, name: 'Cocina\u001b@' },
    { ...kitchen, transport: { kind: 'tcp', host: '', port: 9100 } },
    { ...kitchen, transport: { kind: 'tcp', host: 'x', port: 70_000 } },
    { ...kitchen, transport: { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 0 } },
    { ...kitchen, transport: { kind: 'usb', vendorId: 0x1_0000, productId: 1 } },
    { ...kitchen, transport: { kind: 'carrier-pigeon' } },
  ])('refuses %o', (settings) => {
    expect(printerSettings.safeParse(settings).success).toBe(false);
  });
});
