import type { PrinterTransportSettings } from '@fastops/shared/printing/printer';
import type { PrinterProfile } from '../printer-profiles.ts';
import { createDeviceFileTransport, createFileTransport } from './file.ts';
import type { PrinterTransport } from './printer-transport.port.ts';
import { createSerialTransport } from './serial.ts';
import { createTcpTransport } from './tcp.ts';
import { createUsbTransport } from './usb.ts';
import { findUsbPrinter } from './usb-devices.ts';

/** The wire that a printer's settings describe. */
export function openTransport(settings: PrinterTransportSettings, { answersStatus }: PrinterProfile): PrinterTransport {
  switch (settings.kind) {
    case 'tcp':
      return createTcpTransport({ host: settings.host, port: settings.port, answersStatus });
    case 'serial':
      return createSerialTransport({ path: settings.path, baudRate: settings.baudRate, answersStatus });
    case 'usb':
      return createUsbTransport(settings, findUsbPrinter);
    case 'device':
      return createDeviceFileTransport(settings.path);
    case 'file':
      return createFileTransport(settings.path);
  }
}
