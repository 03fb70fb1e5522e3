import { localStamp } from '../base/time.ts';
import type { KitchenHalf } from '../catalog/kitchen-lines.ts';
import type { OrderType } from '../orders/order.events.ts';
import { copyLabel } from './copy.ts';
import type { PrintBlock, PrintDocument } from './document.ts';
import type { TicketDetail } from './receipt.ts';
import { DEFAULT_LAYOUT, type KitchenLayout } from './ticket-layout.ts';
import type { TicketTexts } from './ticket-texts.ts';

/** One product to prepare. */
export interface KitchenLine {
  readonly quantity: number;
  readonly name: string;
  readonly size?: string;
  /** The combo that it is a part of. */
  readonly of?: string;
  readonly modifiers: readonly { readonly name: string; readonly quantity?: number; readonly double?: true | undefined }[];
  readonly removals: readonly string[];
  readonly halves?: readonly KitchenHalf[];
  readonly note?: string;
}

/** Everything a cook needs, and no price. */
export interface KitchenTicketFacts {
  readonly orderNumber: string;
  readonly orderType: OrderType;
  readonly terminalName: string;
  readonly stationName?: string;
  readonly customerName?: string;
  /** Table, who picks it up: what the order's type asks for. */
  readonly details?: readonly TicketDetail[];
  /** Only what came after the kitchen had the rest. */
  readonly addOn?: boolean;
  /** Not to be made any more, and why. */
  readonly voidedBecause?: string;
  readonly atMs: number;
  readonly utcOffsetHours: number;
  readonly lines: readonly KitchenLine[];
  readonly note?: string;
}

/** The number of a copy, and how the owner likes the kitchen's tickets. */
export interface KitchenTicketOptions {
  readonly copyNo?: number;
  readonly layout?: KitchenLayout | undefined;
}

/** The kitchen's ticket: what is left out and what is asked for stand on black, since they are what goes wrong. */
export function kitchenTicketDocument(facts: KitchenTicketFacts, texts: TicketTexts, options: KitchenTicketOptions = {}): PrintDocument {
  const { copyNo = 0, layout = DEFAULT_LAYOUT.kitchen } = options;
  const between: readonly PrintBlock[] = layout.separators ? [{ type: 'rule' }] : [];
  const blocks: PrintBlock[] = [
    ...headBlocks(facts, texts, layout),
    ...facts.lines.flatMap((line) => [...lineBlocks(line, texts, layout), ...between]),
    ...(facts.note === undefined ? [] : [loud(`${texts.note}: ${facts.note}`)]),
    { type: 'cut' },
  ];
  const label = copyLabel(copyNo, texts);
  return label === undefined ? { blocks } : { copyLabel: label, blocks };
}

function headBlocks(facts: KitchenTicketFacts, texts: TicketTexts, layout: KitchenLayout): PrintBlock[] {
  return [
    ...(layout.beep ? [{ type: 'beep' } as const] : []),
    { type: 'text', text: facts.stationName ?? texts.kitchen, align: 'center' },
    { type: 'text', text: facts.orderNumber, align: 'center', bold: true, size: layout.numberSize },
    { type: 'text', text: texts.orderTypes[facts.orderType], align: 'center', bold: true, size: 'double' },
    ...(facts.addOn === true ? [loud(texts.addOn)] : []),
    ...(facts.voidedBecause === undefined ? [] : [loud(`${texts.voided}: ${facts.voidedBecause}`)]),
    { type: 'row', left: localStamp(facts.atMs, facts.utcOffsetHours), right: facts.terminalName },
    ...(facts.customerName === undefined ? [] : [{ type: 'row', left: texts.customer, right: facts.customerName, bold: true } as const]),
    ...(facts.details ?? []).map(({ label, value }) => ({ type: 'row', left: label, right: value, bold: true }) as const),
    { type: 'rule', style: 'double' },
  ];
}

function lineBlocks(line: KitchenLine, texts: TicketTexts, layout: KitchenLayout): PrintBlock[] {
  const name = line.size === undefined ? line.name : `${line.name} ${line.size}`;
  return [
    { type: 'row', lead: `${line.quantity}x`, left: name, bold: true, size: layout.itemSize },
    ...(line.of === undefined ? [] : [{ type: 'row', indent: 4, left: `(${line.of})` } as const]),
    ...(line.halves ?? []).flatMap((half) => halfBlocks(half, texts)),
    ...line.modifiers.map((modifier): PrintBlock => ({ type: 'row', indent: 4, left: modifierText(modifier, texts), size: 'tall' })),
    ...line.removals.map((removal) => loud(`${texts.without} ${removal}`)),
    ...(line.note === undefined ? [] : [loud(`${texts.note}: ${line.note}`)]),
  ];
}

/** Each half is a block of its own: what is put on one, or left out of it, must not be on the other. */
function halfBlocks({ name, modifiers = [], removals }: KitchenHalf, texts: TicketTexts): PrintBlock[] {
  return [
    { type: 'row', indent: 2, left: `½ ${name.toUpperCase()}`, bold: true, size: 'tall' },
    ...modifiers.map((modifier): PrintBlock => ({ type: 'row', indent: 4, left: `½ ${modifierText(modifier, texts)}`, size: 'tall' })),
    ...removals.map((removal) => loud(`½ ${texts.without} ${removal}`)),
  ];
}

function modifierText({ name, quantity = 1, double }: KitchenLine['modifiers'][number], texts: TicketTexts): string {
  if (double) return `+ ${texts.double} ${name}`;
  return quantity === 1 ? `+ ${name}` : `+ ${quantity}x ${name}`;
}

function loud(text: string): PrintBlock {
  return { type: 'row', indent: 1, left: text.toUpperCase(), bold: true, inverted: true, size: 'tall' };
}
