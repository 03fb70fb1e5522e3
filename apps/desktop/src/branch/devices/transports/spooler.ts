import { setTimeout as delay } from 'node:timers/promises';
import { failed, SENT, unknown } from './printer-transport.port.ts';
import type { PrinterTransport, SendOutcome } from './printer-transport.port.ts';

/** A job in the operating system's queue; `gone` is all that a queue ever says of a job that was printed. */
export type SpoolJobState = 'waiting' | 'gone' | 'error';

/** The print queues of the operating system, as far as raw printing needs them. */
export interface PrintSpooler {
  /** Names of the queues that stand for paper. */
  queues(): Promise<readonly string[]>;
  /** Queues take documents for printers that are unplugged and print them hours later, so this is asked first. */
  state(queue: string): Promise<'ready' | 'missing' | 'offline'>;
  /** Hands over one document with datatype RAW. Throws when the queue took none of it. */
  write(queue: string, bytes: Uint8Array): Promise<{ readonly jobId: number; readonly bytesTaken: number }>;
  jobState(queue: string, jobId: number): Promise<SpoolJobState>;
  /** Takes a job back, so that it can't come out after the till has asked a person. */
  cancel(queue: string, jobId: number): Promise<void>;
}

export interface SpoolerOptions {
  readonly queue: string;
  readonly lookAgainMs?: number;
  readonly patienceMs?: number;
}

/** A printer behind a queue of Windows: the driver stays, nothing has to be replaced with Zadig. */
export function createSpoolerTransport(options: SpoolerOptions, spooler: PrintSpooler): PrinterTransport {
  return { send: (bytes, signal) => send({ options, spooler }, bytes, signal) };
}

type Wire = { readonly options: SpoolerOptions; readonly spooler: PrintSpooler };

async function send({ options, spooler }: Wire, bytes: Uint8Array, signal: AbortSignal): Promise<SendOutcome> {
  const { queue } = options;
  const state = await spooler.state(queue).catch(() => 'missing' as const);
  if (state === 'missing') return failed('printer.missing');
  if (state === 'offline') return failed('printer.unreachable');
  if (signal.aborted) return failed('printer.timeout');
  const job = await spooler.write(queue, bytes).catch(() => undefined);
  if (job === undefined) return failed('printer.no-access');
  const outcome = job.bytesTaken === bytes.length ? await followed({ options, spooler }, job.jobId, signal) : unknown('printer.cut-off');
  if (outcome.kind !== 'sent') await spooler.cancel(queue, job.jobId).catch(() => undefined);
  return outcome;
}

async function followed({ options, spooler }: Wire, jobId: number, signal: AbortSignal): Promise<SendOutcome> {
  const { queue, lookAgainMs = 100, patienceMs = 20_000 } = options;
  for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += lookAgainMs) {
    if (signal.aborted) return unknown('printer.timeout');
    const state = await spooler.jobState(queue, jobId).catch(() => 'error' as const);
    if (state === 'gone') return SENT;
    if (state === 'error') return unknown('printer.cut-off');
    await delay(lookAgainMs);
  }
  return unknown('printer.no-answer');
}
