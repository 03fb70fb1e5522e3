const FIRST_ROOM = 4096;

/** Bytes put one after another; grows by doubling, so that a ticket costs a handful of copies and not one per command. */
export class ByteWriter {
  #bytes = new Uint8Array(FIRST_ROOM);
  #length = 0;

  /** Makes room and returns where the next `count` bytes go. */
  #take(count: number): number {
    const from = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, from));
      this.#bytes = grown;
    }
    return from;
  }

  byte(value: number): void {
    const from = this.#take(1);
    this.#bytes[from] = value;
  }

  command(first: number, second: number, argument: number): void {
    const from = this.#take(3);
    this.#bytes[from] = first;
    this.#bytes[from + 1] = second;
    this.#bytes[from + 2] = argument;
  }

  fill(value: number, count: number): void {
    const from = this.#take(count);
    this.#bytes.fill(value, from, from + count);
  }

  all(bytes: Uint8Array): void {
    const from = this.#take(bytes.length);
    this.#bytes.set(bytes, from);
  }

  /** What was written, in an array of its own. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
