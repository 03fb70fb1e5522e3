import type { Event } from '@fastops/shared/sync/event';
import type { EventBody } from '@fastops/shared/sync/event-types';
import type { IncarnationReason, OpenStreamInput } from '@fastops/shared/sync/protocol';
import type { Terminal } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { eventsAfter, eventsOf, logAgain, openCommandLog, openStream, ownStream } from '../../db/event-log.ts';
import { renumberOrder, sharesItsNumber, type RenumberContext } from '../orders/renumber.service.ts';
import {
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

/** The cloud showed this fact of ours. */
export function reconciled(db: Writer, companyId: string, eventId: string): void {
  dropReoffer(db, companyId, eventId);
}

/**
 * Everything was pulled: what the cloud didn't show again is logged again, with its id. Its orders get numbers of the open series,
 * since a clone may have given the old ones in the cloud's new lineage. Answers how many facts.
 */
export function reofferMissing(db: Writer, terminal: Terminal, birth: Pick<Birth, 'at' | 'newId'>): number {
  const { companyId } = terminal;
  const missing = eventsOf(db, companyId, listReoffers(db, companyId));
  clearReoffers(db, companyId);
  if (missing.length === 0) return 0;
  logAgain(db, companyId, missing);
  const { series: open } = ownStream(db, companyId);
  const isDoubtful = (event: Event) => seriesIn(event) !== open || sharesItsNumber(db, companyId, event.entityId);
  const numbered = missing.filter((event) => givesNumber(event) && isDoubtful(event));
  for (const [from, events] of Map.groupBy(numbered, seriesIn)) {
    renumber(db, terminal, { ...birth, orders: new Set(events.map(({ entityId }) => entityId)), from });
  }
  return missing.length;
}

function seriesIn({ body }: Event): string {
  return (body as EventBody<'order.placed' | 'order.renumbered'>).number.series;
}

function givesNumber(event: Event): boolean {
  return event.type === 'order.placed' || event.type === 'order.renumbered';
}

type Renumbering = Pick<Birth, 'at' | 'newId'> & { readonly orders: ReadonlySet<string>; readonly from: string };

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
