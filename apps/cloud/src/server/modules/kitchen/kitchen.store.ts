import type { KitchenTicket } from '@fastops/shared/kitchen/ticket.fold';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** Writes what tickets are now. */
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
  await sql.query(
    `INSERT INTO kitchen_tickets (company_id, id, branch_id, order_id, station_id, business_day, fired_at, acked_at, done_at, dashboard_at)
     SELECT $1, id, branch_id, order_id, station_id, business_day, fired_at, acked_at, done_at, dashboard_at
     FROM jsonb_to_recordset($2::text::jsonb) AS t(id uuid, branch_id uuid, order_id uuid, station_id text, business_day date,
       fired_at bigint, acked_at bigint, done_at bigint, dashboard_at bigint)
     ON CONFLICT (company_id, id) DO UPDATE SET order_id = excluded.order_id, station_id = excluded.station_id,
       business_day = excluded.business_day, fired_at = excluded.fired_at, acked_at = excluded.acked_at, done_at = excluded.done_at,
       dashboard_at = excluded.dashboard_at`,
    [sql.companyId, JSON.stringify(rows)],
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
