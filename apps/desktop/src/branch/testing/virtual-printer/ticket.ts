/** How a run of letters came out. */
export interface PrintedStyle {
  readonly bold: boolean;
  readonly inverted: boolean;
  readonly underlined: boolean;
  readonly width: number;
  readonly height: number;
}

export interface PrintedRun {
  readonly text: string;
  readonly style: PrintedStyle;
}

export type Justification = 'left' | 'center' | 'right';

/** What came out of the printer, top to bottom; `pixels` are 1 for ink, row by row. */
export type TicketItem =
  | { readonly type: 'line'; readonly runs: readonly PrintedRun[]; readonly align: Justification }
  | { readonly type: 'qr'; readonly data: string; readonly moduleDots: number; readonly align: Justification }
  | {
      readonly type: 'raster';
      readonly width: number;
      readonly height: number;
      readonly pixels: Uint8Array;
      readonly align: Justification;
    }
  | { readonly type: 'cut' }
  | { readonly type: 'drawer'; readonly pin: 2 | 5; readonly onMs: number; readonly offMs: number }
  | { readonly type: 'beep'; readonly times: number };

/** One piece of paper: from a reset or a cut to the next. */
export interface Ticket {
  readonly items: readonly TicketItem[];
  /** Every command obeyed, in order, by its manual name. */
  readonly commands: readonly string[];
  /** Control bytes that belong to no command: on a healthy till there are none. */
  readonly strayControls: readonly number[];
}

/** The ticket's lines as plain text. */
export function ticketLines(ticket: Ticket): string[] {
  return ticket.items.flatMap((item) => (item.type === 'line' ? [lineText(item.runs)] : []));
}

/** Items of one type. */
export function itemsOf<Type extends TicketItem['type']>(ticket: Ticket, type: Type): Extract<TicketItem, { type: Type }>[] {
  return ticket.items.filter((item): item is Extract<TicketItem, { type: Type }> => item.type === type);
}

function lineText(runs: readonly PrintedRun[]): string {
  return runs
    .map((run) => run.text)
    .join('')
    .trimEnd();
}
