import type { Event } from '@fastops/shared/sync/event';
import type { Master, Scope } from '@fastops/shared/sync/protocol';
import type { Order } from '@fastops/shared/orders/order.fold';
import type { CashSession } from '@fastops/shared/cash/session.fold';
import type { Fact } from '@fastops/shared/sync/event';
import { lineTotal } from '@fastops/shared/orders/totals';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import type { TenantSql } from '../../db/tenant-scope.ts';

export type StreamRow = { readonly terminalId: string; readonly branchId: string; readonly lastSeq: number; readonly lastHash: string; readonly durableSeq: number };

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

/** The hash at a seq of the stream, whether the event was applied or set aside. */
export async function hashAt(sql: TenantSql, streamId: string, seq: number): Promise<string | undefined> {
  const rows = await sql.query<{ hash: string }>(
    `SELECT hash FROM events WHERE company_id = $1 AND stream_id = $2 AND seq = $3
     UNION ALL SELECT event->>'hash' FROM quarantine WHERE company_id = $1 AND stream_id = $2 AND seq = $3`,
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

/** Which of these event ids are already kept, and with which hash. */
export async function knownHashes(sql: TenantSql, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; hash: string }>('SELECT id, hash FROM events WHERE company_id = $1 AND id = ANY($2::uuid[])', [
    sql.companyId,
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row.hash]));
}

const RECORD = `jsonb_to_recordset($2::text::jsonb) AS e("id" uuid, "branchId" uuid, "terminalId" uuid, "streamId" uuid, "seq" bigint,
  "type" text, "v" integer, "entityId" uuid, "rev" bigint, "at" bigint, "businessDay" date, "actorId" uuid, "approvedById" uuid,
  "body" jsonb, "prevHash" text, "hash" text)`;

/** One statement for the whole batch. */
export async function insertEvents(sql: TenantSql, events: readonly Event[], receivedAt: number): Promise<void> {
  if (events.length === 0) return;
  await sql.query(
    `INSERT INTO events (company_id, id, branch_id, terminal_id, stream_id, seq, type, v, entity_id, rev, at, business_day, actor_id,
       approved_by_id, body, prev_hash, hash, received_at)
     SELECT $1, "id", "branchId", "terminalId", "streamId", "seq", "type", "v", "entityId", "rev", "at", "businessDay", "actorId",
       "approvedById", "body", "prevHash", "hash", $3 FROM ${RECORD}`,
    [sql.companyId, JSON.stringify(events), receivedAt],
  );
}

export async function insertQuarantined(
  sql: TenantSql,
  set: readonly { event: Event; reason: string }[],
  at: { streamId: string; now: number },
): Promise<void> {
  for (const { event, reason } of set) {
    await sql.query(
      `INSERT INTO quarantine (company_id, stream_id, seq, event_id, reason, event, received_at)
       VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7)`,
      [sql.companyId, at.streamId, event.seq, event.id, reason, JSON.stringify(event), at.now],
    );
  }
}

/** All facts of some aggregates in one question. */
export async function factsOf(sql: TenantSql, entityIds: readonly string[]): Promise<Map<string, Fact[]>> {
  const rows = await sql.query<Fact>(
    `SELECT id, terminal_id AS "terminalId", branch_id AS "branchId", seq::float8 AS seq, type, v, entity_id AS "entityId", rev::float8 AS rev,
       at::float8 AS at, business_day::text AS "businessDay", actor_id AS "actorId", body
     FROM events WHERE company_id = $1 AND entity_id = ANY($2::uuid[])`,
    [sql.companyId, entityIds],
  );
  const byEntity = new Map<string, Fact[]>();
  for (const row of rows) byEntity.set(row.entityId, [...(byEntity.get(row.entityId) ?? []), row]);
  return byEntity;
}

export type SoldBefore = { readonly branchId: string; readonly businessDay: string; readonly hour: number; readonly sales: number };

/** What these orders had already put into the hourly sums. */
export async function soldBefore(sql: TenantSql, ids: readonly string[]): Promise<SoldBefore[]> {
  return sql.query<SoldBefore>(
    `SELECT branch_id AS "branchId", business_day::text AS "businessDay", hour, total::float8 AS sales FROM orders
     WHERE company_id = $1 AND id = ANY($2::uuid[]) AND settled_at IS NOT NULL AND state <> 'cancelled'`,
    [sql.companyId, ids],
  );
}

export async function saveOrders(sql: TenantSql, orders: readonly { order: Order; hour: number }[]): Promise<void> {
  if (orders.length === 0) return;
  const rows = orders.map(({ order, hour }) => ({ ...orderRow(order), hour }));
  await sql.query(
    `INSERT INTO orders (company_id, id, branch_id, terminal_id, business_day, hour, type, state, number, total, paid, balance,
       needs_review, opened_at, opened_by_id, placed_at, settled_at, methods, doc)
     SELECT $1, id, branch_id, terminal_id, business_day, hour, type, state, number, total, paid, balance, needs_review, opened_at,
       opened_by_id, placed_at, settled_at, methods, doc
     FROM jsonb_to_recordset($2::text::jsonb) AS o(id uuid, branch_id uuid, terminal_id uuid, business_day date, hour integer, type text,
       state text, number text, total bigint, paid bigint, balance bigint, needs_review text, opened_at bigint, opened_by_id uuid,
       placed_at bigint, settled_at bigint, methods text, doc jsonb)
     ON CONFLICT (company_id, id) DO UPDATE SET business_day = excluded.business_day, hour = excluded.hour, type = excluded.type,
       state = excluded.state, number = excluded.number, total = excluded.total, paid = excluded.paid, balance = excluded.balance,
       needs_review = excluded.needs_review, placed_at = excluded.placed_at, settled_at = excluded.settled_at,
       methods = excluded.methods, doc = excluded.doc`,
    [sql.companyId, JSON.stringify(rows)],
  );
  await saveParts(sql, orders.map(({ order }) => order));
}

function orderRow(order: Order): object {
  return {
    id: order.id,
    branch_id: order.branchId,
    terminal_id: order.terminalId,
    business_day: order.businessDay,
    type: order.type,
    state: order.state,
    number: order.number ? orderNumberText(order.number) : null,
    total: order.totals.total,
    paid: order.paid,
    balance: order.balance,
    needs_review: order.needsReview.join(' '),
    opened_at: order.openedAt,
    opened_by_id: order.openedById,
    placed_at: order.placedAt ?? null,
    settled_at: order.settledAt ?? null,
    methods: [...new Set(order.payments.map((payment) => payment.method))].join(' '),
    doc: order,
  };
}

async function saveParts(sql: TenantSql, orders: readonly Order[]): Promise<void> {
  const ids = orders.map((order) => order.id);
  const lines = orders.flatMap((order) =>
    order.lines.map((line, position) => ({
      order_id: order.id,
      position,
      product_id: line.productId,
      name: line.name,
      quantity: line.quantity,
      total: lineTotal(line),
    })),
  );
  const payments = orders.flatMap((order) => order.payments.map((payment) => ({ order_id: order.id, ...payment })));
  await sql.query('DELETE FROM order_lines WHERE company_id = $1 AND order_id = ANY($2::uuid[])', [sql.companyId, ids]);
  await sql.query(
    `INSERT INTO order_lines (company_id, order_id, position, product_id, name, quantity, total)
     SELECT $1, order_id, position, product_id, name, quantity, total FROM jsonb_to_recordset($2::text::jsonb)
       AS l(order_id uuid, position integer, product_id uuid, name text, quantity integer, total bigint)`,
    [sql.companyId, JSON.stringify(lines)],
  );
  await sql.query(
    `INSERT INTO payments (company_id, order_id, id, method, amount, rounding)
     SELECT $1, order_id, id, method, amount, rounding FROM jsonb_to_recordset($2::text::jsonb)
       AS p(order_id uuid, id uuid, method text, amount bigint, rounding bigint)
     ON CONFLICT DO NOTHING`,
    [sql.companyId, JSON.stringify(payments)],
  );
}

export async function saveCashSession(sql: TenantSql, session: CashSession): Promise<void> {
  await sql.query(
    `INSERT INTO cash_sessions (company_id, id, branch_id, terminal_id, business_day, opened_at, opened_by_id, opening_float, closed_at, counted)
     VALUES ($1, $2, $3, $4, $5::text::date, $6, $7, $8, $9, $10)
     ON CONFLICT (company_id, id) DO UPDATE SET closed_at = excluded.closed_at, counted = excluded.counted`,
    [
      sql.companyId,
      session.id,
      session.branchId,
      session.terminalId,
      session.businessDay,
      session.openedAt,
      session.openedById,
      session.openingFloat,
      session.closedAt ?? null,
      session.counted ?? null,
    ],
  );
}

export type HourDelta = { branch_id: string; business_day: string; hour: number; sales: number; tickets: number };

/** Moves the hourly sums by differences, always in the same order so that two pushes can't lock each other out. */
export async function moveHours(sql: TenantSql, deltas: readonly HourDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  await sql.query(
    `INSERT INTO branch_hours (company_id, branch_id, business_day, hour, sales, tickets)
     SELECT $1, branch_id, business_day, hour, sales, tickets FROM jsonb_to_recordset($2::text::jsonb)
       AS d(branch_id uuid, business_day date, hour integer, sales bigint, tickets bigint)
     ORDER BY branch_id, business_day, hour
     ON CONFLICT (company_id, branch_id, business_day, hour) DO UPDATE
       SET sales = branch_hours.sales + excluded.sales, tickets = branch_hours.tickets + excluded.tickets`,
    [sql.companyId, JSON.stringify(deltas)],
  );
}

/**
 * Gives the events their positions in the branch's scope. Must be the transaction's last write: the counter's row
 * stays locked until the commit, so positions are gapless and in commit order.
 */
export async function takePositions(sql: TenantSql, scope: string, eventIds: readonly string[]): Promise<number> {
  const [row] = await sql.query<{ head: number }>(
    'UPDATE scopes SET head = head + $3 WHERE company_id = $1 AND scope = $2 RETURNING head::float8 AS head',
    [sql.companyId, scope, eventIds.length],
  );
  const head = row?.head ?? 0;
  await sql.query(
    `INSERT INTO changes (company_id, scope, position, event_id)
     SELECT $1, $2, $3::bigint + n, id FROM unnest($4::uuid[]) WITH ORDINALITY AS u(id, n)`,
    [sql.companyId, scope, head - eventIds.length, eventIds],
  );
  return head;
}

export async function readScope(sql: TenantSql, scope: string): Promise<{ head: number; epoch: string } | undefined> {
  const rows = await sql.query<{ head: number; epoch: string }>(
    'SELECT head::float8 AS head, epoch FROM scopes WHERE company_id = $1 AND scope = $2',
    [sql.companyId, scope],
  );
  return rows[0];
}

export type EventPage = { readonly position: number; readonly event: Event };

export async function eventPage(sql: TenantSql, scope: string, at: { after: number; limit: number }): Promise<EventPage[]> {
  const rows = await sql.query<EventPage & { approvedById: string | null }>(
    `SELECT c.position::float8 AS position, jsonb_strip_nulls(jsonb_build_object('id', e.id, 'companyId', e.company_id, 'branchId', e.branch_id,
       'terminalId', e.terminal_id, 'streamId', e.stream_id, 'seq', e.seq, 'type', e.type, 'v', e.v, 'entityId', e.entity_id, 'rev', e.rev,
       'at', e.at, 'businessDay', e.business_day::text, 'actorId', e.actor_id, 'approvedById', e.approved_by_id))
       || jsonb_build_object('body', e.body, 'prevHash', e.prev_hash, 'hash', e.hash) AS event
     FROM changes c JOIN events e ON e.company_id = c.company_id AND e.id = c.event_id
     WHERE c.company_id = $1 AND c.scope = $2 AND c.position > $3 ORDER BY c.position LIMIT $4`,
    [sql.companyId, scope, at.after, at.limit],
  );
  return rows;
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
