import { SerialPort } from 'serialport';
import { ARE_YOU_DONE, failed, SENT, unknown } from './printer-transport.port.ts';
import type { PrinterTransport, SendOutcome } from './printer-transport.port.ts';

export interface SerialOptions {
  readonly path: string;
  readonly baudRate: number;
  readonly answersStatus: boolean;
  readonly answerTimeoutMs?: number;
}

/**
 * A serial line or a virtual one (USB-serial chip, Bluetooth). Native calls on
 * a hung line can't be taken back, so while one is stuck the line counts as
 * busy: a dead printer costs one thread, not one more per ticket.
 */
export function createSerialTransport(options: SerialOptions): PrinterTransport {
  let stuck: Promise<unknown> | undefined;
  return {
    send: async (bytes, signal) => {
      if (stuck !== undefined) return failed('printer.busy');
      const port = new SerialPort({ path: options.path, baudRate: options.baudRate, autoOpen: false });
      port.on('error', () => undefined);
      const opened = await openPort(port);
      if (!opened) return failed('printer.missing');
      const delivery = deliver(port, bytes, options);
      const outcome = await Promise.race([delivery, aborted(signal)]);
      const closing = Promise.allSettled([closePort(port), delivery]);
      stuck = closing;
      void closing.then(() => (stuck = undefined));
      if (outcome.kind === 'sent') await closing;
      return outcome;
    },
  };
}

async function deliver(port: SerialPort, bytes: Uint8Array, options: SerialOptions): Promise<SendOutcome> {
  const answer = options.answersStatus ? answered(port, options.answerTimeoutMs ?? 10_000) : Promise.resolve(true);
  const everything = options.answersStatus ? Buffer.concat([bytes, ARE_YOU_DONE]) : Buffer.from(bytes);
  const written = await new Promise<boolean>((resolve) => {
    port.write(everything, (error) => {
      if (error !== null && error !== undefined) resolve(false);
      else port.drain((drainError) => resolve(drainError === null || drainError === undefined));
    });
  });
  if (!written) return unknown('printer.cut-off');
  return (await answer) ? SENT : unknown('printer.no-answer');
}

function answered(port: SerialPort, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeoutMs);
    port.once('data', () => {
      clearTimeout(timer);
      resolve(true);
    });
    port.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

function openPort(port: SerialPort): Promise<boolean> {
  return new Promise((resolve) => {
    port.open((error) => resolve(error === null || error === undefined));
  });
}

function closePort(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (!port.isOpen) resolve();
    else port.close(() => resolve());
  });
}

function aborted(signal: AbortSignal): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(unknown('printer.timeout'));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
