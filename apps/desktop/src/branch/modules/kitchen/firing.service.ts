import { assert } from '@fastops/shared/base/assert';
import { firings, type Firing, type ToFire } from '@fastops/shared/kitchen/firing';
import { ticketVersion } from '@fastops/shared/kitchen/ticket.events';
import type { BoardLine, KitchenTicket } from '@fastops/shared/kitchen/ticket.fold';
import { foldTicket } from '@fastops/shared/kitchen/ticket.fold';
import type { OrderLine } from '@fastops/shared/orders/order.events';
import type { Order } from '@fastops/shared/orders/order.fold';
import type { KitchenLine } from '@fastops/shared/printing/kitchen-ticket';
import type { ReadContext, WriteContext } from '../../context.ts';
import { ownStream } from '../../db/event-log.ts';
import { hasKitchenPrinter, queueKitchenPaper } from '../printing/printing.service.ts';
import { savePaper, saveTicket, takeTicketSequence, ticketsOfOrder } from './kitchen.store.ts';
import { isKitchenInUse, kitchenOf, stationNamed } from './settings.service.ts';

/** Some of a line that is to be made now. */
export type SentPart = { readonly lineId: string; readonly quantity: number };

/**
 * Tells the stations of what an order brings them, in the transaction that sends it: all of it, or the parts named. What a station
 * was told already is not told again. `held`: it waits until somebody says that it is its turn.
 */
export function sendToKitchen(ctx: WriteContext, order: Order, how: { parts?: readonly SentPart[]; held?: boolean } = {}): KitchenTicket[] {
  if (!isKitchenInUse(ctx)) return [];
  const before = ticketsOfOrder(ctx.db, ctx.companyId, order.id);
  const fired = firings(kitchenOf(ctx).stations, toFire(order, how.parts), toldIn(before));
  return fired.map((firing) => fire(ctx, { order, firing, isAddOn: before.length > 0, held: how.held ?? false }));
}

/** The stations that make a line, or some part of it. */
export function stationsOfLine(ctx: ReadContext, line: OrderLine): string[] {
  const { quantity } = line;
  const whole = firings(kitchenOf(ctx).stations, [{ line, quantity, ordered: quantity }], () => 0);
  return whole.map(({ station }) => station.id);
}

/** Puts a ticket on paper here, once more if there was a paper before: then it says that it is a copy. */
export function putOnPaper(
  ctx: WriteContext,
  order: Order,
  ticket: Pick<KitchenTicket, 'id' | 'stationId' | 'papers' | 'lines' | 'isAddOn'>,
): void {
  const { stations } = kitchenOf(ctx);
  // Where one station makes everything its name says nothing.
  const stationName = stations.length > 1 ? (stationNamed({ stations }, ticket.stationId)?.name ?? ticket.stationId) : undefined;
  const jobs = queueKitchenPaper(ctx, order, {
    lines: ticket.lines.map(onPaper),
    stationId: ticket.stationId,
    stationName,
    copyNo: ticket.papers,
    isAddOn: ticket.isAddOn,
  });
  for (const jobId of jobs) savePaper(ctx.db, ctx.companyId, { ticketId: ticket.id, jobId });
}

/** Folds what this command appended to a ticket, and writes its row. */
export function projectTicketIn(ctx: WriteContext, id: string): KitchenTicket {
  const ticket = foldTicket(ctx.factsOf(id));
  assert(ticket, `ticket ${id} was never fired`);
  saveTicket(ctx.db, ctx.companyId, ticket);
  return ticket;
}

type Firework = { readonly order: Order; readonly firing: Firing; readonly isAddOn: boolean; readonly held: boolean };

function fire(ctx: WriteContext, { order, firing, isAddOn, held }: Firework): KitchenTicket {
  const { station, lines } = firing;
  const { series } = ownStream(ctx.db, ctx.companyId);
  const at = { companyId: ctx.companyId, series, stationId: station.id, businessDay: order.businessDay };
  const number = { series, sequence: takeTicketSequence(ctx.db, at) };
  const onPaperNow = !held && station.output !== 'screen' && hasKitchenPrinter(ctx);
  const body = { orderId: order.id, stationId: station.id, number, lines: [...lines], isAddOn, held, onPaper: onPaperNow };
  const id = ctx.newId();
  // Asked once before the first: then the log knows that there is no other.
  ctx.factsOf(id);
  ctx.append({ type: 'kitchen.ticket-fired', v: ticketVersion(lines), entityId: id, businessDay: order.businessDay, body });
  const ticket = projectTicketIn(ctx, id);
  if (onPaperNow) putOnPaper(ctx, order, { ...ticket, papers: 0 });
  return ticket;
}

function toFire(order: Order, parts: readonly SentPart[] | undefined): ToFire[] {
  return order.lines.flatMap((line) => {
    const voided = order.voided.filter(({ lineId }) => lineId === line.id).reduce((sum, each) => sum + each.quantity, 0);
    const ordered = line.quantity + voided;
    const quantity = parts ? (parts.find(({ lineId }) => lineId === line.id)?.quantity ?? 0) : ordered;
    return quantity > 0 ? [{ line, quantity, ordered }] : [];
  });
}

function toldIn(tickets: readonly KitchenTicket[]): (stationId: string, lineId: string) => number {
  const told = new Map<string, number>();
  for (const { stationId, lines } of tickets)
    for (const { id, quantity } of lines) told.set(`${stationId} ${id}`, (told.get(`${stationId} ${id}`) ?? 0) + quantity);
  return (stationId, lineId) => told.get(`${stationId} ${lineId}`) ?? 0;
}

function onPaper({ quantity, name, size, of, modifiers, removals, halves, note }: BoardLine): KitchenLine {
  return {
    quantity,
    name,
    modifiers: modifiers.map(({ double, ...modifier }) => ({ ...modifier, ...(double ? { double } : {}) })),
    removals,
    ...(size === undefined ? {} : { size }),
    ...(of === undefined ? {} : { of }),
    ...(halves === undefined ? {} : { halves }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Whether a station has marked this line, or a part of it, as made. */
export function isMade(ctx: WriteContext, orderId: string, lineId: string): boolean {
  const tickets = ticketsOfOrder(ctx.db, ctx.companyId, orderId);
  return tickets.some(({ lines }) => lines.some((line) => line.lineId === lineId && line.bumpedAt !== undefined));
}
