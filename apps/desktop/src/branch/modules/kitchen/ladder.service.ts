import { stepsDue, type LadderStep } from '@fastops/shared/kitchen/ladder';
import type { KitchenTicket } from '@fastops/shared/kitchen/ticket.fold';
import type { ReadContext } from '../../context.ts';
import { hasKitchenPrinter, jobStates } from '../printing/printing.service.ts';
import { papersOf, unseenTickets } from './kitchen.store.ts';
import { kitchenOf, stationNamed } from './settings.service.ts';

/** A ticket that was fired longer ago was forgotten, not overlooked. */
const OPEN_FOR_MS = 14 * 3_600_000;
/** A till looks after its own tickets first; the hub steps in for one that doesn't. */
const HUB_WAITS_MS = 5_000;
/** Without a hub no screen can have the ticket: paper doesn't wait for what can't come. */
const LOST_PAPER_SECONDS = 2;

/** What a till knows besides its file. */
export type LadderSight = {
  readonly isHub: boolean;
  /** The line to the hub is gone: screens that hang on it see nothing of what is fired here. */
  readonly isLost: boolean;
  /** When this process first saw the ticket: another till's clock says nothing here. */
  readonly heardAt: (ticketId: string) => number;
};

/** A step to take now, or a print that turned out to be on paper. */
export type LadderWork = { readonly ticketId: string; readonly to: LadderStep | 'printed' };

/** Everything that is due about tickets that nobody has seen, the oldest first. */
export function ladderWork(ctx: ReadContext, sight: LadderSight): LadderWork[] {
  const settings = kitchenOf(ctx);
  const ladder = sight.isLost
    ? { ...settings.ladder, paperSeconds: Math.min(settings.ladder.paperSeconds, LOST_PAPER_SECONDS) }
    : settings.ladder;
  const mayPrint = hasKitchenPrinter(ctx);
  return unseenTickets(ctx.db, ctx.companyId, ctx.now - OPEN_FOR_MS)
    .filter(({ stationId }) => stationNamed(settings, stationId)?.kind !== 'expo')
    .flatMap((ticket): LadderWork[] => {
      if (isPrinted(ctx, ticket)) return [{ ticketId: ticket.id, to: 'printed' }];
      const ageMs = ageOf(ctx, ticket, sight);
      const steps = ageMs === undefined ? [] : stepsDue(ticket, ladder, ageMs);
      return steps.filter((to) => to !== 'paper' || mayPrint).map((to) => ({ ticketId: ticket.id, to }));
    });
}

/** Undefined: somebody else looks after it. */
function ageOf(ctx: ReadContext, ticket: KitchenTicket, { isHub, heardAt }: LadderSight): number | undefined {
  if (ticket.terminalId === ctx.terminalId) return ctx.now - ticket.firedAt;
  return isHub ? ctx.now - heardAt(ticket.id) - HUB_WAITS_MS : undefined;
}

function isPrinted(ctx: ReadContext, { id, papers }: KitchenTicket): boolean {
  if (papers === 0) return false;
  return jobStates(ctx.db, ctx.companyId, papersOf(ctx.db, ctx.companyId, id)).some(({ state }) => state === 'printed');
}
