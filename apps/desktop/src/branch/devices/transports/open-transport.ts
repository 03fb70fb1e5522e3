import type { PrinterTransportSettings } from '@fastops/shared/printing/printer';
import type { PrinterProfile } from '@fastops/shared/printing/printer-profiles';
import { createDeviceFileTransport, createFileTransport } from './file.ts';
import type { PrinterTransport } from './printer-transport.port.ts';
import { createSerialTransport } from './serial.ts';
import { createSpoolerTransport } from './spooler.ts';
import { createTcpTransport } from './tcp.ts';
import { createUsbTransport } from './usb.ts';
import { findUsbPrinter } from './usb-devices.ts';
import { windowsSpooler } from './windows-spooler.ts';

/** The wire that a printer's settings describe. */
export function openTransport(settings: PrinterTransportSettings, { answersStatus }: PrinterProfile): PrinterTransport {
  switch (settings.kind) {
    case 'tcp':
      return createTcpTransport({ host: settings.host, port: settings.port, answersStatus });
    case 'serial':
      return createSerialTransport({ path: settings.path, baudRate: settings.baudRate, usb: settings.usb, answersStatus });
    case 'usb':
      return createUsbTransport({ ...settings, answersStatus }, findUsbPrinter);
    case 'spooler':
      return createSpoolerTransport({ queue: settings.queue }, windowsSpooler);
    case 'device':
      return createDeviceFileTransport(settings.path);
    case 'file':
      return createFileTransport(settings.path);
  }
}
