import { letterOf } from './code-pages.ts';
import { commandAt } from './commands.ts';
import type { Obeyed } from './commands.ts';
import type { Justification, PrintedRun, PrintedStyle, Ticket, TicketItem } from './ticket.ts';

/** Habits of the model that the virtual printer plays. */
export interface DecoderOptions {
  /** Chinese units wake up pairing bytes ≥ 0x81 until `FS .` is sent. */
  readonly wakesInKanji?: boolean;
  /** Answers to the host, e.g. to `GS r`. */
  readonly reply?: (bytes: Uint8Array) => void;
  /** The byte that answers `DLE EOT n`. */
  readonly status?: (n: number) => number;
}

const PLAIN: PrintedStyle = { bold: false, inverted: false, underlined: false, width: 1, height: 1 };

interface OpenTicket {
  items: TicketItem[];
  commands: string[];
  strayControls: number[];
}

/**
 * An ESC/POS interpreter written from the manuals, byte by byte, sharing no
 * code with the till's encoder. Bytes may arrive in any pieces.
 */
export class EscPosDecoder {
  readonly #options: DecoderOptions;
  #pending = Buffer.alloc(0);
  #tickets: OpenTicket[] = [];
  #current: OpenTicket = { items: [], commands: [], strayControls: [] };
  #runs: PrintedRun[] = [];
  #style = PLAIN;
  #align: Justification = 'left';
  #page = 0;
  #kanji: boolean;
  #qr = { data: '', moduleDots: 3 };

  constructor(options: DecoderOptions = {}) {
    this.#options = options;
    this.#kanji = options.wakesInKanji ?? false;
  }

  /** Finished tickets, and the one in the printer's mouth when it has anything on it. */
  get tickets(): readonly Ticket[] {
    const started = this.#current.items.length > 0 || this.#current.strayControls.length > 0;
    return started ? [...this.#tickets, this.#current] : this.#tickets;
  }

  feed(bytes: Uint8Array): void {
    this.#pending = Buffer.concat([this.#pending, bytes]);
    let position = 0;
    while (position < this.#pending.length) {
      const taken = this.#step(position);
      if (taken === 0) break;
      position += taken;
    }
    this.#pending = this.#pending.subarray(position);
  }

  /** Bytes used from `position`, 0 when the rest of a command has not arrived yet. */
  #step(position: number): number {
    const byte = this.#pending[position] ?? 0;
    if (byte >= 0x20) return this.#letter(position, byte);
    if (byte === 0x0a) {
      this.#endLine(true);
      return 1;
    }
    if (byte === 0x0d) return 1;
    const command = commandAt(this.#pending, position);
    if (command === 'incomplete') return 0;
    if (command === 'unknown') {
      this.#current.strayControls.push(byte);
      return 1;
    }
    this.#obey(command.name, command.effect);
    return command.length;
  }

  #letter(position: number, byte: number): number {
    const paired = this.#kanji && byte >= 0x81;
    if (paired && position + 1 >= this.#pending.length) return 0;
    this.#write(paired ? '□' : letterOf(byte, this.#page));
    return paired ? 2 : 1;
  }

  #write(letter: string): void {
    const last = this.#runs.at(-1);
    if (last?.style === this.#style) this.#runs[this.#runs.length - 1] = { text: last.text + letter, style: last.style };
    else this.#runs.push({ text: letter, style: this.#style });
  }

  #endLine(feed: boolean): void {
    if (feed || this.#runs.length > 0) this.#current.items.push({ type: 'line', runs: this.#runs, align: this.#align });
    this.#runs = [];
  }

  #obey(name: string, effect: Obeyed): void {
    if (effect.type === 'reset') this.#reset();
    this.#current.commands.push(name);
    switch (effect.type) {
      case 'style':
        this.#style = { ...this.#style, ...effect.style };
        break;
      case 'align':
        this.#align = effect.align;
        break;
      case 'code-page':
        this.#page = effect.page;
        break;
      case 'kanji':
        this.#kanji = effect.on;
        break;
      case 'reply':
        this.#answer(effect);
        break;
      case 'qr-size':
        this.#qr.moduleDots = effect.moduleDots;
        break;
      case 'qr-store':
        this.#qr.data = effect.data;
        break;
      case 'reset':
      case 'nothing':
        break;
      default:
        this.#print(effect);
    }
  }

  #answer(effect: Extract<Obeyed, { type: 'reply' }>): void {
    this.#options.reply?.(effect.bytes ?? Uint8Array.of(this.#options.status?.(effect.n) ?? 0x12));
  }

  #print(effect: Extract<Obeyed, { type: 'feed' | 'qr-print' | 'raster' | 'item' | 'cut' }>): void {
    this.#endLine(false);
    if (effect.type === 'feed') for (let i = 0; i < effect.lines; i++) this.#endLine(true);
    if (effect.type === 'qr-print') this.#current.items.push({ type: 'qr', ...this.#qr, align: this.#align });
    if (effect.type === 'raster') this.#current.items.push({ ...effect.raster, align: this.#align });
    if (effect.type === 'item') this.#current.items.push(effect.item);
    if (effect.type === 'cut') {
      this.#current.items.push({ type: 'cut' });
      this.#endTicket();
    }
  }

  #reset(): void {
    this.#endLine(false);
    if (this.#current.items.length > 0 || this.#current.strayControls.length > 0) this.#endTicket();
    this.#current.commands = [];
    this.#style = PLAIN;
    this.#align = 'left';
    this.#page = 0;
    this.#kanji = this.#options.wakesInKanji ?? false;
    this.#qr = { data: '', moduleDots: 3 };
  }

  #endTicket(): void {
    this.#tickets = [...this.#tickets, this.#current];
    this.#current = { items: [], commands: [], strayControls: [] };
  }
}

/** Decodes a whole file of tickets at once. */
export function decodeTickets(bytes: Uint8Array, options: DecoderOptions = {}): readonly Ticket[] {
  const decoder = new EscPosDecoder(options);
  decoder.feed(bytes);
  return decoder.tickets;
}
