import { hash } from 'node:crypto';
import { assert } from '@fastops/shared/base/assert';
import { CHAIN_START, eventHash } from '@fastops/shared/sync/chain';
import { currentVersion, upcast } from '@fastops/shared/sync/upcast';
import type { Event, Fact } from '@fastops/shared/sync/event';
import { isKnownEvent, type EventBody } from '@fastops/shared/sync/event-types';
import type { IncarnationReason } from '@fastops/shared/sync/protocol';
import type { Draft, Terminal } from '../context.ts';
import type { Reader, Row, Writer } from './access.ts';

/** Where a stream stands: its last event and what the cloud has of it. */
export type StreamHead = {
  readonly streamId: string;
  readonly series: string;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly ackedSeq: number;
};

/** SHA-256 of a UTF-8 text, hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** How a stream begins; one that takes over from another says why, and is told to the cloud before its first push. */
export type NewStream = {
  readonly streamId: string;
  readonly series: string;
  readonly takesOver?: { readonly reason: IncarnationReason; readonly at: number; readonly from: StreamHead };
};

/** Starts a stream of this terminal; the one before is closed and kept. */
export function openStream(db: Writer, terminal: Terminal, { streamId, series, takesOver }: NewStream): void {
  db.run('UPDATE streams SET is_open = 0 WHERE company_id = ? AND own = 1', terminal.companyId);
  db.run(
    `INSERT INTO streams (company_id, stream_id, terminal_id, series, own, is_open, last_seq, last_hash, acked_seq, durable_seq, signed_head,
       reason, opened_at, previous_id, previous_seq, previous_hash, registered)
     VALUES (?, ?, ?, ?, 1, 1, 0, ?, 0, 0, '', ?, ?, ?, ?, ?, ?)`,
    terminal.companyId,
    streamId,
    terminal.terminalId,
    series,
    CHAIN_START,
    takesOver?.reason ?? null,
    takesOver?.at ?? 0,
    takesOver?.from.streamId ?? null,
    takesOver?.from.lastSeq ?? 0,
    takesOver?.from.lastHash ?? '',
    takesOver ? 0 : 1,
  );
}

/** The stream that this terminal writes to. */
export function ownStream(db: Reader, companyId: string): StreamHead {
  const row = db.get<StreamHead>(
    `SELECT stream_id AS streamId, series, last_seq AS lastSeq, last_hash AS lastHash, acked_seq AS ackedSeq
     FROM streams WHERE company_id = ? AND own = 1 AND is_open = 1`,
    companyId,
  );
  assert(row, 'this terminal has no open stream');
  return row;
}

/** The log as one command writes it: the stream's head is read once and written once, at the end. */
export type CommandLog = {
  /** Appends one fact: next seq of the stream, next rev of its aggregate, linked to the hash before it. */
  append(draft: Draft & { id: string; at: number; actorId: string; approvedById?: string }): Event;
  /** The facts of one aggregate with what this command has appended: read from disk once. */
  factsOf(entityId: string): readonly Fact[];
  /** Writes the new head. Must be the last thing before the commit. */
  close(): void;
};

/** Opens the log for a command, inside its transaction. */
export function openCommandLog(db: Writer, terminal: Terminal): CommandLog {
  const { companyId, branchId, terminalId } = terminal;
  const revs = new Map<string, number>();
  const facts = new Map<string, Fact[]>();
  let head: StreamHead | undefined;
  let last: Event | undefined;
  return {
    append: (draft) => {
      head ??= ownStream(db, companyId);
      const { id, type, entityId, at, businessDay, actorId, approvedById } = draft;
      const isNew = facts.get(entityId)?.length === 0;
      const rev = (revs.get(entityId) ?? (isNew ? 0 : highestRev(db, companyId, entityId))) + 1;
      // In the order of the alphabet, as the hash takes them: keys that are sorted already cost it nothing.
      const unsealed = {
        actorId,
        ...(approvedById === undefined ? {} : { approvedById }),
        at,
        body: draft.body as Record<string, unknown>,
        branchId,
        businessDay,
        companyId,
        entityId,
        id,
        prevHash: last?.hash ?? head.lastHash,
        rev,
        seq: (last?.seq ?? head.lastSeq) + 1,
        streamId: head.streamId,
        terminalId,
        type,
        v: draft.v ?? currentVersion(draft.type),
      };
      last = { ...unsealed, hash: eventHash(unsealed, sha256) };
      revs.set(entityId, rev);
      facts.get(entityId)?.push(last);
      insertEvent(db, last, { parked: null, adopted: false });
      return last;
    },
    factsOf: (entityId) => {
      const known = facts.get(entityId) ?? factsOf(db, companyId, entityId);
      facts.set(entityId, known);
      return known;
    },
    close: () => {
      if (last) saveHead(db, last);
    },
  };
}

function saveHead(db: Writer, last: Pick<Event, 'companyId' | 'streamId' | 'seq' | 'hash'>): void {
  const { changes } = db.run(
    'UPDATE streams SET last_seq = ?, last_hash = ? WHERE company_id = ? AND stream_id = ?',
    last.seq,
    last.hash,
    last.companyId,
    last.streamId,
  );
  assert(changes === 1, 'the stream vanished while being written');
}

/**
 * Logs facts of this file again at the end of the open stream: same ids and contents, new links of the chain.
 * Their rows stay where they are.
 */
export function logAgain(db: Writer, companyId: string, events: readonly Event[]): void {
  const { streamId, lastSeq, lastHash } = ownStream(db, companyId);
  let head = { companyId, streamId, seq: lastSeq, hash: lastHash };
  for (const event of events) {
    const { hash: _, ...moved } = { ...event, streamId, seq: head.seq + 1, prevHash: head.hash };
    head = { companyId, streamId, seq: moved.seq, hash: eventHash(moved, sha256) };
    insertPlace(db, { ...moved, hash: head.hash });
  }
  saveHead(db, head);
}

/** Notes where else a known fact is logged. Saying it again changes nothing. */
export function insertPlace(db: Writer, event: Event): void {
  db.run(
    `INSERT INTO event_places (company_id, stream_id, seq, event_id, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id, stream_id, seq) DO NOTHING`,
    event.companyId,
    event.streamId,
    event.seq,
    event.id,
    event.prevHash,
    event.hash,
  );
}

/** Whether the fact is projected, and whether it is of this file's own chain. */
export type Keeping = { readonly parked: string | null; readonly adopted: boolean };

/** Stores one event as it is; `parked` says why it isn't projected. */
export function insertEvent(db: Writer, event: Event, { parked, adopted }: Keeping): void {
  db.run(
    `INSERT INTO events (company_id, id, branch_id, terminal_id, stream_id, seq, type, v, entity_id, rev, at,
       business_day, actor_id, approved_by_id, body, prev_hash, hash, value, parked, adopted)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    event.companyId,
    event.id,
    event.branchId,
    event.terminalId,
    event.streamId,
    event.seq,
    event.type,
    event.v,
    event.entityId,
    event.rev,
    event.at,
    event.businessDay,
    event.actorId,
    event.approvedById ?? null,
    JSON.stringify(event.body),
    event.prevHash,
    event.hash,
    moneyTaken(event),
    parked,
    adopted ? 1 : 0,
  );
}

/** The projected facts of one aggregate, in no particular order: folds sort. */
export function factsOf(db: Reader, companyId: string, entityId: string): Fact[] {
  const rows = db.all<Omit<Fact, 'body'> & { body: string }>(
    `SELECT id, terminal_id AS terminalId, branch_id AS branchId, seq, type, v, entity_id AS entityId, rev, at,
       business_day AS businessDay, actor_id AS actorId, body
     FROM events WHERE company_id = ? AND entity_id = ? AND parked IS NULL`,
    companyId,
    entityId,
  );
  return rows.map((row) => upcast({ ...row, body: JSON.parse(row.body) }));
}

/** Events of a stream after a seq, oldest first; what was logged in it again among them. */
export function eventsAfter(db: Reader, at: { companyId: string; streamId: string; seq: number }, limit: number): Event[] {
  const { companyId, streamId, seq } = at;
  const own = db.all(
    'SELECT * FROM events WHERE company_id = ? AND stream_id = ? AND adopted = 0 AND seq > ? ORDER BY seq LIMIT ?',
    companyId,
    streamId,
    seq,
    limit,
  );
  const again = db.all(
    `SELECT e.*, p.stream_id, p.seq, p.prev_hash, p.hash
     FROM event_places p JOIN events e ON e.company_id = p.company_id AND e.id = p.event_id
     WHERE p.company_id = ? AND p.stream_id = ? AND p.seq > ? ORDER BY p.seq LIMIT ?`,
    companyId,
    streamId,
    seq,
    limit,
  );
  const events = own.map(toEvent);
  if (again.length === 0) return events;
  return [...again.map(toEvent), ...events].sort((a, b) => a.seq - b.seq).slice(0, limit);
}

/** These events as their rows say, in the order they were kept. */
export function eventsOf(db: Reader, companyId: string, ids: readonly string[]): Event[] {
  const wanted = JSON.stringify(ids);
  return db
    .all('SELECT * FROM events WHERE company_id = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY position', companyId, wanted)
    .map(toEvent);
}

/** The hash of a stream at a seq; undefined where the file has nothing of it. */
export function hashAt(db: Reader, at: { companyId: string; streamId: string; seq: number }): string | undefined {
  if (at.seq === 0) return CHAIN_START;
  // Asked of every event that comes down: one look at two indexes, and no row is read whole.
  return db.get<{ hash: string }>(
    `SELECT hash FROM event_places WHERE company_id = ? AND stream_id = ? AND seq = ?
     UNION ALL SELECT hash FROM events WHERE company_id = ? AND stream_id = ? AND seq = ? AND adopted = 0 LIMIT 1`,
    at.companyId,
    at.streamId,
    at.seq,
    at.companyId,
    at.streamId,
    at.seq,
  )?.hash;
}

/**
 * Everything in this file, own and foreign, in commit order. The position is the row's key: events are never deleted, there is
 * one writer, and a roll-back gives its numbers back, so positions are gapless without another row being written per event.
 */
export function eventsByPosition(db: Reader, after: number, limit: number): { position: number; event: Event }[] {
  return db
    .all<Row & { position: number }>('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?', after, limit)
    .map((row) => ({ position: row.position, event: toEvent(row) }));
}

/** The highest position of {@link eventsByPosition}. */
export function lastPosition(db: Reader): number {
  return db.get<{ head: number | null }>('SELECT max(position) AS head FROM events')?.head ?? 0;
}

/** Whether the log already holds the event, under any stream. */
export function hasEvent(db: Reader, companyId: string, id: string): boolean {
  return db.get('SELECT 1 AS one FROM events WHERE company_id = ? AND id = ?', companyId, id) !== undefined;
}

/** Whether an aggregate has a fact of a type. */
export function hasFact(db: Reader, of: { companyId: string; entityId: string; type: string }): boolean {
  const sql = 'SELECT 1 AS one FROM events WHERE company_id = ? AND entity_id = ? AND type = ? AND parked IS NULL LIMIT 1';
  return db.get(sql, of.companyId, of.entityId, of.type) !== undefined;
}

/** The highest rev of an aggregate that this file holds; 0 when it holds nothing of it. */
export function highestRev(db: Reader, companyId: string, entityId: string): number {
  const row = db.get<{ rev: number | null }>(
    'SELECT max(rev) AS rev FROM events WHERE company_id = ? AND entity_id = ?',
    companyId,
    entityId,
  );
  return row?.rev ?? 0;
}

function moneyTaken(event: Event): number {
  if (event.type !== 'order.payment-added' || !isKnownEvent(event)) return 0;
  return (event.body as EventBody<'order.payment-added'>).payment.amount;
}

function toEvent(row: Row): Event {
  const text = (key: string) => String(row[key]);
  const number = (key: string) => Number(row[key]);
  return {
    id: text('id'),
    companyId: text('company_id'),
    branchId: text('branch_id'),
    terminalId: text('terminal_id'),
    streamId: text('stream_id'),
    seq: number('seq'),
    type: text('type'),
    v: number('v'),
    entityId: text('entity_id'),
    rev: number('rev'),
    at: number('at'),
    businessDay: text('business_day'),
    actorId: text('actor_id'),
    ...(row['approved_by_id'] === null ? {} : { approvedById: text('approved_by_id') }),
    body: JSON.parse(text('body')),
    prevHash: text('prev_hash'),
    hash: text('hash'),
  };
}
