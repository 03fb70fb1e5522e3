import type { OrderType } from '../orders/order.events.ts';
import { thresholdOf, type KitchenSettings, type Station } from './station.ts';
import type { TicketLine } from './ticket.events.ts';
import { ticketNumberText, type KitchenTicket } from './ticket.fold.ts';

/** What a board says of the order that a ticket belongs to. */
export type OrderOnBoard = {
  readonly id: string;
  /** `A-042`. */
  readonly number: string;
  readonly type: OrderType;
  /** The table, or whose it is. */
  readonly label?: string;
  /** How many of each line were voided after the kitchen had it. */
  readonly voided: Readonly<Record<string, number>>;
  readonly isCancelled: boolean;
};

/** A line as the cook sees it: `struck` of it are not wanted any more. */
export type CardLine = TicketLine & { readonly struck: number; readonly isBumped: boolean };

/** How far one station is with an order, for the expo. */
export type StationState = { readonly stationId: string; readonly name: string; readonly done: number; readonly of: number };

/** A ticket as a card on the board. All moments in ms. */
export type BoardCard = {
  readonly ticketId: string;
  readonly orderId: string;
  readonly stationId: string;
  readonly ticketNumber: string;
  readonly orderNumber: string;
  readonly orderType: OrderType;
  readonly label?: string;
  readonly firedAt: number;
  /** When to begin so that all stations of the order end together. */
  readonly startAt: number;
  readonly warnAt: number;
  readonly lateAt: number;
  readonly held: boolean;
  readonly isAddOn: boolean;
  readonly isAcknowledged: boolean;
  /** It is on paper too: whoever holds the paper may be cooking it. */
  readonly papers: number;
  readonly lines: readonly CardLine[];
  readonly doneAt: number | null;
  /** Set on the expo's cards. */
  readonly stations: readonly StationState[];
};

/** Everything a board is made of. Tickets of other stations of the same orders belong to it: they say when to begin. */
export type BoardParts = {
  readonly tickets: readonly KitchenTicket[];
  readonly orders: ReadonlyMap<string, OrderOnBoard>;
  readonly settings: Omit<KitchenSettings, 'id'>;
};

/** Tickets that one transaction fired have the same moment: they are the same round of the order. */
const SAME_ROUND_MS = 2_000;

/** The cards of a station (or of all), oldest first, those that wait for their turn last. */
export function boardCards(parts: BoardParts, stationIds: readonly string[]): BoardCard[] {
  const place = new Map(parts.settings.stations.map(({ id }, index) => [id, index]));
  const rank = ({ stationId }: KitchenTicket) => place.get(stationId) ?? place.size;
  const shown = parts.tickets
    .filter(({ stationId }) => stationIds.length === 0 || stationIds.includes(stationId))
    .sort((a, b) => Number(a.held) - Number(b.held) || a.firedAt - b.firedAt || rank(a) - rank(b) || byNumber(a, b));
  const byOrder = Map.groupBy(parts.tickets, ({ orderId }) => orderId);
  return shown.flatMap((ticket) => {
    const order = parts.orders.get(ticket.orderId);
    return order ? [cardOf(ticket, { ...parts, order, siblings: byOrder.get(ticket.orderId) ?? [] })] : [];
  });
}

function byNumber({ number: a }: KitchenTicket, { number: b }: KitchenTicket): number {
  return a.series === b.series ? a.sequence - b.sequence : a.series < b.series ? -1 : 1;
}

type Surroundings = Pick<BoardParts, 'settings'> & { readonly order: OrderOnBoard; readonly siblings: readonly KitchenTicket[] };

function cardOf(ticket: KitchenTicket, { settings, order, siblings }: Surroundings): BoardCard {
  const threshold = thresholdOf(settings, order.type);
  const isExpo = stationOf(settings, ticket.stationId)?.kind === 'expo';
  return {
    ticketId: ticket.id,
    orderId: order.id,
    stationId: ticket.stationId,
    ticketNumber: ticketNumberText(ticket.number),
    orderNumber: order.number,
    orderType: order.type,
    ...(order.label === undefined ? {} : { label: order.label }),
    firedAt: ticket.firedAt,
    startAt: isExpo ? ticket.firedAt : startAt(ticket, siblings, settings),
    warnAt: ticket.firedAt + threshold.warnSeconds * 1000,
    lateAt: ticket.firedAt + threshold.lateSeconds * 1000,
    held: ticket.held,
    isAddOn: ticket.isAddOn,
    isAcknowledged: ticket.acknowledged !== undefined,
    papers: ticket.papers,
    lines: cardLines(ticket, order, siblings),
    doneAt: ticket.doneAt ?? null,
    stations: isExpo ? stationStates(siblings, settings) : [],
  };
}

/** A quicker station begins later: the round ends when its slowest station does. */
function startAt(ticket: KitchenTicket, siblings: readonly KitchenTicket[], settings: BoardParts['settings']): number {
  const prep = (stationId: string) => {
    const station = stationOf(settings, stationId);
    return station?.kind === 'work' ? station.prepSeconds : 0;
  };
  const round = siblings.filter(({ held, firedAt }) => !held && Math.abs(firedAt - ticket.firedAt) <= SAME_ROUND_MS);
  const slowest = Math.max(prep(ticket.stationId), ...round.map(({ stationId }) => prep(stationId)));
  return ticket.firedAt + (slowest - prep(ticket.stationId)) * 1000;
}

/** Voids are taken from what was asked for last: that is the least likely to be in the oil. */
function cardLines(ticket: KitchenTicket, order: OrderOnBoard, siblings: readonly KitchenTicket[]): CardLine[] {
  const later = siblings.filter((each) => each.stationId === ticket.stationId && isAfter(each, ticket));
  return ticket.lines.map(({ bumpedAt, ...line }) => {
    const takenLater = later.flatMap(({ lines }) => lines).filter(({ id }) => id === line.id);
    const left = (order.voided[line.lineId] ?? 0) - takenLater.reduce((sum, each) => sum + each.quantity, 0);
    const struck = order.isCancelled ? line.quantity : Math.max(0, Math.min(line.quantity, left));
    return { ...line, struck, isBumped: bumpedAt !== undefined };
  });
}

function isAfter(one: KitchenTicket, other: KitchenTicket): boolean {
  return one.firedAt === other.firedAt ? one.id > other.id : one.firedAt > other.firedAt;
}

function stationStates(siblings: readonly KitchenTicket[], settings: BoardParts['settings']): StationState[] {
  return settings.stations
    .filter(({ kind }) => kind === 'work')
    .flatMap(({ id, name }) => {
      const lines = siblings.filter(({ stationId }) => stationId === id).flatMap((ticket) => ticket.lines);
      if (lines.length === 0) return [];
      return [{ stationId: id, name, done: lines.filter(({ bumpedAt }) => bumpedAt !== undefined).length, of: lines.length }];
    });
}

function stationOf({ stations }: Pick<KitchenSettings, 'stations'>, id: string): Station | undefined {
  return stations.find((station) => station.id === id);
}

/** How many of a thing are still to be made: what the fryer counts before it fills the basket. */
export type AllDayCount = { readonly name: string; readonly size?: string; readonly quantity: number };

/** Counts what is open on the cards, the most first; what waits for its turn is not counted yet. */
export function allDayCounts(cards: readonly BoardCard[]): AllDayCount[] {
  const counts = new Map<string, AllDayCount>();
  for (const line of cards.filter(({ held }) => !held).flatMap(({ lines }) => lines)) {
    const quantity = line.isBumped ? 0 : line.quantity - line.struck;
    if (quantity === 0) continue;
    const { name, size } = line;
    const key = `${name}\n${size ?? ''}`;
    counts.set(key, { name, ...(size === undefined ? {} : { size }), quantity: (counts.get(key)?.quantity ?? 0) + quantity });
  }
  return [...counts.values()].sort((a, b) => b.quantity - a.quantity || a.name.localeCompare(b.name));
}

/** What the customers' screen shows of an order. */
export type OrderStatus = {
  readonly orderId: string;
  readonly number: string;
  readonly label?: string;
  readonly state: 'preparing' | 'ready';
};

/** Without an expo nobody says that an order was handed out: it stays called for this long. */
const CALLED_FOR_MS = 5 * 60_000;

/** Which orders are being made and which can be fetched, the oldest first. */
export function orderStatuses({ tickets, orders, settings }: BoardParts, now: number): OrderStatus[] {
  return [...Map.groupBy(tickets, ({ orderId }) => orderId)].flatMap(([orderId, mine]) => {
    const order = orders.get(orderId);
    const state = order && !order.isCancelled ? stateOf(mine, settings, now) : undefined;
    if (!order || state === undefined) return [];
    return [{ orderId, number: order.number, ...(order.label === undefined ? {} : { label: order.label }), state }];
  });
}

function stateOf(tickets: readonly KitchenTicket[], settings: BoardParts['settings'], now: number): OrderStatus['state'] | undefined {
  const isExpo = ({ stationId }: KitchenTicket) => stationOf(settings, stationId)?.kind === 'expo';
  const work = tickets.filter((ticket) => !isExpo(ticket));
  const expo = tickets.filter(isExpo);
  if (work.some(({ doneAt }) => doneAt === undefined)) return 'preparing';
  if (expo.length > 0) return expo.some(({ doneAt }) => doneAt === undefined) ? 'ready' : undefined;
  const lastAt = Math.max(...work.map(({ doneAt = 0 }) => doneAt));
  return now - lastAt < CALLED_FOR_MS ? 'ready' : undefined;
}
