import type { Event } from '@fastops/shared/sync/event';
import type { Master, Scope } from '@fastops/shared/sync/protocol';
import type { TenantSql } from '../../db/tenant-scope.ts';

export type StreamRow = {
  readonly terminalId: string;
  readonly branchId: string;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly durableSeq: number;
};

/** Locks the stream: two pushes of one till follow each other. */
export async function lockStream(sql: TenantSql, streamId: string): Promise<StreamRow | undefined> {
  const rows = await sql.query<StreamRow>(
    `SELECT terminal_id AS "terminalId", branch_id AS "branchId", last_seq::float8 AS "lastSeq", last_hash AS "lastHash",
       durable_seq::float8 AS "durableSeq"
     FROM streams WHERE company_id = $1 AND id = $2 FOR UPDATE`,
    [sql.companyId, streamId],
  );
  return rows[0];
}

/** Whose log it is. */
export async function ownerOfStream(sql: TenantSql, streamId: string): Promise<Pick<StreamRow, 'terminalId' | 'branchId'> | undefined> {
  const rows = await sql.query<Pick<StreamRow, 'terminalId' | 'branchId'>>(
    'SELECT terminal_id AS "terminalId", branch_id AS "branchId" FROM streams WHERE company_id = $1 AND id = $2',
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

export type Aggregate = { readonly id: string; readonly branchId: string };

/**
 * Locks these aggregates until the commit, new ones too, always in the same order: two tills that push facts of one
 * order at once fold one after the other. Answers the branch each belongs to.
 */
export async function claimAggregates(sql: TenantSql, branchId: string, ids: readonly string[]): Promise<Aggregate[]> {
  if (ids.length === 0) return [];
  return sql.query<Aggregate>(
    `INSERT INTO aggregates (company_id, id, branch_id) SELECT $1, id, $2 FROM unnest($3::uuid[]) AS u(id) ORDER BY id
     ON CONFLICT (company_id, id) DO UPDATE SET branch_id = aggregates.branch_id RETURNING id, branch_id AS "branchId"`,
    [sql.companyId, branchId, ids],
  );
}

export const EVENT = `jsonb_strip_nulls(jsonb_build_object('id', e.id, 'companyId', e.company_id, 'branchId', e.branch_id,
       'terminalId', e.terminal_id, 'streamId', e.stream_id, 'seq', e.seq, 'type', e.type, 'v', e.v, 'entityId', e.entity_id, 'rev', e.rev,
       'at', e.at, 'businessDay', e.business_day::text, 'actorId', e.actor_id, 'approvedById', e.approved_by_id))
       || jsonb_build_object('body', e.body, 'prevHash', e.prev_hash, 'hash', e.hash)`;

const RECORD = `jsonb_to_recordset($2::text::jsonb) AS e("id" uuid, "branchId" uuid, "terminalId" uuid, "streamId" uuid, "seq" bigint,
  "type" text, "v" integer, "entityId" uuid, "rev" bigint, "at" bigint, "businessDay" date, "actorId" uuid, "approvedById" uuid,
  "body" jsonb, "prevHash" text, "hash" text)`;

/**
 * One statement for the whole batch, a column an array: PostgreSQL takes these in two thirds of the time of one JSON document.
 * Answers the ids that are new; somebody else may have brought the others a moment ago.
 */
export async function insertEvents(sql: TenantSql, events: readonly Event[], receivedAt: number): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  const text = (read: (event: Event) => string) => events.map(read);
  const number = (read: (event: Event) => number) => events.map(read);
  const rows = await sql.query<{ id: string }>(
    `INSERT INTO events (company_id, id, branch_id, terminal_id, stream_id, seq, type, v, entity_id, rev, at, business_day, actor_id,
       approved_by_id, body, prev_hash, hash, received_at)
     SELECT $1, id, branch_id, terminal_id, stream_id, seq, type, v, entity_id, rev, at, business_day, actor_id,
       nullif(approved_by_id, '')::uuid, body::jsonb, prev_hash, hash, $2
     FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[], $8::text[], $9::integer[], $10::uuid[], $11::bigint[],
       $12::bigint[], $13::date[], $14::uuid[], $15::text[], $16::text[], $17::text[], $18::text[])
       AS e(id, branch_id, terminal_id, stream_id, seq, type, v, entity_id, rev, at, business_day, actor_id, approved_by_id, body,
         prev_hash, hash)
     ON CONFLICT (company_id, id) DO NOTHING RETURNING id`,
    [
      sql.companyId,
      receivedAt,
      text((event) => event.id),
      text((event) => event.branchId),
      text((event) => event.terminalId),
      text((event) => event.streamId),
      number((event) => event.seq),
      text((event) => event.type),
      number((event) => event.v),
      text((event) => event.entityId),
      number((event) => event.rev),
      number((event) => event.at),
      text((event) => event.businessDay),
      text((event) => event.actorId),
      text((event) => event.approvedById ?? ''),
      text((event) => JSON.stringify(event.body)),
      text((event) => event.prevHash),
      text((event) => event.hash),
    ],
  );
  return new Set(rows.map((row) => row.id));
}

export type SetAside = { readonly event: Event; readonly reason: string };

export async function insertQuarantined(sql: TenantSql, set: readonly SetAside[], at: { streamId: string; now: number }): Promise<void> {
  for (const { event, reason } of set) {
    await sql.query(
      `INSERT INTO quarantine (company_id, stream_id, seq, event_id, hash, reason, event, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [sql.companyId, at.streamId, event.seq, event.id, event.hash, reason, JSON.stringify(event), at.now],
    );
  }
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
