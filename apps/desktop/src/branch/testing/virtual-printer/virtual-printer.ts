import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { EscPosDecoder } from './decoder.ts';
import type { Ticket } from './ticket.ts';

export interface VirtualPrinterOptions {
  readonly wakesInKanji?: boolean;
  /** Answers `GS r` and `DLE EOT`, as Epson does; clones stay silent. */
  readonly answersStatus?: boolean;
}

/** What may be wrong with the printer, and where its drawer stands. */
export interface VirtualCondition {
  readonly paper?: 'ok' | 'near-end' | 'out';
  readonly coverOpen?: boolean;
  readonly cutterJammed?: boolean;
  readonly drawerPinHigh?: boolean;
}

/**
 * A receipt printer on TCP that decodes what it gets and keeps the tickets.
 * Its faults are real ones: no listener, a listener that never reads, a
 * connection reset in the middle of a ticket.
 */
export class VirtualPrinter {
  readonly #decoder: EscPosDecoder;
  readonly #answers: boolean;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #answerTo: ((bytes: Uint8Array) => void) | undefined;
  #port = 0;
  #hanging = false;
  #holding = false;
  #bytesBeforeFault = Infinity;
  #fault: (socket: Socket) => void = (socket) => socket.resetAndDestroy();
  #bytesTaken = 0;
  #condition: VirtualCondition = {};
  /** What a printer that stands keeps in its buffer until it goes on. */
  #kept: Uint8Array[] = [];

  constructor(options: VirtualPrinterOptions = {}) {
    this.#answers = options.answersStatus ?? false;
    this.#decoder = new EscPosDecoder({
      wakesInKanji: options.wakesInKanji ?? false,
      reply: (bytes) => this.#reply(bytes),
      status: (n) => statusByte(n, this.#condition),
    });
  }

  /** Where the till connects; kept while the printer is off. */
  get port(): number {
    return this.#port;
  }

  get tickets(): readonly Ticket[] {
    return this.#decoder.tickets;
  }

  /** Bytes that reached the print head since it was built. */
  get bytesTaken(): number {
    return this.#bytesTaken;
  }

  async powerOn(): Promise<void> {
    this.#hanging = false;
    this.#holding = false;
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#serve(socket));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
  }

  async powerOff(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (server === undefined) return;
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** From now on connections are accepted and nothing is read: a printer with its head jammed. */
  hang(): void {
    this.#hanging = true;
  }

  /** From now on tickets are printed, but the printer neither answers nor hangs up: the till is left waiting. */
  hold(): void {
    this.#holding = true;
  }

  /** Reset the connection once `bytes` more bytes have been printed; the next connection works again. */
  cutAfter(bytes: number): void {
    this.#failAfter(bytes, (socket) => socket.resetAndDestroy());
  }

  /** Stop reading once `bytes` more bytes have been printed: the till can't tell that from a slow one. */
  hangAfter(bytes: number): void {
    this.#failAfter(bytes, (socket) => {
      this.#hanging = true;
      // Nor does it hang up, as a stuck one doesn't.
      this.#holding = true;
      socket.pause();
    });
  }

  /** Stand still once `bytes` more bytes have been printed: what comes after them waits in its buffer. */
  standAfter(bytes: number, condition: VirtualCondition): void {
    this.#failAfter(bytes, () => this.become(condition));
  }

  #failAfter(bytes: number, fault: (socket: Socket) => void): void {
    this.#bytesBeforeFault = bytes;
    this.#fault = fault;
  }

  /** Puts the printer in a state; with paper, a shut cover and a free cutter it goes on with what it holds. */
  become(condition: VirtualCondition): void {
    this.#condition = condition;
    if (isStanding(condition)) return;
    const kept = this.#kept;
    this.#kept = [];
    for (const bytes of kept) this.#decoder.feed(bytes);
  }

  /** Bytes from any other wire (a serial line, a file) into the same print head. */
  take(bytes: Uint8Array, answerTo?: (bytes: Uint8Array) => void): void {
    this.#answerTo = answerTo;
    this.#bytesTaken += bytes.length;
    // A printer that stands still answers DLE EOT and keeps the rest.
    const isQuestion = bytes[0] === 0x10 && bytes[1] === 0x04;
    if (isStanding(this.#condition) && !isQuestion) this.#kept.push(bytes.slice());
    else this.#decoder.feed(bytes);
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('end', () => {
      if (!this.#holding) socket.end();
    });
    if (this.#hanging) socket.pause();
    else socket.on('data', (bytes) => this.#receive(socket, bytes));
  }

  #receive(socket: Socket, bytes: Buffer): void {
    if (socket.destroyed) return;
    if (this.#hanging) return;
    const printed = bytes.subarray(0, Math.min(bytes.length, this.#bytesBeforeFault));
    this.#bytesBeforeFault -= printed.length;
    this.take(printed, (answer) => socket.write(answer));
    if (this.#bytesBeforeFault > 0) return;
    this.#bytesBeforeFault = Infinity;
    this.#fault(socket);
    const rest = bytes.subarray(printed.length);
    if (rest.length > 0 && !socket.destroyed) this.#receive(socket, rest);
  }

  #reply(bytes: Uint8Array): void {
    if (this.#answers && !this.#holding) this.#answerTo?.(bytes);
  }
}

function isStanding({ paper, coverOpen, cutterJammed }: VirtualCondition): boolean {
  return paper === 'out' || coverOpen === true || cutterJammed === true;
}

/** As printed in the manuals: four fixed bits, and a bit for each trouble. */
function statusByte(n: number, condition: VirtualCondition): number {
  const { paper, coverOpen, cutterJammed, drawerPinHigh } = condition;
  const bits: Readonly<Record<number, number>> = {
    1: (drawerPinHigh === true ? 0x04 : 0) | (isStanding(condition) ? 0x08 : 0),
    2: (coverOpen === true ? 0x04 : 0) | (paper === 'out' ? 0x20 : 0) | (cutterJammed === true ? 0x40 : 0),
    3: cutterJammed === true ? 0x08 : 0,
    4: paper === 'out' ? 0x6c : paper === 'near-end' ? 0x0c : 0,
  };
  return 0x12 | (bits[n] ?? 0);
}
