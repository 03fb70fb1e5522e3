import type { KitchenTicket } from '@fastops/shared/kitchen/ticket.fold';
import { checkSumsOf, moving, rowsOver, SAME_DAY, SAME_WEEK, summedUp, type Over, type Sums } from '../../db/sums.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';

const OF_TIMES = ['fired', 'seen', 'made'] as const;
/** What a ticket adds: one that was fired, and one to those that took so long to be seen and to be made. */
const ADDED = `LATERAL (VALUES (0, 1, 0, 0), (kitchen_seconds(acked_at - fired_at), 0, 1, 0), (kitchen_seconds(done_at - fired_at), 0, 0, 1))
  AS v(seconds, fired, seen, made)`;
const TIMES = `(SELECT company_id, branch_id, business_day, station_id, v.* FROM kitchen_tickets, ${ADDED} WHERE v.seconds IS NOT NULL) AS t`;
const OF_STATION = { station_id: 'station_id', seconds: 'seconds' };
const DAYS: Sums = { table: 'kitchen_days', of: TIMES, key: { ...SAME_DAY, ...OF_STATION }, figures: OF_TIMES };
const WEEKS: Sums = { table: 'kitchen_weeks', of: 'kitchen_days', key: { ...SAME_WEEK, ...OF_STATION }, figures: OF_TIMES };

/** Makes the times of a branch's kitchen again from its tickets, from the week of a day on; answers how many sums were off. */
export async function checkTimes(sql: TenantSql, at: { branchId: string; since: string }): Promise<number> {
  return (await checkSumsOf(sql, DAYS, at)) + (await checkSumsOf(sql, WEEKS, at));
}

/** Writes what tickets are now, and moves the times of their stations by what that changes. */
export async function saveTickets(sql: TenantSql, tickets: readonly KitchenTicket[]): Promise<void> {
  if (tickets.length === 0) return;
  const rows = tickets.map((ticket) => ({
    id: ticket.id,
    branch_id: ticket.branchId,
    order_id: ticket.orderId,
    station_id: ticket.stationId,
    business_day: ticket.businessDay,
    fired_at: ticket.firedAt,
    acked_at: ticket.acknowledged?.at,
    done_at: ticket.doneAt,
    dashboard_at: ticket.dashboardAt,
  }));
  await sql.query(SAVE_TICKETS, [sql.companyId, JSON.stringify(rows)]);
}

const TIMED = 'branch_id, business_day, station_id, fired_at, acked_at, done_at';
const SAVE_TICKETS = `WITH n AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($2::text::jsonb) AS t(id uuid, branch_id uuid, order_id uuid,
    station_id text, business_day date, fired_at bigint, acked_at bigint, done_at bigint, dashboard_at bigint)),
  b AS MATERIALIZED (SELECT ${TIMED} FROM kitchen_tickets WHERE company_id = $1 AND id IN (SELECT id FROM n)),
  saved AS (INSERT INTO kitchen_tickets (company_id, id, branch_id, order_id, station_id, business_day, fired_at, acked_at, done_at, dashboard_at)
    SELECT $1, id, branch_id, order_id, station_id, business_day, fired_at, acked_at, done_at, dashboard_at FROM n
    ON CONFLICT (company_id, id) DO UPDATE SET order_id = excluded.order_id, station_id = excluded.station_id,
      business_day = excluded.business_day, fired_at = excluded.fired_at, acked_at = excluded.acked_at, done_at = excluded.done_at,
      dashboard_at = excluded.dashboard_at),
  moved AS (SELECT branch_id, business_day, station_id, v.seconds, sum(sign * v.fired) AS fired, sum(sign * v.seen) AS seen, sum(sign * v.made) AS made
    FROM (SELECT ${TIMED}, 1 AS sign FROM n UNION ALL SELECT ${TIMED}, -1 FROM b) AS each, ${ADDED} WHERE v.seconds IS NOT NULL GROUP BY 1, 2, 3, 4),
  c AS MATERIALIZED (SELECT * FROM moved WHERE fired <> 0 OR seen <> 0 OR made <> 0),
  days AS (${moving('kitchen_days', ['branch_id', 'business_day', 'station_id', 'seconds'], { figures: OF_TIMES, from: 'SELECT * FROM c' })})
  ${summedUp(WEEKS)}`;

/** How long a station's tickets took, in seconds, as finely as the sums tell them apart. */
export type StationRow = {
  readonly branchId: string;
  readonly stationId: string;
  readonly tickets: number;
  readonly seenP50: number | null;
  readonly prepP50: number | null;
  readonly prepP95: number | null;
  readonly late: number;
};

export async function stationTimesOver(sql: TenantSql, asked: Over & { readonly lateMinutes: number }): Promise<StationRow[]> {
  const columns = 'branch_id, station_id, seconds, fired, seen, made';
  const { from, params } = rowsOver({ days: 'kitchen_days', weeks: 'kitchen_weeks' }, { companyId: sql.companyId, over: asked, columns });
  // The step in which so many of all are reached, counted from the quickest on.
  const reached = (part: number, count: 'seen' | 'made') =>
    `(min(seconds) FILTER (WHERE ${count} > 0 AND ${count}_sofar >= ${part} * ${count}_all))::float8`;
  const running = (['seen', 'made'] as const).map(
    (count) => `sum(${count}) OVER (PARTITION BY branch_id, station_id ORDER BY seconds) AS ${count}_sofar,
      sum(${count}) OVER (PARTITION BY branch_id, station_id) AS ${count}_all`,
  );
  return sql.query<StationRow>(
    `SELECT branch_id AS "branchId", station_id AS "stationId", sum(fired)::float8 AS tickets, ${reached(0.5, 'seen')} AS "seenP50",
       ${reached(0.5, 'made')} AS "prepP50", ${reached(0.95, 'made')} AS "prepP95",
       coalesce(sum(made) FILTER (WHERE seconds > $${params.length + 1}::float8 * 60), 0)::float8 AS late
     FROM (SELECT *, ${running.join(', ')} FROM
       (SELECT branch_id, station_id, seconds, sum(fired) AS fired, sum(seen) AS seen, sum(made) AS made FROM ${from} AS k GROUP BY 1, 2, 3) AS g) AS r
     GROUP BY 1, 2 HAVING sum(fired) <> 0 ORDER BY 1, 2`,
    [...params, asked.lateMinutes],
  );
}

/** A ticket that nobody in the kitchen has seen, as far as its till has told. */
export type UnseenTicket = { readonly branchId: string; readonly stationId: string; readonly orderId: string; readonly firedAt: number };

/** Older ones than `since` were settled by the end of their day. */
export async function unseenTickets(sql: TenantSql, since: number): Promise<UnseenTicket[]> {
  return sql.query<UnseenTicket>(
    `SELECT branch_id AS "branchId", station_id AS "stationId", order_id AS "orderId", fired_at::float8 AS "firedAt" FROM kitchen_tickets
     WHERE company_id = $1 AND dashboard_at IS NOT NULL AND acked_at IS NULL AND done_at IS NULL AND fired_at > $2 ORDER BY fired_at, id`,
    [sql.companyId, since],
  );
}

/** How long tickets of one station took, in ms. */
export type TicketRow = { readonly stationId: string; readonly toKitchenMs: number | null; readonly prepMs: number | null };

export async function ticketsOfDay(sql: TenantSql, of: { branchId: string; businessDay: string }): Promise<TicketRow[]> {
  return sql.query<TicketRow>(
    `SELECT station_id AS "stationId", (acked_at - fired_at)::float8 AS "toKitchenMs", (done_at - fired_at)::float8 AS "prepMs"
     FROM kitchen_tickets WHERE company_id = $1 AND branch_id = $2 AND business_day = $3`,
    [sql.companyId, of.branchId, of.businessDay],
  );
}
