import { setTimeout as delay } from 'node:timers/promises';
import { conditionOf, isStatusByte, STATUS_QUESTIONS, UNKNOWN_CONDITION } from '@fastops/shared/printing/printer-condition';
import type { PrinterCondition } from '@fastops/shared/printing/printer-condition';

/** `DLE EOT n`: obeyed at once, also by a printer that is off line or full of bytes. */
const question = (n: number): Uint8Array => Uint8Array.of(0x10, 0x04, n);

/** A wire that can be read: bytes that come are handed to `hear`. */
export interface ReadableWire {
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves with the next byte that came, or with undefined after `timeoutMs`. */
  nextByte(timeoutMs: number): Promise<number | undefined>;
}

const ANSWER_TIMEOUT_MS = 500;

/** Asks the four questions one after another. A printer that leaves the first unanswered answers none, and isn't kept waiting for. */
export async function askCondition(wire: ReadableWire, timeoutMs = ANSWER_TIMEOUT_MS): Promise<PrinterCondition> {
  const answers: (number | undefined)[] = [];
  for (const n of STATUS_QUESTIONS) {
    await wire.write(question(n));
    const answer = await nextStatusByte(wire, timeoutMs);
    if (answer === undefined && n === STATUS_QUESTIONS[0]) return UNKNOWN_CONDITION;
    answers.push(answer);
  }
  return conditionOf(answers);
}

/** Bytes that are no status (the late answer to something else) are passed over. */
async function nextStatusByte(wire: ReadableWire, timeoutMs: number): Promise<number | undefined> {
  for (let strays = 0; strays < 16; strays++) {
    const byte = await wire.nextByte(timeoutMs);
    if (byte === undefined || isStatusByte(byte)) return byte;
  }
  return undefined;
}

/** Bytes kept until somebody asks for them. */
export class ByteInbox {
  readonly #bytes: number[] = [];
  #waiting: ((byte: number) => void) | undefined;

  hear(bytes: Uint8Array): void {
    this.#bytes.push(...bytes);
    const first = this.#waiting === undefined ? undefined : this.#bytes.shift();
    if (first !== undefined) this.#waiting?.(first);
  }

  async next(timeoutMs: number): Promise<number | undefined> {
    const kept = this.#bytes.shift();
    if (kept !== undefined) return kept;
    const over = new AbortController();
    const heard = new Promise<number>((resolve) => (this.#waiting = resolve));
    const byte = await Promise.race([heard, delay(timeoutMs, undefined, { signal: over.signal }).catch(() => undefined)]);
    over.abort();
    this.#waiting = undefined;
    return byte;
  }
}
