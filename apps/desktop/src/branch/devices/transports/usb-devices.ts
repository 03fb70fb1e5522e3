/// <reference types="w3c-web-usb" />
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

/** Some Xprinters end their names with a NUL. */
function withoutNul(name: string | null | undefined): string {
  return (name ?? '').replaceAll('\0', '');
}
