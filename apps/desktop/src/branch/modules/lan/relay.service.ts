import { MAX_BATCH_BYTES, MAX_BATCH_EVENTS } from '@fastops/shared/sync/protocol';
import type { Event } from '@fastops/shared/sync/event';
import type { Terminal } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { eventsAfter } from '../../db/event-log.ts';
import { logContested, logOrphaned } from '../sync/incarnation.service.ts';
import { cursorOf } from '../sync/sync.service.ts';
import { forgetRelayed, ownPlaces, pendingRelays, saveRelayed } from './lan.store.ts';

/** A stream of another till that came over the local network and that the cloud isn't known to have whole. */
export type PendingRelay = { readonly streamId: string; readonly takenSeq: number; readonly cloudSeq: number };

export function pendingRelaysOf(db: Reader, companyId: string): PendingRelay[] {
  return pendingRelays(db, companyId);
}

/** The run that follows what the cloud has; empty when this file lacks what comes next: then the till itself has to bring it. */
export function runForCloud(db: Reader, companyId: string, at: { streamId: string; seq: number }): Event[] {
  const events = eventsAfter(db, { companyId, ...at }, MAX_BATCH_EVENTS);
  let bytes = 0;
  const end = events.findIndex(
    (event, index) =>
      event.seq !== at.seq + 1 + index || ((bytes += Buffer.byteLength(JSON.stringify(event))) > MAX_BATCH_BYTES && index > 0),
  );
  return end === -1 ? events : events.slice(0, end);
}

/** The lineage of the cloud that this file follows. */
export function cloudEpoch(db: Reader, companyId: string): string {
  return cursorOf(db, companyId, 'branch').epoch;
}

/** The cloud may have gone back to a backup: it is asked again how far it is, about every stream. */
export function relayAnew(db: Writer, companyId: string): void {
  forgetRelayed(db, companyId);
}

export function noteRelayed(db: Writer, companyId: string, at: { streamId: string; cloudSeq: number }): void {
  saveRelayed(db, companyId, at);
}

/** The event of a stream at a seq, where this file has it. */
export function eventAt(db: Reader, companyId: string, at: { streamId: string; seq: number }): Event | undefined {
  const [event] = eventsAfter(db, { companyId, streamId: at.streamId, seq: at.seq - 1 }, 1);
  return event?.seq === at.seq ? event : undefined;
}

/** What another till gave us of its stream after `from` up to `to`. */
export type RelayedRun = { readonly streamId: string; readonly from: number; readonly to: number };
type Keeper = { readonly terminal: Terminal; readonly at: number; readonly newId: () => string };

/**
 * Logs a run again, in our own log, where it isn't there already; its till told the cloud another history, and every number in it may be
 * on two papers. Answers how many facts; the run is done with.
 */
export function keepContestedRun(db: Writer, keeper: Keeper, run: RelayedRun): number {
  return keepRun(db, { ...keeper, log: logContested }, run);
}

/** The same of a log that the cloud doesn't know: its numbers are its own, unless an order here has one of them. */
export function keepUnregisteredRun(db: Writer, keeper: Keeper, run: RelayedRun): number {
  return keepRun(db, { ...keeper, log: logOrphaned }, run);
}

function keepRun(
  db: Writer,
  { terminal, at, newId, log }: Keeper & { log: typeof logContested },
  { streamId, from, to }: RelayedRun,
): number {
  const { companyId } = terminal;
  const ours = ownPlaces(db, companyId);
  const run = eventsAfter(db, { companyId, streamId, seq: from }, to - from);
  const events = run.filter(({ id, seq }) => seq <= to && !ours.has(id));
  log(db, terminal, { events, at, newId });
  saveRelayed(db, companyId, { streamId, cloudSeq: to });
  return events.length;
}
