import type { PrintFault } from '@fastops/shared/printing/print-job';
import type { PrinterCondition } from '@fastops/shared/printing/printer-condition';

/**
 * How one delivery ended. `failed` promises that not one byte left, so trying
 * again can't print twice; `unknown` promises nothing, so only a person may
 * decide to try again.
 */
export type SendOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly fault: PrintFault }
  | { readonly kind: 'unknown'; readonly fault: PrintFault };

/** A wire to one printer. Each delivery opens and closes its own connection, so a printer may come and go. */
export interface PrinterTransport {
  /** Never throws. When `signal` aborts, it lets go of the wire and says what is known. */
  send(bytes: Uint8Array, signal: AbortSignal): Promise<SendOutcome>;
  /**
   * Asks the printer how it is, on wires that can be read. Never throws: a printer
   * that can't be reached or doesn't answer is unknown, which is no fault.
   */
  condition?(): Promise<PrinterCondition>;
}

/** `GS r 1`: printers that answer do so once everything before it has been printed. */
export const ARE_YOU_DONE = Uint8Array.of(0x1d, 0x72, 1);

/** Whether an answer to it is among these bytes: two bits never change, and status that a printer volunteers has one of them set. */
export function saysDone(bytes: Uint8Array): boolean {
  return bytes.some((byte) => (byte & 0b1001_0000) === 0);
}

export const SENT: SendOutcome = { kind: 'sent' };

export function failed(fault: PrintFault): SendOutcome {
  return { kind: 'failed', fault };
}

export function unknown(fault: PrintFault): SendOutcome {
  return { kind: 'unknown', fault };
}
