import { weightText } from '../orders/line-weight.ts';
import type { LineChoice, LinePart, OrderLine } from '../orders/order.events.ts';

/** One half of a plate as the cook reads it. */
export interface KitchenHalf {
  readonly name: string;
  readonly removals: readonly string[];
  /** What goes on this half alone. */
  readonly modifiers?: KitchenItem['modifiers'] | undefined;
}

/** One thing to prepare, with no price and with the stations that prepare it. */
export interface KitchenItem {
  readonly quantity: number;
  readonly name: string;
  readonly size?: string;
  /** The combo that it is a part of. */
  readonly of?: string;
  readonly modifiers: readonly { readonly name: string; readonly quantity?: number; readonly double?: true | undefined }[];
  readonly removals: readonly string[];
  readonly halves?: readonly KitchenHalf[];
  readonly note?: string;
  readonly stations: readonly string[];
}

/**
 * What the kitchen makes of a line: one item; for a combo its own item (when it says anything) and one for each component, which goes
 * to the component's own stations.
 */
export function kitchenItems(line: OrderLine): KitchenItem[] {
  const components = line.parts?.filter(({ kind }) => kind === 'component') ?? [];
  const halves = line.parts?.filter(({ kind }) => kind === 'half') ?? [];
  const own: KitchenItem = {
    quantity: line.quantity,
    ...named(line),
    ...picked(line.choices),
    ...(halves.length > 0 ? { halves: halves.map(kitchenHalf) } : {}),
    ...(line.note === undefined ? {} : { note: line.note }),
    stations: halves.length > 0 ? [...new Set([...line.stations, ...halves.flatMap((half) => half.stations)])] : line.stations,
  };
  const saysNothing = components.length > 0 && line.choices.length === 0 && line.note === undefined;
  return [...(saysNothing ? [] : [own]), ...components.map((part) => componentItem(line, part))];
}

function componentItem(line: OrderLine, part: LinePart): KitchenItem {
  return { quantity: line.quantity, ...named(part), of: line.name, ...picked(part.choices), stations: part.stations };
}

/** The size of a weighed portion is its weight. */
function named({ name, size, weight }: Pick<OrderLine | LinePart, 'name' | 'size' | 'weight'>): Pick<KitchenItem, 'name' | 'size'> {
  const sizeName = weight ? weightText(weight.grams) : size?.name;
  return { name, ...(sizeName === undefined ? {} : { size: sizeName }) };
}

function kitchenHalf({ name, choices }: LinePart): KitchenHalf {
  const { modifiers, removals } = picked(choices);
  return { name, removals, ...(modifiers.length > 0 ? { modifiers } : {}) };
}

/** What is added and what is left out. */
export function picked(choices: readonly LineChoice[]): Pick<KitchenItem, 'modifiers' | 'removals'> {
  return {
    modifiers: choices.filter(({ kind }) => kind !== 'removal').map(addition),
    removals: choices.filter(({ kind }) => kind === 'removal').map(({ name }) => removedThing(name)),
  };
}

function addition({ kind, name, quantity }: LineChoice): KitchenItem['modifiers'][number] {
  return kind === 'double' ? { name: doubledThing(name), quantity, double: true } : { name, quantity };
}

/** Menus name a removal "Sin cebolla"; the ticket says SIN itself, once. */
function removedThing(name: string): string {
  return name.replace(/^(sin|no|without)\s+/i, '');
}

function doubledThing(name: string): string {
  return name.replace(/^(doble|double)\s+/i, '');
}
