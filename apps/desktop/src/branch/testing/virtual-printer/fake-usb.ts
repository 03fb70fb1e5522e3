import { setTimeout as delay } from 'node:timers/promises';
import type { FindUsbPrinter, UsbPrinterDevice } from '../../devices/transports/usb.ts';
import type { VirtualPrinter } from './virtual-printer.ts';

export interface FakeUsbFaults {
  /** Another program holds the interface. */
  readonly claimed?: boolean;
  /** The n-th transfer (from 1) stalls. */
  readonly stallsAt?: number;
  /** It has no endpoint to answer on, as some clones. */
  readonly mute?: boolean;
  /** Transfers never end: the printer's head is open. */
  readonly hangs?: boolean;
}

const VENDOR = 0x0416;
const PRODUCT = 0x5011;

/** The address under which {@link fakeUsb} is found. */
export const FAKE_USB_ADDRESS = { vendorId: VENDOR, productId: PRODUCT };

/**
 * A USB bus with one printer on it, in WebUSB's own terms: a printer-class
 * interface, a bulk-out endpoint, and the order of calls enforced.
 */
export function fakeUsb(printer: VirtualPrinter, faults: FakeUsbFaults = {}): { find: FindUsbPrinter; calls: readonly string[] } {
  const calls: string[] = [];
  const find: FindUsbPrinter = async ({ vendorId, productId }) =>
    vendorId === VENDOR && productId === PRODUCT ? plugged(printer, faults, calls) : undefined;
  return { find, calls };
}

function plugged(printer: VirtualPrinter, faults: FakeUsbFaults, calls: string[]): UsbPrinterDevice {
  const held = { open: false, claimed: false, transfers: 0 };
  const answers: number[] = [];
  const refuseUnless = (ready: boolean, reason: string) => {
    if (!ready) throw new Error(reason);
  };
  return {
    configuration: {
      interfaces: [
        { interfaceNumber: 0, alternates: [{ interfaceClass: 3, endpoints: [] }] },
        { interfaceNumber: 1, alternates: [{ interfaceClass: 7, endpoints: endpoints(faults) }] },
      ],
    },
    open: async () => {
      calls.push('open');
      held.open = true;
    },
    selectConfiguration: async () => void calls.push('selectConfiguration'),
    claimInterface: async (number) => {
      refuseUnless(held.open && faults.claimed !== true, 'interface is claimed by another program');
      calls.push(`claimInterface ${number}`);
      held.claimed = true;
    },
    transferOut: async (endpoint, data) => {
      refuseUnless(held.claimed && endpoint === 3, 'no such endpoint, or not claimed');
      held.transfers += 1;
      calls.push(`transferOut ${endpoint} ${data.length}`);
      if (faults.hangs === true) return new Promise(() => undefined);
      if (held.transfers === faults.stallsAt) return { status: 'stall', bytesWritten: 0 };
      printer.take(data, (bytes) => answers.push(...bytes));
      return { status: 'ok', bytesWritten: data.length };
    },
    transferIn: async (endpoint, length, timeoutMs) => {
      refuseUnless(held.claimed && endpoint === 1, 'no such endpoint, or not claimed');
      for (let waitedMs = 0; answers.length === 0 && waitedMs < timeoutMs; waitedMs += 5) await delay(5);
      if (answers.length === 0) throw new Error('LIBUSB_TRANSFER_TIMED_OUT');
      return { status: 'ok', data: new DataView(Uint8Array.from(answers.splice(0, length)).buffer) };
    },
    releaseInterface: async (number) => void calls.push(`releaseInterface ${number}`),
    close: async () => void calls.push('close'),
  };
}

function endpoints(faults: FakeUsbFaults): { endpointNumber: number; direction: string; type: string }[] {
  return [
    ...(faults.mute === true ? [] : [{ endpointNumber: 1, direction: 'in', type: 'bulk' }]),
    { endpointNumber: 3, direction: 'out', type: 'bulk' },
  ];
}
