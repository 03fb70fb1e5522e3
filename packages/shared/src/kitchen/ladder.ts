import type { Ladder } from './station.ts';
import type { KitchenTicket } from './ticket.fold.ts';

/** The next thing to do about a ticket that nobody has seen. */
export type LadderStep = 'paper' | 'alarm' | 'dashboard';

/** What the ladder looks at. */
export type Unseen = Pick<KitchenTicket, 'acknowledged' | 'doneAt' | 'held' | 'papers' | 'alarmedAt' | 'dashboardAt'>;

/**
 * The steps that are due, in their order. `ageMs` counts from when the ticket was fired (or first heard of). Each is taken once; a
 * ticket that was seen, made, or waits for its turn takes none.
 */
export function stepsDue(ticket: Unseen, ladder: Ladder, ageMs: number): LadderStep[] {
  if (ticket.acknowledged || ticket.doneAt !== undefined || ticket.held) return [];
  const due = (seconds: number) => ageMs >= seconds * 1000;
  const steps: [LadderStep, boolean][] = [
    ['paper', ticket.papers === 0 && due(ladder.paperSeconds)],
    ['alarm', ticket.alarmedAt === undefined && due(ladder.alarmSeconds)],
    ['dashboard', ticket.dashboardAt === undefined && due(ladder.dashboardSeconds)],
  ];
  return steps.filter(([, isDue]) => isDue).map(([step]) => step);
}
