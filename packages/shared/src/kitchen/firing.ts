import { kitchenItems, type KitchenHalf, type KitchenItem } from '../catalog/kitchen-lines.ts';
import type { OrderLine } from '../orders/order.events.ts';
import { stationsFor, type Routed, type Station } from './station.ts';
import type { TicketLine } from './ticket.events.ts';

/** Some of a line that the kitchen is to be told of: `quantity` more, out of all that were ever `ordered` of it. */
export type ToFire = { readonly line: OrderLine; readonly quantity: number; readonly ordered: number };

/** What a station has been told of each of its lines: quantity by the ticket line's id. */
export type Told = (stationId: string, ticketLineId: string) => number;

/** What one station is to be told now. */
export type Firing = { readonly station: Station; readonly lines: readonly TicketLine[] };

/**
 * The tickets that follow from sending lines to the kitchen, one per station that has something to do. What a station was told
 * already is left out, so that sending twice fires once; a line is in as many tickets as stations make it, and the expo has them all.
 */
export function firings(stations: readonly Station[], send: readonly ToFire[], told: Told): Firing[] {
  const lines = new Map<Station, TicketLine[]>();
  const expo = stations.filter(({ kind }) => kind === 'expo');
  for (const { line, quantity, ordered } of send) {
    for (const { item, routed } of itemsOf(line)) {
      for (const station of [...stationsFor(stations, routed), ...expo]) {
        const rest = Math.min(quantity, ordered - told(station.id, item.id));
        if (rest > 0) lines.set(station, [...(lines.get(station) ?? []), { ...item, quantity: rest }]);
      }
    }
  }
  return stations.flatMap((station) => {
    const mine = lines.get(station);
    return mine ? [{ station, lines: mine }] : [];
  });
}

function ticketModifiers(modifiers: KitchenItem['modifiers']): TicketLine['modifiers'] {
  return modifiers.map(({ name, quantity = 1, double }) => ({ name, quantity, ...(double ? { double } : {}) }));
}

function ticketHalf({ name, removals, modifiers }: KitchenHalf): NonNullable<TicketLine['halves']>[number] {
  return { name, removals: [...removals], ...(modifiers ? { modifiers: ticketModifiers(modifiers) } : {}) };
}

type Item = { readonly item: TicketLine; readonly routed: Routed };

/** The parts of a combo are lines of their own, since each may go elsewhere; their ids count on from the line's. */
function itemsOf(line: OrderLine): Item[] {
  return kitchenItems(line).map(({ stations, note, modifiers, removals, halves, ...rest }, index) => {
    const part = rest.of === undefined ? undefined : line.parts?.find(({ kind, name }) => kind === 'component' && name === rest.name);
    const { productId, categoryId } = part ?? line;
    const item: TicketLine = {
      ...rest,
      id: index === 0 ? line.id : `${line.id}:${index}`,
      lineId: line.id,
      modifiers: ticketModifiers(modifiers),
      removals: [...removals],
      ...(halves === undefined ? {} : { halves: halves.map(ticketHalf) }),
      ...(note === undefined ? {} : { note }),
    };
    return { item, routed: { productId, categoryId, stations } };
  });
}
