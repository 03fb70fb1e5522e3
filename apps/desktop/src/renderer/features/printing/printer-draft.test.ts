import { PRINTER_PROFILE_IDS, printerSettings } from '@fastops/shared/printing/printer';
import { expect, test } from 'vitest';

import { draftOf, NEW_PRINTER, settingsOf, withFound } from './printer-draft.ts';

const typed = { ...NEW_PRINTER, name: ' Cocina ', place: '192.168.1.50' };

test('a printer that is typed in becomes settings the branch accepts', () => {
  const settings = settingsOf(typed);
  expect(settings).toEqual({
    name: 'Cocina',
    role: 'both',
    profileId: 'generic-80',
    transport: { kind: 'tcp', host: '192.168.1.50', port: 9100 },
  });
  expect(printerSettings.parse(settings)).toEqual(settings);
});

test.each([
  [{ name: '' }],
  [{ place: ' ' }],
  [{ port: '0' }],
  [{ port: '70000' }],
  [{ kind: 'serial', baudRate: 'rápido' }],
  [{ kind: 'usb' }],
  [{ profileId: 'star' }],
] as const)('nothing is saved while %j is wrong', (wrong) => {
  expect(settingsOf({ ...typed, ...wrong })).toBeUndefined();
});

test('a spare printer stands in for something, and stations are a kitchen printer’s alone', () => {
  expect(settingsOf({ ...typed, role: 'spare' })).toBeUndefined();
  const spare = settingsOf({ ...typed, role: 'spare', backupFor: 'kitchen' });
  expect(spare).toMatchObject({ isSpare: true, backupFor: 'kitchen' });
  expect(settingsOf({ ...typed, role: 'receipt', stations: ['freidora'] })).not.toHaveProperty('stations');
  expect(settingsOf({ ...typed, role: 'kitchen', stations: ['freidora'] })).toMatchObject({ stations: ['freidora'] });
});

test('every connection that is found, saved and opened again is the same', () => {
  const transports = [
    { kind: 'usb', vendorId: 0x04b8, productId: 0x0e15, serialNumber: 'X' },
    { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9600, usb: { vendorId: 0x067b, productId: 0x2303 } },
    { kind: 'spooler', queue: 'POS-80' },
    { kind: 'device', path: '/dev/usb/lp0' },
    { kind: 'tcp', host: '10.0.0.9', port: 9101 },
    { kind: 'file', path: '/tmp/tickets' },
  ] as const;
  for (const transport of transports) {
    const settings = settingsOf(withFound({ ...typed, place: '' }, { label: 'x', transport, profileId: 'pos-58', isStar: false }));
    expect(settings).toMatchObject({ profileId: 'pos-58', transport });
  }
});

test('a Star that is found can be seen, and not saved', () => {
  const usb = { kind: 'usb', vendorId: 0x0519, productId: 3 } as const;
  const star = withFound(typed, { label: 'Star', transport: usb, profileId: null, isStar: true });
  expect(star.profileId).toBe('star');
  expect(settingsOf(star)).toBeUndefined();
});

test('a saved printer opens with everything it had', () => {
  const condition = { online: 'unknown', paper: 'unknown', cover: 'unknown', cutter: 'unknown', drawerPin: 'unknown' } as const;
  const queue = { waiting: 0, asking: 0, failed: 0, oldestWaitingAt: null, lastFault: null };
  for (const profileId of PRINTER_PROFILE_IDS) {
    const settings = {
      name: 'Caja',
      role: 'receipt',
      profileId,
      backupFor: 'kitchen',
      transport: { kind: 'spooler', queue: 'A' },
    } as const;
    expect(settingsOf(draftOf({ ...settings, id: 'x', condition, conditionFault: null, queue }))).toEqual(settings);
  }
});
