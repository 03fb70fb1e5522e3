import type { Actor } from '../context.ts';
import type { BranchCore, Enrolment } from '../core.ts';
import { acknowledgeTickets, escalate } from '../modules/kitchen/kitchen.service.ts';
import { ladderWork, type LadderWork } from '../modules/kitchen/ladder.service.ts';

const LOOK_EVERY_MS = 1_000;

export type LadderParts = {
  readonly core: BranchCore;
  /** How this till stands in the local network right now. */
  readonly standing: () => { readonly isHub: boolean; readonly isLost: boolean };
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void;
};

/**
 * Watches over tickets that nobody in the kitchen has seen: paper, then an alarm at the till, then a mark on the dashboard. It
 * begins from the file, so a restart forgets none.
 */
export function startKitchenLadder(parts: LadderParts): { stop(): void } {
  const heard = new Map<string, number>();
  const look = () => {
    const enrolment = parts.core.enrolment();
    if (!enrolment) return;
    try {
      for (const work of due(parts, enrolment, heard)) take(parts.core, systemOf(enrolment), work);
    } catch (error) {
      // The next look finds the same tickets.
      parts.log('a ticket could not be escalated', { error: String(error) });
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  const stopListening = parts.core.onChange((topics) => void (topics.includes('printing') && setImmediate(look)));
  return {
    stop: () => {
      clearInterval(timer);
      stopListening();
    },
  };
}

function due({ core, standing }: LadderParts, enrolment: Enrolment, heard: Map<string, number>): LadderWork[] {
  const now = core.machine.now();
  const heardAt = (ticketId: string) => {
    const at = heard.get(ticketId) ?? now;
    heard.set(ticketId, at);
    return at;
  };
  return ladderWork(core.readContext(systemOf(enrolment)), { ...standing(), heardAt });
}

function take(core: BranchCore, actor: Actor, { ticketId, to }: LadderWork): void {
  core.execute(actor, (ctx) =>
    to === 'printed' ? acknowledgeTickets(ctx, { ticketIds: [ticketId], by: 'printer' }) : escalate(ctx, { ticketId, to }),
  );
}

/** Nobody pressed anything: the till itself did it. */
function systemOf({ terminal, grant }: Enrolment): Actor {
  return { id: terminal.terminalId, name: grant.terminalName, role: 'system', permissions: 0n };
}
