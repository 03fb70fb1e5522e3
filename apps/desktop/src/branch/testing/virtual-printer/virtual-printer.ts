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
  #bytesBeforeCut = Infinity;
  #bytesTaken = 0;

  constructor(options: VirtualPrinterOptions = {}) {
    this.#answers = options.answersStatus ?? false;
    this.#decoder = new EscPosDecoder({
      wakesInKanji: options.wakesInKanji ?? false,
      reply: (bytes) => this.#reply(bytes),
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
    this.#bytesBeforeCut = bytes;
  }

  /** Bytes from any other wire (a serial line, a file) into the same print head. */
  take(bytes: Uint8Array, answerTo?: (bytes: Uint8Array) => void): void {
    this.#answerTo = answerTo;
    this.#bytesTaken += bytes.length;
    this.#decoder.feed(bytes);
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
    const printed = bytes.subarray(0, Math.min(bytes.length, this.#bytesBeforeCut));
    this.#bytesBeforeCut -= printed.length;
    this.take(printed, (answer) => socket.write(answer));
    if (this.#bytesBeforeCut > 0) return;
    this.#bytesBeforeCut = Infinity;
    socket.resetAndDestroy();
  }

  #reply(bytes: Uint8Array): void {
    if (this.#answers && !this.#holding) this.#answerTo?.(bytes);
  }
}
