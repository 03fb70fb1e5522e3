import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import { UNKNOWN_CONDITION } from '@fastops/shared/printing/printer-condition';
import type { PrinterCondition } from '@fastops/shared/printing/printer-condition';
import { askCondition, ByteInbox } from './ask-condition.ts';
import { ARE_YOU_DONE, failed, saysDone, SENT, unknown } from './printer-transport.port.ts';
import type { PrinterTransport, SendOutcome } from './printer-transport.port.ts';

export interface TcpOptions {
  readonly host: string;
  readonly port: number;
  /** The printer answers `GS r`: wait for it instead of trusting the network's word. */
  readonly answersStatus: boolean;
  readonly connectTimeoutMs?: number;
  /** How long a printer may take to answer, or to hang up after us, before nobody knows. */
  readonly answerTimeoutMs?: number;
}

/** Raw printing on port 9100. */
export function createTcpTransport(options: TcpOptions): PrinterTransport {
  return {
    send: (bytes, signal) => new Delivery(options, bytes).run(signal),
    condition: () => conditionOver(options),
  };
}

async function conditionOver(options: TcpOptions): Promise<PrinterCondition> {
  const socket = connect({ host: options.host, port: options.port, noDelay: true });
  const inbox = new ByteInbox();
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => inbox.hear(bytes));
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(options.connectTimeoutMs ?? 3000) });
    return await askCondition({
      write: async (bytes) => void socket.write(bytes),
      nextByte: (timeoutMs) => inbox.next(timeoutMs),
    });
  } catch {
    return UNKNOWN_CONDITION;
  } finally {
    socket.destroy();
  }
}

class Delivery {
  readonly #options: TcpOptions;
  readonly #bytes: Uint8Array;
  readonly #socket: Socket;
  #timer: NodeJS.Timeout | undefined;
  #wroteAny = false;
  #allHandedOver = false;

  constructor(options: TcpOptions, bytes: Uint8Array) {
    this.#options = options;
    this.#bytes = options.answersStatus ? Buffer.concat([bytes, ARE_YOU_DONE]) : bytes;
    this.#socket = connect({ host: options.host, port: options.port, noDelay: true });
  }

  async run(signal: AbortSignal): Promise<SendOutcome> {
    try {
      return await new Promise<SendOutcome>((resolve) => this.#wire(resolve, signal));
    } finally {
      clearTimeout(this.#timer);
      this.#socket.destroy();
    }
  }

  #wire(resolve: (outcome: SendOutcome) => void, signal: AbortSignal): void {
    const giveUp = (fault: 'printer.timeout' | 'printer.unreachable' | 'printer.cut-off' | 'printer.no-answer') =>
      resolve(this.#wroteAny ? unknown(fault) : failed(fault));
    const abort = () => giveUp('printer.timeout');
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    this.#socket.once('close', () => signal.removeEventListener('abort', abort));
    this.#timer = setTimeout(() => giveUp('printer.unreachable'), this.#options.connectTimeoutMs ?? 3000);
    this.#socket.on('error', () => giveUp(this.#wroteAny ? 'printer.cut-off' : 'printer.unreachable'));
    this.#socket.once('connect', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => giveUp('printer.no-answer'), this.#options.answerTimeoutMs ?? 10_000);
      this.#write();
    });
    this.#socket.on('data', (answer) => {
      if (this.#options.answersStatus && saysDone(answer)) resolve(SENT);
    });
    // Without answers, the printer hanging up after us, and not with a reset, is the best word there is.
    this.#socket.once('end', () => {
      if (this.#allHandedOver && !this.#options.answersStatus) resolve(SENT);
      else giveUp('printer.cut-off');
    });
    this.#socket.resume();
  }

  #write(): void {
    this.#wroteAny = true;
    this.#socket.write(this.#bytes, (error) => {
      if (error !== undefined && error !== null) return;
      this.#allHandedOver = true;
      if (!this.#options.answersStatus) this.#socket.end();
    });
  }
}
