import type { Event } from '@fastops/shared/sync/event';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** The reason of facts that a terminal left behind when it was put away: only a person decides about them. */
export const SURRENDERED = 'left by a terminal that was put away';

/** What a terminal left behind and nobody has decided about. */
export type LeftBehind = {
  readonly terminalId: string;
  readonly terminalName: string;
  readonly branchId: string;
  readonly count: number;
  /** Money that its payments say they took. */
  readonly value: number;
  readonly sales: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly receivedAt: number;
};

// A text with U+0000 is no JSON of PostgreSQL: its money can't be read, and it is counted all the same.
const BODY = String.raw`CASE WHEN position('\u0000' IN q.event) = 0 THEN q.event::jsonb END`;
const UNDECIDED = `q.company_id = $1 AND q.reason = $2 AND NOT EXISTS (SELECT FROM quarantine_notes n WHERE n.company_id = q.company_id
  AND n.stream_id = q.stream_id AND n.seq = q.seq AND n.kind IN ('resolved', 'projected', 'tried'))
  AND NOT EXISTS (SELECT FROM events e WHERE e.company_id = q.company_id AND e.id = q.event_id)`;

/** Terminal by terminal. What came another way meanwhile (the terminal is back) waits for nobody. */
export async function listLeftBehind(sql: TenantSql): Promise<LeftBehind[]> {
  return sql.query<LeftBehind>(
    `SELECT t.id AS "terminalId", t.name AS "terminalName", t.branch_id AS "branchId", count(*)::float8 AS count,
       coalesce(sum((f.event->'body'->'payment'->>'amount')::numeric) FILTER (WHERE f.event->>'type' = 'order.payment-added'), 0)::float8 AS value,
       count(DISTINCT f.event->>'entityId') FILTER (WHERE f.event->>'type' = 'order.payment-added')::float8 AS sales,
       coalesce(min(f.event->>'businessDay'), '') AS "firstDay", coalesce(max(f.event->>'businessDay'), '') AS "lastDay",
       max(f.received_at)::float8 AS "receivedAt"
     FROM (SELECT q.stream_id, q.received_at, ${BODY} AS event FROM quarantine q WHERE ${UNDECIDED}) f
     JOIN streams s ON s.company_id = $1 AND s.id = f.stream_id
     JOIN terminals t ON t.company_id = $1 AND t.id = s.terminal_id
     GROUP BY t.id, t.name, t.branch_id ORDER BY "receivedAt" DESC`,
    [sql.companyId, SURRENDERED],
  );
}

export type LeftFact = { readonly streamId: string; readonly event: Event };

/** The oldest of what a terminal left, in the order of its logs. */
export async function leftFacts(sql: TenantSql, terminalId: string, limit: number): Promise<LeftFact[]> {
  const rows = await sql.query<{ streamId: string; event: string }>(
    `SELECT q.stream_id AS "streamId", q.event FROM quarantine q JOIN streams s ON s.company_id = q.company_id AND s.id = q.stream_id
     WHERE ${UNDECIDED} AND s.terminal_id = $3 ORDER BY s.opened_at, q.stream_id, q.seq LIMIT $4`,
    [sql.companyId, SURRENDERED, terminalId, limit],
  );
  return rows.map(({ streamId, event }) => ({ streamId, event: JSON.parse(event) }));
}

/** How somebody decided, fact by fact. */
export type Decision = {
  readonly kind: 'resolved' | 'projected' | 'tried';
  readonly note: string;
  readonly userId: string;
  readonly at: number;
};

export async function insertDecisions(sql: TenantSql, { kind, note, userId, at }: Decision, facts: readonly LeftFact[]): Promise<void> {
  await sql.query(
    `INSERT INTO quarantine_notes (company_id, id, stream_id, seq, kind, note, user_id, at)
     SELECT $1, gen_random_uuid(), stream_id, seq, $2, $3, $4, $5 FROM unnest($6::uuid[], $7::bigint[]) AS f(stream_id, seq)`,
    [sql.companyId, kind, note, userId, at, facts.map(({ streamId }) => streamId), facts.map(({ event }) => event.seq)],
  );
}
