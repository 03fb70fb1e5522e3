import { done, refuse, type Refusal, type Result } from '@fastops/shared/base/result';
import type { KitchenTicket } from '@fastops/shared/kitchen/ticket.fold';
import type { KitchenEventType } from '@fastops/shared/kitchen/ticket.events';
import type { Draft, WriteContext } from '../../context.ts';
import type { Writer } from '../../db/access.ts';
import { readOrder } from '../orders/orders.service.ts';
import { hasKitchenPrinter } from '../printing/printing.service.ts';
import { projectTicketIn, putOnPaper } from './firing.service.ts';
import { findTicket, foldedTicket, saveTicket, ticketsOfOrder } from './kitchen.store.ts';
import { kitchenOf, stationNamed } from './settings.service.ts';

export type TicketRefusal = { readonly code: 'kitchen.no-such-ticket'; readonly id: string } | Refusal<'kitchen.no-printer'>;
export type TicketAnswer = Result<KitchenTicket, TicketRefusal>;
type LinesInput = { readonly ticketId: string; readonly lineIds?: readonly string[] | undefined };

/** A screen drew these tickets, a printer printed one, or a person saw it: said once per ticket, whoever is first. */
export function acknowledgeTickets(
  ctx: WriteContext,
  { ticketIds, by }: { ticketIds: readonly string[]; by: 'screen' | 'printer' | 'person' },
): Result<{ acknowledged: number }> {
  const unseen = ticketIds.flatMap((id) => findTicket(ctx.db, ctx.companyId, id) ?? []).filter((ticket) => !ticket.acknowledged);
  for (const ticket of unseen) say(ctx, ticket, { type: 'kitchen.ticket-acknowledged', body: { by } });
  return done({ acknowledged: unseen.length });
}

/** Marks lines as made: those named, or all of the ticket. One that is made already is not made again. */
export function bumpLines(ctx: WriteContext, input: LinesInput): TicketAnswer {
  return withLines(ctx, input, { type: 'kitchen.lines-bumped', isToDo: ({ bumpedAt }) => bumpedAt === undefined });
}

/** Brings back what was bumped by mistake. */
export function recallLines(ctx: WriteContext, input: LinesInput): TicketAnswer {
  return withLines(ctx, input, { type: 'kitchen.lines-recalled', isToDo: ({ bumpedAt }) => bumpedAt !== undefined });
}

/** Lets a ticket wait for its turn, or says that it has come. */
export function holdTicket(ctx: WriteContext, { ticketId, held }: { ticketId: string; held: boolean }): TicketAnswer {
  const ticket = findTicket(ctx.db, ctx.companyId, ticketId);
  if (!ticket) return refuse({ code: 'kitchen.no-such-ticket', id: ticketId });
  if (ticket.held === held) return done(ticket);
  if (held) return done(say(ctx, ticket, { type: 'kitchen.ticket-held', body: {} }));
  const released = say(ctx, ticket, { type: 'kitchen.ticket-released', body: {} });
  return isForPaper(ctx, released) ? escalate(ctx, { ticketId, to: 'paper' }) : done(released);
}

/** A station that hears on paper gets it when the turn has come, unless it was on paper before. */
function isForPaper(ctx: WriteContext, { stationId, papers }: KitchenTicket): boolean {
  const output = stationNamed(kitchenOf(ctx), stationId)?.output;
  return papers === 0 && output !== undefined && output !== 'screen' && hasKitchenPrinter(ctx);
}

/** The next course of a table: what of an order isn't made yet waits, or what waited is made now. Answers how many tickets changed. */
export function holdOrder(
  ctx: WriteContext,
  { orderId, held }: { orderId: string; held: boolean },
): Result<{ changed: number }, TicketRefusal> {
  const turning = ticketsOfOrder(ctx.db, ctx.companyId, orderId).filter((ticket) => ticket.doneAt === undefined && ticket.held !== held);
  for (const { id } of turning) {
    const answer = holdTicket(ctx, { ticketId: id, held });
    if (!answer.ok) return answer;
  }
  return done({ changed: turning.length });
}

/** Prints a ticket again, marked as a copy if it was on paper before. */
export function reprintTicket(ctx: WriteContext, { ticketId }: { ticketId: string }): TicketAnswer {
  return escalate(ctx, { ticketId, to: 'paper' });
}

/** Takes one step of the ladder for a ticket that nobody has seen. */
export function escalate(ctx: WriteContext, { ticketId, to }: { ticketId: string; to: 'paper' | 'alarm' | 'dashboard' }): TicketAnswer {
  const ticket = findTicket(ctx.db, ctx.companyId, ticketId);
  const order = ticket && readOrder(ctx, ticket.orderId);
  if (!ticket || !order?.ok) return refuse({ code: 'kitchen.no-such-ticket', id: ticketId });
  if (to === 'paper') {
    if (!hasKitchenPrinter(ctx)) return refuse({ code: 'kitchen.no-printer' });
    putOnPaper(ctx, order.value, ticket);
  }
  return done(say(ctx, ticket, { type: 'kitchen.ticket-escalated', body: { to } }));
}

/** Folds a ticket's facts into its row; also how those of other tills arrive. */
export function projectTicket(db: Writer, companyId: string, id: string): void {
  const ticket = foldedTicket(db, companyId, id);
  if (ticket) saveTicket(db, companyId, ticket);
}

type LineRule = {
  readonly type: 'kitchen.lines-bumped' | 'kitchen.lines-recalled';
  readonly isToDo: (line: KitchenTicket['lines'][number]) => boolean;
};

function withLines(ctx: WriteContext, { ticketId, lineIds }: LinesInput, { type, isToDo }: LineRule): TicketAnswer {
  const ticket = findTicket(ctx.db, ctx.companyId, ticketId);
  if (!ticket) return refuse({ code: 'kitchen.no-such-ticket', id: ticketId });
  const chosen = ticket.lines.filter((line) => (!lineIds || lineIds.includes(line.id)) && isToDo(line)).map(({ id }) => id);
  return done(chosen.length === 0 ? ticket : say(ctx, ticket, { type, body: { lineIds: chosen } }));
}

/** A kitchen fact without its place in the log. */
type Said = Pick<Draft<KitchenEventType>, 'type' | 'body'>;

function say(ctx: WriteContext, ticket: KitchenTicket, said: Said): KitchenTicket {
  ctx.append({ ...said, entityId: ticket.id, businessDay: ticket.businessDay });
  return projectTicketIn(ctx, ticket.id);
}
