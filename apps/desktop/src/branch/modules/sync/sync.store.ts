import { assert } from '@fastops/shared/base/assert';
import type { Scope } from '@fastops/shared/sync/protocol';
import type { Event } from '@fastops/shared/sync/event';
import type { Reader, Writer } from '../../db/access.ts';

export type Pending = { readonly count: number; readonly value: number; readonly oldestAt: number | null };
export type Cursor = { readonly epoch: string; readonly position: number };

// CROSS JOIN keeps SQLite to this order: from the few streams to the end of their chains. The other way it would read the whole log.
const PENDING = `s.company_id = ? AND s.own = 1
  AND %.seq > max(s.acked_seq, CASE s.stream_id WHEN ? THEN ? ELSE 0 END) AND %.seq <= coalesce(s.send_to, s.last_seq)`;

/** Own events that the cloud hasn't acknowledged: how many, how much money, since when; of one stream only what is after `sent`. */
export function readPending(db: Reader, companyId: string, sent: { streamId: string; seq: number }): Pending {
  const row = db.get<Pending>(
    `SELECT count(*) AS count, coalesce(sum(value), 0) AS value, min(at) AS oldestAt FROM (
       SELECT e.value, e.at FROM streams s CROSS JOIN events e ON e.company_id = s.company_id AND e.stream_id = s.stream_id AND e.adopted = 0
       WHERE ${PENDING.replaceAll('%', 'e')}
       UNION ALL
       SELECT e.value, e.at FROM streams s CROSS JOIN event_places p ON p.company_id = s.company_id AND p.stream_id = s.stream_id
         CROSS JOIN events e ON e.company_id = p.company_id AND e.id = p.event_id
       WHERE ${PENDING.replaceAll('%', 'p')})`,
    companyId,
    sent.streamId,
    sent.seq,
    companyId,
    sent.streamId,
    sent.seq,
  );
  assert(row, 'an aggregate always gives a row');
  return row;
}

/** Own streams with something to send, oldest first: a closed stream is emptied before the open one. */
export function nextOwnStream(db: Reader, companyId: string): { streamId: string; ackedSeq: number; sendTo: number } | undefined {
  return db.get(
    `SELECT stream_id AS streamId, acked_seq AS ackedSeq, coalesce(send_to, last_seq) AS sendTo FROM streams
     WHERE company_id = ? AND own = 1 AND registered = 1 AND acked_seq < coalesce(send_to, last_seq) ORDER BY is_open, stream_id LIMIT 1`,
    companyId,
  );
}

/** Keeps what the cloud says of the durability of what it acknowledged. */
export function saveDurable(db: Writer, companyId: string, stream: { streamId: string; durableSeq: number }): void {
  db.run(
    'UPDATE streams SET durable_seq = min(acked_seq, ?) WHERE company_id = ? AND stream_id = ?',
    stream.durableSeq,
    companyId,
    stream.streamId,
  );
}

export function saveAck(
  db: Writer,
  companyId: string,
  ack: { streamId: string; seq: number; durableSeq: number; signedHead: string },
): void {
  db.run(
    // What was durable stays counted so only as far as the cloud still has it: one that was restored has less.
    'UPDATE streams SET acked_seq = ?, durable_seq = min(?, max(durable_seq, ?)), signed_head = ? WHERE company_id = ? AND stream_id = ?',
    ack.seq,
    ack.seq,
    ack.durableSeq,
    ack.signedHead,
    companyId,
    ack.streamId,
  );
}

export function readCursor(db: Reader, companyId: string, scope: Scope): Cursor | undefined {
  return db.get<Cursor>('SELECT epoch, position FROM cursors WHERE company_id = ? AND scope = ?', companyId, scope);
}

export function saveCursor(db: Writer, companyId: string, cursor: Cursor & { scope: Scope }): void {
  db.run(
    `INSERT INTO cursors (company_id, scope, epoch, position) VALUES (?, ?, ?, ?)
     ON CONFLICT (company_id, scope) DO UPDATE SET epoch = excluded.epoch, position = excluded.position`,
    companyId,
    cursor.scope,
    cursor.epoch,
    cursor.position,
  );
}

/** All streams that this file knows, and whether they are its own. */
export function streamOwners(db: Reader, companyId: string): ReadonlyMap<string, boolean> {
  const rows = db.all<{ id: string; own: number }>('SELECT stream_id AS id, own FROM streams WHERE company_id = ?', companyId);
  return new Map(rows.map(({ id, own }) => [id, own === 1]));
}

/** Notes how far another terminal's stream is known here. */
export function saveForeignHead(db: Writer, event: Event): void {
  db.run(
    `INSERT INTO streams (company_id, stream_id, terminal_id, series, own, is_open, last_seq, last_hash, acked_seq, durable_seq, signed_head)
     VALUES (?, ?, ?, '?', 0, 0, ?, ?, ?, 0, '')
     ON CONFLICT (company_id, stream_id) DO UPDATE SET last_seq = excluded.last_seq, last_hash = excluded.last_hash, acked_seq = excluded.acked_seq
     WHERE own = 0 AND excluded.last_seq > streams.last_seq`,
    event.companyId,
    event.streamId,
    event.terminalId,
    event.seq,
    event.hash,
    event.seq,
  );
}

export function readMeta(db: Reader, key: string): string | undefined {
  return db.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value;
}

export function saveMeta(db: Writer, key: string, value: string): void {
  db.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value);
}

export function readSealedGrant(db: Reader, companyId: string): string | undefined {
  return db.get<{ sealed: string }>('SELECT sealed FROM grants WHERE company_id = ?', companyId)?.sealed;
}

export function forgetSealedGrant(db: Writer, companyId: string): void {
  db.run('DELETE FROM grants WHERE company_id = ?', companyId);
}

export function saveSealedGrant(db: Writer, companyId: string, grant: { version: number; sealed: string }): void {
  db.run(
    `INSERT INTO grants (company_id, version, sealed) VALUES (?, ?, ?)
     ON CONFLICT (company_id) DO UPDATE SET version = excluded.version, sealed = excluded.sealed`,
    companyId,
    grant.version,
    grant.sealed,
  );
}
