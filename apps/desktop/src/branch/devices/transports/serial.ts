import { setTimeout as delay } from 'node:timers/promises';
import { SerialPort } from 'serialport';
import { UNKNOWN_CONDITION } from '@fastops/shared/printing/printer-condition';
import type { PrinterCondition } from '@fastops/shared/printing/printer-condition';
import type { UsbIdentity } from '@fastops/shared/printing/printer';
import { askCondition, ByteInbox } from './ask-condition.ts';
import { pathOf, systemSerialPorts } from './serial-ports.ts';
import type { ListSerialPorts } from './serial-ports.ts';
import { ARE_YOU_DONE, failed, saysDone, SENT, unknown } from './printer-transport.port.ts';
import type { PrinterTransport, SendOutcome } from './printer-transport.port.ts';

export interface SerialOptions {
  readonly path: string;
  readonly baudRate: number;
  readonly answersStatus: boolean;
  readonly answerTimeoutMs?: number;
  /** The chip that the line hangs on: with it the line is found again whatever its path is after being plugged in elsewhere. */
  readonly usb?: UsbIdentity | undefined;
  readonly listPorts?: ListSerialPorts;
}

const WRITE_PATIENCE_MS = 500;

/**
 * A serial line or a virtual one (USB-serial chip, Bluetooth). Native calls on
 * a hung line can't be taken back, so while one is stuck the line counts as
 * busy: a dead printer costs one thread, not one more per ticket.
 */
export function createSerialTransport(options: SerialOptions): PrinterTransport {
  const line = new SerialLine(options);
  return { send: (bytes, signal) => line.send(bytes, signal), condition: () => line.condition() };
}

class SerialLine {
  readonly #options: SerialOptions;
  #stuck: Promise<unknown> | undefined;

  constructor(options: SerialOptions) {
    this.#options = options;
  }

  async send(bytes: Uint8Array, signal: AbortSignal): Promise<SendOutcome> {
    if (this.#stuck !== undefined) return failed('printer.busy');
    const port = await this.#open();
    if (port === undefined) return failed('printer.missing');
    const delivery = deliver(port, bytes, this.#options);
    const outcome = await Promise.race([delivery, aborted(signal)]);
    const closing = this.#close(port, delivery);
    if (outcome.kind === 'sent') await closing;
    return outcome;
  }

  async condition(): Promise<PrinterCondition> {
    if (this.#stuck !== undefined) return UNKNOWN_CONDITION;
    const port = await this.#open();
    if (port === undefined) return UNKNOWN_CONDITION;
    const inbox = new ByteInbox();
    port.on('data', (bytes: Buffer) => inbox.hear(bytes));
    const asked = askCondition({
      // A line whose buffers are full takes nothing: the question is then as good as unanswered.
      write: (bytes) => Promise.race([written(port, bytes).then(() => undefined), delay(WRITE_PATIENCE_MS, undefined, { ref: false })]),
      nextByte: (timeoutMs) => inbox.next(timeoutMs),
    }).catch(() => UNKNOWN_CONDITION);
    const condition = await asked;
    await Promise.race([this.#close(port, asked), delay(WRITE_PATIENCE_MS, undefined, { ref: false })]);
    return condition;
  }

  async #open(): Promise<SerialPort | undefined> {
    const { usb, path, baudRate, listPorts = systemSerialPorts } = this.#options;
    const port = new SerialPort({ path: usb === undefined ? path : await pathOf(usb, path, listPorts), baudRate, autoOpen: false });
    port.on('error', () => undefined);
    return (await openPort(port)) ? port : undefined;
  }

  #close(port: SerialPort, work: Promise<unknown>): Promise<unknown> {
    const closing = Promise.allSettled([closePort(port), work]);
    this.#stuck = closing;
    void closing.then(() => (this.#stuck = undefined));
    return closing;
  }
}

async function deliver(port: SerialPort, bytes: Uint8Array, options: SerialOptions): Promise<SendOutcome> {
  const answer = options.answersStatus ? answered(port, options.answerTimeoutMs ?? 10_000) : Promise.resolve(true);
  const everything = options.answersStatus ? Buffer.concat([bytes, ARE_YOU_DONE]) : Buffer.from(bytes);
  if (!(await written(port, everything))) return unknown('printer.cut-off');
  return (await answer) ? SENT : unknown('printer.no-answer');
}

function written(port: SerialPort, bytes: Uint8Array): Promise<boolean> {
  return new Promise<boolean>((resolve) => {
    port.write(Buffer.from(bytes), (error) => {
      if (error !== null && error !== undefined) resolve(false);
      else port.drain((drainError) => resolve(drainError === null || drainError === undefined));
    });
  });
}

function answered(port: SerialPort, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeoutMs);
    port.on('data', (answer: Buffer) => {
      if (!saysDone(answer)) return;
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
