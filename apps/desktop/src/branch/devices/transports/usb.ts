import { failed, SENT, unknown } from './printer-transport.port.ts';
import type { PrinterTransport, SendOutcome } from './printer-transport.port.ts';

/** The few WebUSB calls that printing needs; the `usb` package's devices have them, and so does the tests' fake. */
export interface UsbPrinterDevice {
  readonly serialNumber?: string | null | undefined;
  readonly configuration?: { readonly interfaces: readonly UsbInterface[] } | null | undefined;
  open(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
  /** The time-out is the `usb` package's own addition; its default of one second is shorter than printing a logo. */
  transferOut(endpoint: number, data: Uint8Array<ArrayBuffer>, timeoutMs: number): Promise<UsbTransferResult>;
  releaseInterface(number: number): Promise<void>;
  close(): Promise<void>;
  detachKernelDriver?(number: number): Promise<void>;
}

export interface UsbTransferResult {
  readonly status?: string | undefined;
  readonly bytesWritten: number;
}

export interface UsbInterface {
  readonly interfaceNumber: number;
  readonly alternates: readonly {
    readonly interfaceClass: number;
    readonly endpoints: readonly { readonly endpointNumber: number; readonly direction: string; readonly type: string }[];
  }[];
}

export interface UsbAddress {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | undefined;
}

export type FindUsbPrinter = (address: UsbAddress) => Promise<UsbPrinterDevice | undefined>;

const PRINTER_CLASS = 7;
const CHUNK_BYTES = 4096;
const CHUNK_TIMEOUT_MS = 10_000;

/** A USB printer addressed without the operating system's print queue. */
export function createUsbTransport(address: UsbAddress, find: FindUsbPrinter): PrinterTransport {
  return {
    send: async (bytes, signal) => {
      const device = await find(address).catch(() => undefined);
      if (device === undefined) return failed('printer.missing');
      const claim = await claimPrinter(device);
      if (claim === undefined) return failed('printer.no-access');
      try {
        return await Promise.race([transfer(device, claim.endpoint, bytes), aborted(signal)]);
      } finally {
        await letGo(device, claim.interfaceNumber);
      }
    },
  };
}

async function transfer(device: UsbPrinterDevice, endpoint: number, bytes: Uint8Array): Promise<SendOutcome> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const chunk = new Uint8Array(bytes.subarray(start, start + CHUNK_BYTES));
    try {
      const { status, bytesWritten } = await device.transferOut(endpoint, chunk, CHUNK_TIMEOUT_MS);
      if (status !== 'ok' || bytesWritten !== chunk.length) return unknown('printer.cut-off');
    } catch {
      return unknown('printer.cut-off');
    }
  }
  return SENT;
}

interface Claim {
  readonly interfaceNumber: number;
  readonly endpoint: number;
}

async function claimPrinter(device: UsbPrinterDevice): Promise<Claim | undefined> {
  try {
    await device.open();
    if (device.configuration === null || device.configuration === undefined) await device.selectConfiguration(1);
    const claim = printerInterface(device.configuration?.interfaces ?? []);
    if (claim === undefined) throw new Error('no printer interface');
    // Linux binds usblp to every printer; elsewhere there is nothing to detach and the call throws.
    await device.detachKernelDriver?.(claim.interfaceNumber).catch(() => undefined);
    await device.claimInterface(claim.interfaceNumber);
    return claim;
  } catch {
    await device.close().catch(() => undefined);
    return undefined;
  }
}

function printerInterface(interfaces: readonly UsbInterface[]): Claim | undefined {
  for (const { interfaceNumber, alternates } of interfaces) {
    for (const { interfaceClass, endpoints } of alternates) {
      const out = endpoints.find(({ direction, type }) => direction === 'out' && type === 'bulk');
      if (interfaceClass === PRINTER_CLASS && out !== undefined) return { interfaceNumber, endpoint: out.endpointNumber };
    }
  }
  return undefined;
}

async function letGo(device: UsbPrinterDevice, interfaceNumber: number): Promise<void> {
  await device.releaseInterface(interfaceNumber).catch(() => undefined);
  await device.close().catch(() => undefined);
}

function aborted(signal: AbortSignal): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(unknown('printer.timeout'));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
