import { inAggregateOrder, type Fact } from '../sync/event.ts';
import type { KitchenEventBody, KitchenEventType, TicketLine, TicketNumber } from './ticket.events.ts';

/** A line of a ticket and whether it is made. */
export type BoardLine = TicketLine & { readonly bumpedAt: number | undefined };

/** What a station was asked to make, as everybody sees it: the fold of its facts. */
export type KitchenTicket = {
  readonly id: string;
  readonly branchId: string;
  /** The till that fired it. */
  readonly terminalId: string;
  readonly orderId: string;
  readonly stationId: string;
  readonly number: TicketNumber;
  readonly businessDay: string;
  readonly lines: readonly BoardLine[];
  readonly isAddOn: boolean;
  readonly held: boolean;
  /** When its time began: fired, or released after it was held. */
  readonly firedAt: number;
  readonly acknowledged: { readonly by: 'screen' | 'printer' | 'person'; readonly at: number } | undefined;
  /** How often it was put on paper: the next print is a copy if there was one. */
  readonly papers: number;
  readonly alarmedAt: number | undefined;
  readonly dashboardAt: number | undefined;
  /** When the last of its lines was bumped. */
  readonly doneAt: number | undefined;
  readonly rev: number;
};

/**
 * Folds the facts of one ticket; the same for any arrival order and any repetition. Undefined until the ticket itself is here: what
 * somebody did with it may arrive first.
 *
 * | fact | rule |
 * |---|---|
 * | ticket-fired | the first by (rev, terminal, id) is the ticket |
 * | ticket-acknowledged | additive; the first one says who saw it and when |
 * | ticket-escalated | additive: each paper counts; the first alarm and the first mark on the dashboard stand |
 * | lines-bumped, lines-recalled | per line the last by the order above; a bump after a bump keeps the first one's time |
 * | ticket-held, ticket-released | the last by the order above |
 */
export function foldTicket(facts: readonly Fact[]): KitchenTicket | undefined {
  const ordered = inAggregateOrder(facts);
  const [fired] = typed(ordered, 'kitchen.ticket-fired');
  if (!fired) return undefined;
  const { fact, body } = fired;
  const lines = boardLines(body.lines, ordered);
  const [seen] = typed(ordered, 'kitchen.ticket-acknowledged');
  const escalated = typed(ordered, 'kitchen.ticket-escalated');
  const firstTo = (to: 'alarm' | 'dashboard') => escalated.find((each) => each.body.to === to)?.fact.at;
  return {
    id: fact.entityId,
    branchId: fact.branchId,
    terminalId: fact.terminalId,
    orderId: body.orderId,
    stationId: body.stationId,
    number: body.number,
    businessDay: fact.businessDay,
    lines,
    isAddOn: body.isAddOn,
    ...turn(ordered, { held: body.held, at: fact.at }),
    acknowledged: seen && { by: seen.body.by, at: seen.fact.at },
    papers: (body.onPaper ? 1 : 0) + escalated.filter((each) => each.body.to === 'paper').length,
    alarmedAt: firstTo('alarm'),
    dashboardAt: firstTo('dashboard'),
    doneAt: doneAt(lines),
    rev: ordered.reduce((highest, each) => Math.max(highest, each.rev), 0),
  };
}

function boardLines(lines: readonly TicketLine[], ordered: readonly Fact[]): BoardLine[] {
  const bumps = new Map<string, number>();
  for (const fact of ordered) {
    if (fact.type === 'kitchen.lines-bumped')
      for (const id of bodyOf('kitchen.lines-bumped', fact).lineIds) bumps.set(id, bumps.get(id) ?? fact.at);
    else if (fact.type === 'kitchen.lines-recalled') for (const id of bodyOf('kitchen.lines-recalled', fact).lineIds) bumps.delete(id);
  }
  return lines.map((line) => ({ ...line, bumpedAt: bumps.get(line.id) }));
}

function turn(ordered: readonly Fact[], fired: { held: boolean; at: number }): Pick<KitchenTicket, 'held' | 'firedAt'> {
  const last = ordered.findLast(({ type }) => type === 'kitchen.ticket-held' || type === 'kitchen.ticket-released');
  if (!last) return { held: fired.held, firedAt: fired.at };
  return last.type === 'kitchen.ticket-held' ? { held: true, firedAt: fired.at } : { held: false, firedAt: last.at };
}

function doneAt(lines: readonly BoardLine[]): number | undefined {
  return lines.every(({ bumpedAt }) => bumpedAt !== undefined) ? Math.max(...lines.map(({ bumpedAt = 0 }) => bumpedAt)) : undefined;
}

/** `A-12`. */
export function ticketNumberText({ series, sequence }: TicketNumber): string {
  return `${series}-${sequence}`;
}

type TypedFact<T extends KitchenEventType> = { readonly fact: Fact; readonly body: KitchenEventBody<T> };

function typed<T extends KitchenEventType>(facts: readonly Fact[], type: T): TypedFact<T>[] {
  return facts.filter((fact) => fact.type === type).map((fact) => ({ fact, body: bodyOf(type, fact) }));
}

// Bodies were checked at the door that stored them.
function bodyOf<T extends KitchenEventType>(_type: T, { body }: Fact): KitchenEventBody<T> {
  return body as KitchenEventBody<T>;
}
