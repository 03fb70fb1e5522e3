import { SerialPort } from 'serialport';
import type { UsbIdentity } from '@fastops/shared/printing/printer';

/** A serial port of this computer; the numbers of its USB chip in hexadecimal, as the system writes them. */
export interface SerialPortFound {
  readonly path: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
}

export type ListSerialPorts = () => Promise<readonly SerialPortFound[]>;

/** The ports that the operating system knows. */
export const systemSerialPorts: ListSerialPorts = () => SerialPort.list();

/**
 * Where a chip's port is now. Several of the same kind without serial numbers
 * can't be told apart: then the path that was set up stands if it is one of them.
 */
export async function pathOf(usb: UsbIdentity, lastPath: string, listPorts: ListSerialPorts): Promise<string> {
  const ports = await listPorts().catch(() => []);
  const matching = ports.filter((port) => isSameChip(port, usb));
  const [only, ...more] = matching;
  if (only !== undefined && more.length === 0) return only.path;
  return lastPath;
}

/** The chip of a port as the settings keep it; undefined for a port that is no USB device. */
export function usbIdentityOf({ vendorId, productId, serialNumber }: SerialPortFound): UsbIdentity | undefined {
  if (vendorId === undefined || productId === undefined) return undefined;
  const numbers = { vendorId: Number.parseInt(vendorId, 16), productId: Number.parseInt(productId, 16) };
  return serialNumber === undefined || serialNumber === '' ? numbers : { ...numbers, serialNumber };
}

function isSameChip(port: SerialPortFound, usb: UsbIdentity): boolean {
  const found = usbIdentityOf(port);
  if (found === undefined || found.vendorId !== usb.vendorId || found.productId !== usb.productId) return false;
  return usb.serialNumber === undefined || found.serialNumber === usb.serialNumber;
}
