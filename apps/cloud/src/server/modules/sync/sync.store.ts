import type { Event } from '@fastops/shared/sync/event';
import type { Master, Scope } from '@fastops/shared/sync/protocol';
import type { TenantSql } from '../../db/tenant-scope.ts';

export type StreamRow = {
  readonly terminalId: string;
  readonly branchId: string;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly durableSeq: number;
  readonly utcOffsetHours: number;
};

/** Locks the stream: two pushes of one till follow each other. */
export async function lockStream(sql: TenantSql, streamId: string): Promise<StreamRow | undefined> {
  const rows = await sql.query<StreamRow>(
    `SELECT s.terminal_id AS "terminalId", s.branch_id AS "branchId", s.last_seq::float8 AS "lastSeq", s.last_hash AS "lastHash",
       s.durable_seq::float8 AS "durableSeq", b.utc_offset_hours AS "utcOffsetHours"
     FROM streams s JOIN branches b ON b.company_id = s.company_id AND b.id = s.branch_id
     WHERE s.company_id = $1 AND s.id = $2 FOR UPDATE OF s`,
    [sql.companyId, streamId],
  );
  return rows[0];
}

/** Whose log it is, and how far its branch is from UTC. */
export type StreamOwner = Pick<StreamRow, 'terminalId' | 'branchId' | 'utcOffsetHours'>;

export async function ownerOfStream(sql: TenantSql, streamId: string): Promise<StreamOwner | undefined> {
  const rows = await sql.query<StreamOwner>(
    `SELECT s.terminal_id AS "terminalId", s.branch_id AS "branchId", b.utc_offset_hours AS "utcOffsetHours"
     FROM streams s JOIN branches b ON b.company_id = s.company_id AND b.id = s.branch_id WHERE s.company_id = $1 AND s.id = $2`,
    [sql.companyId, streamId],
  );
  return rows[0];
}

/** The hash at a seq of the stream, whether the event was applied, set aside or known before. */
export async function hashAt(sql: TenantSql, streamId: string, seq: number): Promise<string | undefined> {
  const rows = await sql.query<{ hash: string }>(
    `SELECT hash FROM events WHERE company_id = $1 AND stream_id = $2 AND seq = $3
     UNION ALL SELECT hash FROM quarantine WHERE company_id = $1 AND stream_id = $2 AND seq = $3
     UNION ALL SELECT hash FROM relogged_events WHERE company_id = $1 AND stream_id = $2 AND seq = $3`,
    [sql.companyId, streamId, seq],
  );
  return rows[0]?.hash;
}

export async function saveHead(sql: TenantSql, streamId: string, head: { seq: number; hash: string }): Promise<void> {
  await sql.query('UPDATE streams SET last_seq = $3, last_hash = $4 WHERE company_id = $1 AND id = $2', [
    sql.companyId,
    streamId,
    head.seq,
    head.hash,
  ]);
}

/** Those of these events that are already kept, as they are kept. */
export async function knownEvents(sql: TenantSql, ids: readonly string[]): Promise<Map<string, Event>> {
  const rows = await sql.query<{ event: Event }>(
    `SELECT ${EVENT} AS event FROM events e WHERE e.company_id = $1 AND e.id = ANY($2::uuid[])`,
    [sql.companyId, ids],
  );
  return new Map(rows.map(({ event }) => [event.id, event]));
}

export const EVENT = `jsonb_strip_nulls(jsonb_build_object('id', e.id, 'companyId', e.company_id, 'branchId', e.branch_id,
       'terminalId', e.terminal_id, 'streamId', e.stream_id, 'seq', e.seq, 'type', e.type, 'v', e.v, 'entityId', e.entity_id, 'rev', e.rev,
       'at', e.at, 'businessDay', e.business_day::text, 'actorId', e.actor_id, 'approvedById', e.approved_by_id))
       || jsonb_build_object('body', e.body, 'prevHash', e.prev_hash, 'hash', e.hash)`;

const RECORD = `jsonb_to_recordset($2::text::jsonb) AS e("id" uuid, "branchId" uuid, "terminalId" uuid, "streamId" uuid, "seq" bigint,
  "type" text, "v" integer, "entityId" uuid, "rev" bigint, "at" bigint, "businessDay" date, "actorId" uuid, "approvedById" uuid,
  "body" jsonb, "prevHash" text, "hash" text)`;

export type SetAside = { readonly event: Event; readonly reason: string };

export async function insertQuarantined(sql: TenantSql, set: readonly SetAside[], at: { streamId: string; now: number }): Promise<void> {
  if (set.length === 0) return;
  await sql.query(
    `INSERT INTO quarantine (company_id, stream_id, seq, event_id, hash, reason, event, received_at)
     SELECT $1, $2, seq, event_id, hash, reason, event, $3 FROM unnest($4::bigint[], $5::uuid[], $6::text[], $7::text[], $8::text[])
       AS q(seq, event_id, hash, reason, event)`,
    [
      sql.companyId,
      at.streamId,
      at.now,
      set.map(({ event }) => event.seq),
      set.map(({ event }) => event.id),
      set.map(({ event }) => event.hash),
      set.map(({ reason }) => reason),
      set.map(({ event }) => JSON.stringify(event)),
    ],
  );
}

export async function insertRelogged(sql: TenantSql, events: readonly Event[], at: { streamId: string; now: number }): Promise<void> {
  if (events.length === 0) return;
  await sql.query(
    `INSERT INTO relogged_events (company_id, stream_id, seq, event_id, hash, received_at)
     SELECT $1, $3, "seq", "id", "hash", $4 FROM ${RECORD}`,
    [sql.companyId, JSON.stringify(events), at.streamId, at.now],
  );
}

/**
 * Gives the events their positions in the branch's scope. Must be the transaction's last write: the counter's row
 * stays locked until the commit, so positions are gapless and in commit order.
 */
export async function takePositions(sql: TenantSql, scope: string, eventIds: readonly string[]): Promise<number> {
  if (eventIds.length === 0) return 0;
  const [row] = await sql.query<{ head: number }>(
    `WITH moved AS (UPDATE scopes SET head = head + $3 WHERE company_id = $1 AND scope = $2 RETURNING head),
       placed AS (INSERT INTO changes (company_id, scope, position, event_id)
         SELECT $1, $2, moved.head - $3 + n, id FROM moved, unnest($4::uuid[]) WITH ORDINALITY AS u(id, n))
     SELECT head::float8 AS head FROM moved`,
    [sql.companyId, scope, eventIds.length, eventIds],
  );
  return row?.head ?? 0;
}

export async function readScope(sql: TenantSql, scope: string): Promise<{ head: number; epoch: string } | undefined> {
  const rows = await sql.query<{ head: number; epoch: string }>(
    'SELECT head::float8 AS head, epoch FROM scopes WHERE company_id = $1 AND scope = $2',
    [sql.companyId, scope],
  );
  return rows[0];
}

export type EventPage = { readonly position: number; readonly event: Event };

/** Columns, put together here: building the same JSON in the database cost five times as much there. */
export async function eventPage(sql: TenantSql, scope: string, at: { after: number; limit: number }): Promise<EventPage[]> {
  const rows = await sql.query<Event & { position: number; approvedById: string | null }>(
    `SELECT c.position::float8 AS position, e.id, e.company_id AS "companyId", e.branch_id AS "branchId", e.terminal_id AS "terminalId",
       e.stream_id AS "streamId", e.seq::float8 AS seq, e.type, e.v, e.entity_id AS "entityId", e.rev::float8 AS rev, e.at::float8 AS at,
       e.business_day::text AS "businessDay", e.actor_id AS "actorId", e.approved_by_id AS "approvedById", e.body,
       e.prev_hash AS "prevHash", e.hash
     FROM changes c JOIN events e ON e.company_id = c.company_id AND e.id = c.event_id
     WHERE c.company_id = $1 AND c.scope = $2 AND c.position > $3 ORDER BY c.position LIMIT $4`,
    [sql.companyId, scope, at.after, at.limit],
  );
  return rows.map(({ position, approvedById, ...event }) => ({
    position,
    event: approvedById === null ? event : { ...event, approvedById },
  }));
}

export type MasterPage = { readonly position: number; readonly master: Master };

export async function masterPage(sql: TenantSql, scope: Scope, at: { after: number; limit: number }): Promise<MasterPage[]> {
  return sql.query<MasterPage>(
    `SELECT c.position::float8 AS position,
       jsonb_build_object('kind', m.kind, 'id', m.id, 'version', m.version, 'deleted', m.deleted, 'doc', m.doc) AS master
     FROM changes c JOIN masters m ON m.company_id = c.company_id AND m.kind = c.master_kind AND m.id = c.master_id
     WHERE c.company_id = $1 AND c.scope = $2 AND c.position > $3 ORDER BY c.position LIMIT $4`,
    [sql.companyId, scope, at.after, at.limit],
  );
}
