import type { FindUsbPrinter, UsbPrinterDevice } from '../../devices/transports/usb.ts';
import type { VirtualPrinter } from './virtual-printer.ts';

export interface FakeUsbFaults {
  /** Another program holds the interface. */
  readonly claimed?: boolean;
  /** The n-th transfer (from 1) stalls. */
  readonly stallsAt?: number;
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
  const refuseUnless = (ready: boolean, reason: string) => {
    if (!ready) throw new Error(reason);
  };
  return {
    configuration: {
      interfaces: [
        { interfaceNumber: 0, alternates: [{ interfaceClass: 3, endpoints: [] }] },
        { interfaceNumber: 1, alternates: [{ interfaceClass: 7, endpoints: endpoints() }] },
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
      printer.take(data);
      return { status: 'ok', bytesWritten: data.length };
    },
    releaseInterface: async (number) => void calls.push(`releaseInterface ${number}`),
    close: async () => void calls.push('close'),
  };
}

function endpoints(): { endpointNumber: number; direction: string; type: string }[] {
  return [
    { endpointNumber: 1, direction: 'in', type: 'bulk' },
    { endpointNumber: 3, direction: 'out', type: 'bulk' },
  ];
}
