import type { Terminal } from '../../context.ts';
import type { Writer } from '../../db/access.ts';
import { openCommandLog } from '../../db/event-log.ts';
import { readMeta, saveMeta } from './sync.store.ts';

/** Further off than this a person should set the clock. */
export const CLOCK_DRIFT_MS = 120_000;

/** Where the till's clock was found, and what an event about it needs. */
export type ClockReading = { readonly offsetMs: number; readonly now: number; readonly newId: string; readonly businessDay: string };

/** Whether a clock is so far off that a person should know. */
export function isDrifted(offsetMs: number): boolean {
  return Math.abs(offsetMs) > CLOCK_DRIFT_MS;
}

/**
 * Logs that the clock was set or ran away: once per change, since all that was written in between carries that clock.
 * Nothing is ever decided by it.
 */
export function noteClock(db: Writer, terminal: Terminal, { offsetMs, now, newId, businessDay }: ClockReading): boolean {
  const beforeMs = Number(readMeta(db, 'clock-offset') ?? 0);
  if (!isDrifted(offsetMs - beforeMs)) return false;
  const log = openCommandLog(db, terminal);
  const { terminalId } = terminal;
  const fact = { type: 'terminal.clock-changed', entityId: terminalId, businessDay, body: { offsetMs, beforeMs } } as const;
  log.append({ ...fact, id: newId, at: now, actorId: terminalId });
  log.close();
  saveMeta(db, 'clock-offset', String(offsetMs));
  return true;
}
