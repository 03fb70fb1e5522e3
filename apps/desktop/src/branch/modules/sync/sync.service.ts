import { assert } from '@fastops/shared/base/assert';
import { money } from '@fastops/shared/base/money';
import { eventHash } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import { bodyFault } from '@fastops/shared/sync/event-types';
import {
  MAX_BATCH_BYTES,
  MAX_BATCH_EVENTS,
  type Custody,
  type EnrolReply,
  type PullReply,
  type PushInput,
  type PushReply,
  type Scope,
} from '@fastops/shared/sync/protocol';
import type { Terminal } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { eventsAfter, hasEvent, insertEvent, openStream, ownStream, sha256, type StreamHead } from '../../db/event-log.ts';
import { projectSession } from '../cash/cash.service.ts';
import { applyMaster, forgetMasters } from '../catalog/catalog.service.ts';
import { projectOrder } from '../orders/orders.service.ts';
import {
  hashAt,
  nextOwnStream,
  readCursor,
  readMeta,
  readPending,
  readSealedGrant,
  saveAck,
  saveCursor,
  saveForeignHead,
  saveMeta,
  saveSealedGrant,
  type Cursor,
} from './sync.store.ts';

/** Who this file belongs to, as kept in it. The secrets of the same terminal are in the keychain. */
export type Identity = Terminal & { readonly cloudUrl: string; readonly cloudKey: string };

/** What isn't in the cloud yet: count, money, age. Always shown, never hidden. `sent`: as if the cloud had a stream up to there. */
export function custody(db: Reader, companyId: string, sent: { streamId: string; seq: number } = { streamId: '', seq: 0 }): Custody {
  const pending = readPending(db, companyId, sent);
  return { count: pending.count, value: money(pending.value), oldestAt: pending.oldestAt };
}

export function ownHead(db: Reader, companyId: string): StreamHead {
  return ownStream(db, companyId);
}

/** The next run of own events to send, bounded by count and bytes; undefined when the cloud has everything. */
export function nextBatch(db: Reader, companyId: string): PushInput | undefined {
  const stream = nextOwnStream(db, companyId);
  if (!stream) return undefined;
  const at = { companyId, streamId: stream.streamId, seq: stream.ackedSeq };
  const events = withinBytes(eventsAfter(db, at, MAX_BATCH_EVENTS));
  const [first] = events;
  assert(first, `stream ${stream.streamId} says it has events after ${stream.ackedSeq}`);
  const last = events.at(-1) ?? first;
  return {
    streamId: stream.streamId,
    firstSeq: first.seq,
    prevHash: first.prevHash,
    events,
    custody: custody(db, companyId, { streamId: stream.streamId, seq: last.seq }),
  };
}

/**
 * Believes an acknowledgement only if its hash is ours at that seq: a clone may have pushed under our name.
 * Answers whether it was believed.
 */
export function acknowledge(db: Writer, companyId: string, reply: PushReply & { streamId: string }): boolean {
  if (hashAt(db, { companyId, streamId: reply.streamId, seq: reply.ackSeq }) !== reply.ackHash) return false;
  saveAck(db, companyId, { streamId: reply.streamId, seq: reply.ackSeq, durableSeq: reply.durableSeq, signedHead: reply.signedHead });
  return true;
}

export function cursorOf(db: Reader, companyId: string, scope: Scope): Cursor {
  return readCursor(db, companyId, scope) ?? { epoch: '', position: 0 };
}

/**
 * Applies one page and moves the cursor in the same transaction. Positions must follow each other without a hole.
 * A page of another epoch is a new lineage: it starts at 1 and masters are replaced, never merged.
 */
export function applyPage(db: Writer, terminal: Terminal, page: PullReply & { scope: Scope }): void {
  const { companyId } = terminal;
  const before = cursorOf(db, companyId, page.scope);
  const renewed = before.epoch !== page.epoch;
  if (renewed && page.scope === 'company') forgetMasters(db, companyId);
  let position = renewed ? 0 : before.position;
  const touched = new Map<string, string>();
  for (const entry of page.entries) {
    assert(entry.position === position + 1, `a hole in ${page.scope}: ${position} then ${entry.position}`);
    position = entry.position;
    if ('master' in entry) applyMaster(db, companyId, entry.master);
    else if (applyEvent(db, terminal, entry.event)) touched.set(entry.event.entityId, entry.event.type);
  }
  for (const [entityId, type] of touched) project(db, companyId, { entityId, type });
  saveCursor(db, companyId, { scope: page.scope, epoch: page.epoch, position });
}

/** Facts of other terminals that came another way than from the cloud: each kept and projected once. */
export function takeForeign(db: Writer, terminal: Terminal, events: readonly Event[]): void {
  const touched = new Map<string, string>();
  for (const event of events) {
    if (applyEvent(db, terminal, event)) touched.set(event.entityId, event.type);
    // An event that is known under another stream moves this stream's head all the same.
    else if (event.terminalId !== terminal.terminalId) saveForeignHead(db, event);
  }
  for (const [entityId, type] of touched) project(db, terminal.companyId, { entityId, type });
}

/** Makes an enrolled terminal of an empty file. */
export function saveEnrolment(db: Writer, cloudUrl: string, reply: EnrolReply): void {
  const { companyId, branchId, terminalId, cloudKey } = reply;
  saveMeta(db, 'identity', JSON.stringify({ companyId, branchId, terminalId, cloudUrl, cloudKey }));
  openStream(db, { companyId, branchId, terminalId }, reply);
}

export function readIdentity(db: Reader): Identity | undefined {
  const text = readMeta(db, 'identity');
  return text === undefined ? undefined : JSON.parse(text);
}

export function readGrant(db: Reader, companyId: string): string | undefined {
  return readSealedGrant(db, companyId);
}

export function saveGrant(db: Writer, companyId: string, grant: { version: number; sealed: string }): void {
  saveSealedGrant(db, companyId, grant);
}

/** Takes an event of another terminal; answers whether it has to be projected. */
function applyEvent(db: Writer, terminal: Terminal, event: Event): boolean {
  if (event.terminalId === terminal.terminalId || hasEvent(db, terminal.companyId, event.id)) return false;
  assert(eventHash(event, sha256) === event.hash, `event ${event.id} does not carry its own hash`);
  const fault = bodyFault(event) ?? null;
  insertEvent(db, event, fault);
  saveForeignHead(db, event);
  return fault === null;
}

function project(db: Writer, companyId: string, { entityId, type }: { entityId: string; type: string }): void {
  if (type.startsWith('order.')) projectOrder(db, companyId, entityId);
  else if (type.startsWith('cash-session.')) projectSession(db, companyId, entityId);
}

function withinBytes(events: Event[]): Event[] {
  let bytes = 0;
  const cut = events.findIndex((event) => (bytes += Buffer.byteLength(JSON.stringify(event))) > MAX_BATCH_BYTES);
  return cut === -1 ? events : events.slice(0, Math.max(1, cut));
}
