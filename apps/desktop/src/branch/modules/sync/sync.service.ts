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
import {
  eventsAfter,
  hashAt,
  hasEvent,
  insertEvent,
  insertPlace,
  openStream,
  ownStream,
  sha256,
  type StreamHead,
} from '../../db/event-log.ts';
import { applyMaster, forgetMasters } from '../catalog/catalog.service.ts';
import { forgetFarewell } from './farewell.service.ts';
import { offerAgain, reconciled, startReconciling } from './incarnation.service.ts';
import { noteNumberOf, projectAggregate } from './projections.service.ts';
import {
  nextOwnStream,
  readCursor,
  readMeta,
  readPending,
  readSealedGrant,
  saveAck,
  saveCursor,
  saveDurable,
  streamOwners,
  saveForeignHead,
  saveMeta,
  saveSealedGrant,
  type Cursor,
} from './sync.store.ts';

export type { Cursor } from './sync.store.ts';

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
  const events = withinBytes(eventsAfter(db, at, Math.min(MAX_BATCH_EVENTS, stream.sendTo - stream.ackedSeq)));
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

/** Keeps up to where the cloud says that a stream is safe; it may be less than before. */
export function noteDurable(db: Writer, companyId: string, stream: { streamId: string; durableSeq: number }): void {
  saveDurable(db, companyId, stream);
}

export function cursorOf(db: Reader, companyId: string, scope: Scope): Cursor {
  return readCursor(db, companyId, scope) ?? { epoch: '', position: 0 };
}

/**
 * Applies one page and moves the cursor in the same transaction. Positions must follow each other without a hole.
 * A page of another epoch is a new lineage: it starts at 1 and masters are replaced, never merged.
 */
export function applyPage(db: Writer, terminal: Terminal, page: PullReply & { scope: Scope; isProven?: boolean }): void {
  const { companyId } = terminal;
  const before = cursorOf(db, companyId, page.scope);
  const renewed = before.epoch !== page.epoch;
  if (renewed && page.scope === 'company') forgetMasters(db, companyId);
  // Also at the first pull: what closed streams brought to a cloud that went back since may be missing there.
  if (renewed && page.scope === 'branch') startReconciling(db, terminal);
  let position = renewed ? 0 : before.position;
  const touched = new Map<string, string>();
  const isOurs = ourPlaces(db, terminal);
  for (const entry of page.entries) {
    assert(entry.position === position + 1, `a hole in ${page.scope}: ${position} then ${entry.position}`);
    position = entry.position;
    if ('master' in entry) applyMaster(db, companyId, entry.master);
    else {
      if (!page.isProven) assertOwnHash(entry.event);
      reconciled(db, companyId, entry.event.id);
      if (takeEvent(db, { terminal, isOurs }, entry.event)) touched.set(entry.event.entityId, entry.event.type);
    }
  }
  noteForeignHeads(
    db,
    page.entries.flatMap((entry) => ('event' in entry && !isOurs(entry.event) ? [entry.event] : [])),
  );
  for (const [entityId, type] of touched) projectAggregate(db, companyId, { entityId, type });
  saveCursor(db, companyId, { scope: page.scope, epoch: page.epoch, position });
}

/** Facts that came another way than in a page: each kept and projected once. */
export function takeForeign(db: Writer, terminal: Terminal, events: readonly Event[]): void {
  for (const event of events) assertOwnHash(event);
  takeProven(db, terminal, events);
}

/**
 * The same for what a hub shows. A fact of this very till that isn't in its file, since the file was put back or runs twice, may be
 * nowhere else: unless the cloud shows it in the next pull, it is offered again.
 */
export function takeFromHub(db: Writer, terminal: Terminal, events: readonly Event[]): void {
  const { companyId, terminalId } = terminal;
  const lost = events.filter((event) => event.terminalId === terminalId && !hasEvent(db, companyId, event.id));
  takeForeign(db, terminal, events);
  for (const { id } of lost) offerAgain(db, companyId, id);
}

/** The same for facts whose hashes were computed here already. */
export function takeProven(db: Writer, terminal: Terminal, events: readonly Event[]): void {
  const touched = new Map<string, string>();
  const isOurs = ourPlaces(db, terminal);
  for (const event of events) {
    if (takeEvent(db, { terminal, isOurs }, event)) touched.set(event.entityId, event.type);
    else if (!isOurs(event)) noteOtherPlace(db, event);
  }
  noteForeignHeads(
    db,
    events.filter((event) => !isOurs(event)),
  );
  for (const [entityId, type] of touched) projectAggregate(db, terminal.companyId, { entityId, type });
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

/** Whether the keychain has to have a mark of this file's log. */
export function isMarkExpected(db: Reader): boolean {
  return readMeta(db, 'stream-mark') !== undefined;
}

export function expectMark(db: Writer): void {
  saveMeta(db, 'stream-mark', 'kept');
}

/** The cloud's word on who this terminal is, for a cloud that forgets it. */
export function readCertificate(db: Reader): string | undefined {
  return readMeta(db, 'certificate') || undefined;
}

export function saveCertificate(db: Writer, certificate: string): void {
  saveMeta(db, 'certificate', certificate);
}

/** The same terminal, enrolled once more: its log goes on in this file, and the cloud's word is of another key. */
export function saveIdentityAgain(db: Writer, cloudUrl: string, { companyId, branchId, terminalId, cloudKey }: EnrolReply): void {
  saveMeta(db, 'identity', JSON.stringify({ companyId, branchId, terminalId, cloudUrl, cloudKey }));
  saveCertificate(db, '');
  forgetFarewell(db);
  // The owner's codes are of one device key.
  saveMeta(db, 'removal-check', '');
}

export function readGrant(db: Reader, companyId: string): string | undefined {
  return readSealedGrant(db, companyId);
}

export function saveGrant(db: Writer, companyId: string, grant: { version: number; sealed: string }): void {
  saveSealedGrant(db, companyId, grant);
}

/**
 * Takes an event that this file hasn't got; answers whether it has to be projected. One of this very terminal is adopted: the file lost
 * it, or a clone wrote it. It stays outside this file's chain, and its number is never given again.
 */
function takeEvent(db: Writer, { terminal, isOurs }: Taking, event: Event): boolean {
  if (hasEvent(db, terminal.companyId, event.id)) return false;
  const parked = bodyFault(event) ?? null;
  insertEvent(db, event, { parked, adopted: isOurs(event) || hashAt(db, event) !== undefined });
  if (event.terminalId === terminal.terminalId && parked === null) noteNumberOf(db, event);
  return parked === null;
}

type Taking = { readonly terminal: Terminal; readonly isOurs: (event: Event) => boolean };

/**
 * Whether an event's place is in a log of this terminal: one that this file knows as its own, or one that it doesn't know, with a fact
 * of this terminal. A log may hold facts of others, which a hub kept when their till told another history.
 */
function ourPlaces(db: Reader, { companyId, terminalId }: Terminal): (event: Event) => boolean {
  const streams = streamOwners(db, companyId);
  return (event) => streams.get(event.streamId) ?? event.terminalId === terminalId;
}

/** A fact that is known, in a stream that began anew: whoever relays that stream needs its whole chain. */
function noteOtherPlace(db: Writer, event: Event): void {
  if (hashAt(db, event) === undefined) insertPlace(db, event);
}

function assertOwnHash(event: Event): void {
  assert(eventHash(event, sha256) === event.hash, `event ${event.id} does not carry its own hash`);
}

/** How far each foreign stream is known: once for all that came together. */
function noteForeignHeads(db: Writer, events: readonly Event[]): void {
  const heads = new Map<string, Event>();
  for (const event of events) {
    const before = heads.get(event.streamId);
    if (!before || event.seq > before.seq) heads.set(event.streamId, event);
  }
  for (const head of heads.values()) saveForeignHead(db, head);
}

/** As many of these as may travel in one call. */
export function withinBytes(events: Event[]): Event[] {
  // Brackets, and a comma after each.
  let bytes = 1;
  const cut = events.findIndex((event) => (bytes += Buffer.byteLength(JSON.stringify(event)) + 1) > MAX_BATCH_BYTES);
  return cut === -1 ? events : events.slice(0, Math.max(1, cut));
}
