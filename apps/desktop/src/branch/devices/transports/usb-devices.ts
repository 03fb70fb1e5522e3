/// <reference types="w3c-web-usb" />
import type { UsbIdentity } from '@fastops/shared/printing/printer';
import { PRINTER_CLASS } from './usb.ts';
import type { FindUsbPrinter } from './usb.ts';

/** Finds a plugged-in printer; the native library is loaded the first time a USB printer is used, not when the till starts. */
export const findUsbPrinter: FindUsbPrinter = async ({ vendorId, productId, serialNumber }) => {
  const { WebUSB } = await import('usb');
  const devices = await new WebUSB({ allowAllDevices: true }).getDevices();
  return devices.find(
    (device) =>
      device.vendorId === vendorId &&
      device.productId === productId &&
      (serialNumber === undefined || withoutNul(device.serialNumber) === withoutNul(serialNumber)),
  );
};

/** A plugged-in printer as it describes itself. */
export type UsbPrinterFound = UsbIdentity & { readonly name: string };

/** Every plugged-in device with a printer interface. */
export async function listUsbPrinters(): Promise<readonly UsbPrinterFound[]> {
  const { WebUSB } = await import('usb');
  const devices = await new WebUSB({ allowAllDevices: true }).getDevices();
  return devices.filter(isPrinter).map(({ vendorId, productId, serialNumber, productName }) => ({
    vendorId,
    productId,
    ...(withoutNul(serialNumber) === '' ? {} : { serialNumber: withoutNul(serialNumber) }),
    name: withoutNul(productName).trim(),
  }));
}

function isPrinter({ configurations }: USBDevice): boolean {
  const alternates = configurations.flatMap(({ interfaces }) => interfaces).flatMap((each) => each.alternates);
  return alternates.some(({ interfaceClass }) => interfaceClass === PRINTER_CLASS);
}

/** Some Xprinters end their names with a NUL. */
function withoutNul(name: string | null | undefined): string {
  return (name ?? '').replaceAll('\0', '');
}
