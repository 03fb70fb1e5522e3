import {
  allDayCounts,
  boardCards,
  orderStatuses,
  type AllDayCount,
  type BoardCard,
  type BoardParts,
  type OrderOnBoard,
  type OrderStatus,
} from '@fastops/shared/kitchen/board';
import type { Station } from '@fastops/shared/kitchen/station';
import { stationTimes, type StationTimes } from '@fastops/shared/kitchen/times';
import { ticketNumberText, type KitchenTicket } from '@fastops/shared/kitchen/ticket.fold';
import type { ReadContext } from '../../context.ts';
import { ordersAtAGlance } from '../orders/glance.service.ts';
import { jobStates, type PrintJobRow } from '../printing/printing.service.ts';
import { lastMade, papersOf, ticketsInKitchen, ticketsOfDay, unseenTickets } from './kitchen.store.ts';
import { isKitchenInUse, kitchenOf } from './settings.service.ts';

/** What was not made in this time was forgotten, not cooked. */
const OPEN_FOR_MS = 14 * 3_600_000;
/** A made order stays in sight this long, for the expo and the customers. */
const MADE_FOR_MS = 10 * 60_000;
const RECALLED_FROM = 24;

/** What a screen in the kitchen draws. `now` is this machine's clock, which the ages are counted by. */
export type Board = {
  readonly now: number;
  readonly isInUse: boolean;
  readonly stations: readonly Pick<Station, 'id' | 'name' | 'kind'>[];
  readonly cards: readonly BoardCard[];
  readonly allDay: readonly AllDayCount[];
  /** The last ones that were made, the newest first. */
  readonly made: readonly BoardCard[];
};

/** The open tickets of some stations, or of all that make something. */
export function kitchenBoard(ctx: ReadContext, { stationIds }: { stationIds: readonly string[] }): Board {
  const parts = partsOf(ctx);
  const { stations } = parts.settings;
  const shown = stationIds.length > 0 ? stationIds : stations.filter(({ kind }) => kind === 'work').map(({ id }) => id);
  const cards = boardCards(parts, shown).filter(({ doneAt }) => doneAt === null);
  const made = madeCards(ctx, parts, shown);
  const names = stations.map(({ id, name, kind }) => ({ id, name, kind }));
  return { now: ctx.now, isInUse: isKitchenInUse(ctx), stations: names, cards, allDay: allDayCounts(cards), made };
}

function madeCards(ctx: ReadContext, parts: BoardParts, shown: readonly string[]): BoardCard[] {
  const tickets = lastMade(ctx.db, ctx.companyId, RECALLED_FROM);
  const orders = ordersOf(ctx, tickets);
  return boardCards({ ...parts, tickets, orders }, shown).sort((a, b) => (b.doneAt ?? 0) - (a.doneAt ?? 0));
}

/** What the customers' screen shows. */
export function customerBoard(ctx: ReadContext): { now: number; orders: OrderStatus[] } {
  return { now: ctx.now, orders: orderStatuses(partsOf(ctx), ctx.now) };
}

/** Where a ticket is that nobody has seen: in the air, or at a printer that does something else than print. */
export type TicketAlarm = {
  readonly ticketId: string;
  readonly orderNumber: string;
  readonly stationName: string;
  readonly ticketNumber: string;
  readonly firedAt: number;
  readonly paper: Pick<PrintJobRow, 'state' | 'fault'> | null;
};

/** Tickets that the till has to shout about, the oldest first. */
export function ticketAlarms(ctx: ReadContext): TicketAlarm[] {
  const { stations } = kitchenOf(ctx);
  const alarmed = unseenTickets(ctx.db, ctx.companyId, ctx.now - OPEN_FOR_MS).filter(({ alarmedAt }) => alarmedAt !== undefined);
  const orders = ordersOf(ctx, alarmed);
  return alarmed.flatMap((ticket) => {
    const order = orders.get(ticket.orderId);
    if (!order) return [];
    const [paper] = jobStates(ctx.db, ctx.companyId, papersOf(ctx.db, ctx.companyId, ticket.id)).slice(-1);
    return {
      ticketId: ticket.id,
      orderNumber: order.number,
      stationName: stations.find(({ id }) => id === ticket.stationId)?.name ?? ticket.stationId,
      ticketNumber: ticketNumberText(ticket.number),
      firedAt: ticket.firedAt,
      paper: paper ? { state: paper.state, fault: paper.fault } : null,
    };
  });
}

/** How each station did on a business day. */
export function kitchenTimes(
  ctx: ReadContext,
  { businessDay }: { businessDay: string },
): (StationTimes & { readonly stationId: string })[] {
  const settings = kitchenOf(ctx);
  const tickets = ticketsOfDay(ctx.db, ctx.companyId, businessDay);
  const orders = ordersOf(ctx, tickets);
  const late = new Set(
    boardCards({ tickets, orders, settings }, []).flatMap(({ ticketId, doneAt, lateAt }) =>
      doneAt !== null && doneAt > lateAt ? [ticketId] : [],
    ),
  );
  return settings.stations.map(({ id: stationId }) => {
    const mine = tickets.filter((ticket) => ticket.stationId === stationId);
    return { stationId, ...stationTimes(mine.map((ticket) => timeOf(ticket, late))) };
  });
}

function timeOf({ id, firedAt, acknowledged, doneAt }: KitchenTicket, late: ReadonlySet<string>) {
  const secondsTo = (at: number | undefined) => (at === undefined ? undefined : Math.max(0, (at - firedAt) / 1000));
  return { toKitchen: secondsTo(acknowledged?.at), prep: secondsTo(doneAt), isLate: late.has(id) };
}

function partsOf(ctx: ReadContext): BoardParts {
  const since = { firedAt: ctx.now - OPEN_FOR_MS, doneAt: ctx.now - MADE_FOR_MS };
  const tickets = ticketsInKitchen(ctx.db, ctx.companyId, since);
  return { tickets, orders: ordersOf(ctx, tickets), settings: kitchenOf(ctx) };
}

function ordersOf(ctx: ReadContext, tickets: readonly KitchenTicket[]): Map<string, OrderOnBoard> {
  const ids = [...new Set(tickets.map(({ orderId }) => orderId))];
  return new Map(
    ordersAtAGlance(ctx.db, ctx.companyId, ids).map(({ label, ...order }) => [
      order.id,
      { ...order, ...(label === undefined ? {} : { label }) },
    ]),
  );
}
