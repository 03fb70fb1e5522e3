import { UNKNOWN_CONDITION } from '@fastops/shared/printing/printer-condition';
import type { PrinterCondition } from '@fastops/shared/printing/printer-condition';
import type { UsbIdentity } from '@fastops/shared/printing/printer';
import { askCondition } from './ask-condition.ts';
import { ARE_YOU_DONE, failed, saysDone, SENT, unknown } from './printer-transport.port.ts';
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
  transferIn(endpoint: number, length: number, timeoutMs: number): Promise<UsbAnswer>;
  releaseInterface(number: number): Promise<void>;
  close(): Promise<void>;
  detachKernelDriver?(number: number): Promise<void>;
}

export interface UsbTransferResult {
  readonly status?: string | undefined;
  readonly bytesWritten: number;
}

export interface UsbAnswer {
  readonly status?: string | undefined;
  readonly data?: DataView | undefined;
}

export interface UsbInterface {
  readonly interfaceNumber: number;
  readonly alternates: readonly {
    readonly interfaceClass: number;
    readonly endpoints: readonly { readonly endpointNumber: number; readonly direction: string; readonly type: string }[];
  }[];
}

export interface UsbOptions extends UsbIdentity {
  readonly answersStatus?: boolean;
  readonly answerTimeoutMs?: number;
}

export type FindUsbPrinter = (address: UsbIdentity) => Promise<UsbPrinterDevice | undefined>;

/** USB's class of printers. */
export const PRINTER_CLASS = 7;
const CHUNK_BYTES = 4096;
const CHUNK_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 10_000;

/** A USB printer addressed without the operating system's print queue. */
export function createUsbTransport(options: UsbOptions, find: FindUsbPrinter): PrinterTransport {
  return {
    send: async (bytes, signal) => {
      const device = await find(options).catch(() => undefined);
      if (device === undefined) return failed('printer.missing');
      const claim = await claimPrinter(device);
      if (claim === undefined) return failed('printer.no-access');
      try {
        return await Promise.race([deliver({ device, claim, options }, bytes), aborted(signal)]);
      } finally {
        await letGo(device, claim.interfaceNumber);
      }
    },
    condition: () => conditionOver(options, find),
  };
}

async function conditionOver(options: UsbOptions, find: FindUsbPrinter): Promise<PrinterCondition> {
  const device = await find(options).catch(() => undefined);
  const claim = device && (await claimPrinter(device));
  if (device === undefined || claim?.answers === undefined) {
    if (device !== undefined && claim !== undefined) await letGo(device, claim.interfaceNumber);
    return UNKNOWN_CONDITION;
  }
  const { endpoint, answers } = claim;
  const asked = askCondition({
    write: async (bytes) => void (await device.transferOut(endpoint, new Uint8Array(bytes), 1000)),
    nextByte: (timeoutMs) => nextByte(device, answers, timeoutMs),
  }).catch(() => UNKNOWN_CONDITION);
  const condition = await asked;
  await letGo(device, claim.interfaceNumber);
  return condition;
}

async function nextByte(device: UsbPrinterDevice, endpoint: number, timeoutMs: number): Promise<number | undefined> {
  const { data } = await device.transferIn(endpoint, 64, timeoutMs).catch((): UsbAnswer => ({}));
  return data === undefined || data.byteLength === 0 ? undefined : data.getUint8(0);
}

interface Wire {
  readonly device: UsbPrinterDevice;
  readonly claim: Claim;
  readonly options: UsbOptions;
}

/** Where the printer answers and can be heard, its word counts; a write alone only says that its buffer took the bytes. */
async function deliver({ device, claim, options }: Wire, bytes: Uint8Array): Promise<SendOutcome> {
  const hears = options.answersStatus === true && claim.answers !== undefined;
  const outcome = await transfer(device, claim.endpoint, hears ? Buffer.concat([bytes, ARE_YOU_DONE]) : bytes);
  if (outcome.kind !== 'sent' || !hears || claim.answers === undefined) return outcome;
  const answer = await nextByte(device, claim.answers, options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS);
  return answer !== undefined && saysDone(Uint8Array.of(answer)) ? SENT : unknown('printer.no-answer');
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
  /** The endpoint on which it answers, where it has one. */
  readonly answers: number | undefined;
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
      const back = endpoints.find(({ direction, type }) => direction === 'in' && type === 'bulk');
      if (interfaceClass === PRINTER_CLASS && out !== undefined) {
        return { interfaceNumber, endpoint: out.endpointNumber, answers: back?.endpointNumber };
      }
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
