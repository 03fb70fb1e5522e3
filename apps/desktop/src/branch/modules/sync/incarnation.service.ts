import type { Event } from '@fastops/shared/sync/event';
import type { EventBody } from '@fastops/shared/sync/event-types';
import type { IncarnationReason, OpenStreamInput } from '@fastops/shared/sync/protocol';
import type { Terminal } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { eventsAfter, eventsOf, logAgain, openCommandLog, openStream, ownStream } from '../../db/event-log.ts';
import { renumberOrder, sharesItsNumber, type RenumberContext } from '../orders/renumber.service.ts';
import {
  addReoffer,
  clearReoffers,
  dropReoffer,
  fillReoffers,
  findTakeOver,
  hasClosedPast,
  listOwnSeries,
  listReoffers,
  saveRegistered,
  stopSending,
} from './incarnation.store.ts';
import { readCursor, saveCursor } from './sync.store.ts';

const PAGE = 500;
/** The epoch of no cloud: the next pull begins at the first position and reconciles. */
const COMPARE_AGAIN = 'compare-again';

/** A stream that takes over from the open one. */
export type Birth = {
  readonly streamId: string;
  readonly series: string;
  readonly reason: IncarnationReason;
  readonly at: number;
  newId(): string;
};

/** What a person is told when the till's log began anew. */
export type Incarnation = { readonly reason: IncarnationReason; readonly series: string; readonly openedAt: number };

/**
 * Begins the till's log anew. The old stream is closed and kept; what the cloud hadn't acknowledged of it is logged again in the new
 * one with the same ids; and every order among that which has a number of the old series gets one of the new series, since another
 * log of this till may have given the old ones to other orders.
 */
export function reincarnate(db: Writer, terminal: Terminal, birth: Birth): { relogged: number; renumbered: number } {
  const { companyId } = terminal;
  const old = ownStream(db, companyId);
  stopSending(db, companyId, old.streamId);
  // What was acknowledged of the old stream may be gone with a cloud that went back and was pulled from since: all is compared again.
  if (readCursor(db, companyId, 'branch')) saveCursor(db, companyId, { scope: 'branch', epoch: COMPARE_AGAIN, position: 0 });
  openStream(db, terminal, { ...birth, takesOver: { reason: birth.reason, at: birth.at, from: old } });
  const numbered = new Set<string>();
  let relogged = 0;
  for (let seq = old.ackedSeq; seq < old.lastSeq;) {
    const events = eventsAfter(db, { companyId, streamId: old.streamId, seq }, PAGE);
    logAgain(db, companyId, events);
    for (const event of events) if (givesNumber(event)) numbered.add(event.entityId);
    relogged += events.length;
    seq = events.at(-1)?.seq ?? old.lastSeq;
  }
  return { relogged, renumbered: renumber(db, terminal, { ...birth, orders: numbered, from: old.series }) };
}

/** The stream that the cloud has to hear of before its first push; undefined when it has. */
export function unregisteredStream(db: Reader, companyId: string): OpenStreamInput | undefined {
  const stream = findTakeOver(db, companyId);
  if (!stream || stream.registered === 1) return undefined;
  const { streamId, series, reason, previousId, previousSeq, previousHash } = stream;
  return { streamId, series, reason, previous: { streamId: previousId, lastSeq: previousSeq, lastHash: previousHash } };
}

export function setRegistered(db: Writer, companyId: string, stream: { streamId: string; registered: boolean }): void {
  saveRegistered(db, companyId, stream);
}

/** How the open stream began, when it took over from another. */
export function currentIncarnation(db: Reader, companyId: string): Incarnation | null {
  const stream = findTakeOver(db, companyId);
  return stream ? { reason: stream.reason, series: stream.series, openedAt: stream.openedAt } : null;
}

/** All series that this file ever gave numbers of. */
export function ownSeries(db: Reader, companyId: string): string[] {
  return listOwnSeries(db, companyId);
}

/** Whether no closed log of this file ever brought the cloud anything. */
export function isBlank(db: Reader, companyId: string): boolean {
  return !hasClosedPast(db, companyId);
}

/** The cloud went back in time: which facts of closed streams does it still have? It will show those in the next pull. */
export function startReconciling(db: Writer, terminal: Terminal): void {
  fillReoffers(db, terminal);
}

/** A fact of ours came from elsewhere than the cloud: does the cloud have it? It will show it in the next pull. */
export function offerAgain(db: Writer, companyId: string, eventId: string): void {
  addReoffer(db, companyId, eventId);
}

/** The cloud showed this fact. */
export function reconciled(db: Writer, companyId: string, eventId: string): void {
  dropReoffer(db, companyId, eventId);
}

/**
 * Everything was pulled: what the cloud didn't show again is logged again, with its id. Its orders get numbers of the open series,
 * since a clone may have given the old ones in the cloud's new lineage. Answers how many facts.
 */
export function reofferMissing(db: Writer, terminal: Terminal, birth: Birthday): number {
  const { companyId } = terminal;
  const missing = eventsOf(db, companyId, listReoffers(db, companyId));
  clearReoffers(db, companyId);
  if (missing.length === 0) return 0;
  logAgainRenumbered(db, terminal, { ...birth, events: missing });
  return missing.length;
}

/** Two tills told two histories of one log: these facts of the other one go into ours, and their orders get numbers of ours. */
export function logContested(db: Writer, terminal: Terminal, contested: Birthday & { readonly events: readonly Event[] }): void {
  logAgainRenumbered(db, terminal, { ...contested, isDoubtful: () => true });
}

/** Logs facts again that came in a log which nobody may ever register: as they are, but for a number that an order here has as well. */
export function logOrphaned(db: Writer, terminal: Terminal, orphaned: Birthday & { readonly events: readonly Event[] }): void {
  logAgainRenumbered(db, terminal, { ...orphaned, isDoubtful: (event) => sharesItsNumber(db, terminal.companyId, event.entityId) });
}

type Birthday = Pick<Birth, 'at' | 'newId'>;
type Relogged = Birthday & { readonly events: readonly Event[]; readonly isDoubtful?: (event: Event) => boolean };

function logAgainRenumbered(db: Writer, terminal: Terminal, { events, isDoubtful, ...birth }: Relogged): void {
  const { companyId } = terminal;
  logAgain(db, companyId, events);
  const { series: open } = ownStream(db, companyId);
  const isInDoubt = isDoubtful ?? ((event: Event) => seriesIn(event) !== open || sharesItsNumber(db, companyId, event.entityId));
  const numbered = events.filter((event) => givesNumber(event) && isInDoubt(event));
  for (const [from, those] of Map.groupBy(numbered, seriesIn)) {
    renumber(db, terminal, { ...birth, orders: new Set(those.map(({ entityId }) => entityId)), from });
  }
}

function seriesIn({ body }: Event): string {
  return (body as EventBody<'order.placed' | 'order.renumbered'>).number.series;
}

function givesNumber(event: Event): boolean {
  return event.type === 'order.placed' || event.type === 'order.renumbered';
}

type Renumbering = Birthday & { readonly orders: ReadonlySet<string>; readonly from: string };

/** The till does this by itself: the actor is the terminal. */
function renumber(db: Writer, terminal: Terminal, { orders, from, at, newId }: Renumbering): number {
  const { companyId, terminalId } = terminal;
  const log = openCommandLog(db, terminal);
  let count = 0;
  for (const orderId of orders) {
    const append: RenumberContext['append'] = (draft) => void log.append({ ...draft, id: newId(), at, actorId: terminalId });
    if (renumberOrder({ db, companyId, append }, orderId, from)) count += 1;
  }
  log.close();
  return count;
}
