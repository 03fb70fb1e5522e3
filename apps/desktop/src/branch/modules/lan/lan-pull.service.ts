import { assert } from '@fastops/shared/base/assert';
import { MAX_BATCH_BYTES, MAX_BATCH_EVENTS, type PullReply, type PushInput } from '@fastops/shared/sync/protocol';
import type { Terminal } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { eventsAfter, hashAt } from '../../db/event-log.ts';
import { custody, takeFromHub } from '../sync/sync.service.ts';
import { ownStreams, readLanCursor, saveLanCursor, type OwnStream } from './lan.store.ts';

export type { OwnStream } from './lan.store.ts';

/** What a till has to offer a hub: its own streams, the closed ones first. */
export function offeredStreams(db: Reader, companyId: string): OwnStream[] {
  return ownStreams(db, companyId);
}

/** The hub's head of one of our streams is our own history; if not, another log lives there under our name. */
export function isOurs(db: Reader, companyId: string, head: { streamId: string; seq: number; hash: string }): boolean {
  return hashAt(db, { companyId, streamId: head.streamId, seq: head.seq }) === head.hash;
}

/** The next run of a stream for the hub after the seq that it has; undefined when it has all. */
export function nextForHub(db: Reader, companyId: string, at: { stream: OwnStream; seq: number }): PushInput | undefined {
  const { streamId, sendTo } = at.stream;
  const events = eventsAfter(db, { companyId, streamId, seq: at.seq }, MAX_BATCH_EVENTS).filter(({ seq }) => seq <= sendTo);
  let bytes = 0;
  const cut = events.findIndex((event) => (bytes += Buffer.byteLength(JSON.stringify(event))) > MAX_BATCH_BYTES);
  const run = cut === -1 ? events : events.slice(0, Math.max(1, cut));
  const [first] = run;
  return first && { streamId, firstSeq: first.seq, prevHash: first.prevHash, events: run, custody: custody(db, companyId) };
}

export function lanCursorOf(db: Reader, companyId: string, epoch: string): number {
  return readLanCursor(db, companyId, epoch);
}

/** Applies one page of a hub and moves its cursor in the same transaction; positions follow each other without a hole. */
export function applyHubPage(db: Writer, terminal: Terminal, page: PullReply): void {
  let position = readLanCursor(db, terminal.companyId, page.epoch);
  const events = page.entries.map((entry) => {
    assert(entry.position === position + 1, `a hole in what the hub gives: ${position} then ${entry.position}`);
    position = entry.position;
    assert('event' in entry, 'a hub gives facts only');
    return entry.event;
  });
  takeFromHub(db, terminal, events);
  saveLanCursor(db, terminal.companyId, { epoch: page.epoch, position });
}
