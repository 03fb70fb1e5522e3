import type { OrderLine } from '../orders/order.events.ts';
import { picked } from './picked.ts';
import { stationsFor, type Station } from './station.ts';
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

type Item = { readonly item: TicketLine; readonly routed: Pick<OrderLine, 'productId' | 'categoryId' | 'stations'> };

function itemsOf(line: OrderLine): Item[] {
  const { id, quantity, name, size, note } = line;
  const item: TicketLine = {
    id,
    lineId: id,
    quantity,
    name,
    ...(size === undefined ? {} : { size: size.name }),
    ...picked(line.choices),
    ...(note === undefined ? {} : { note }),
  };
  return [{ item, routed: line }];
}
