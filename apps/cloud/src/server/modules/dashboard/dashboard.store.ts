import type { Money } from '@fastops/shared/base/money';
import type { OrderType } from '@fastops/shared/orders/order.events';
import type { Order, OrderState } from '@fastops/shared/orders/order.fold';
import type { TenantSql } from '../../db/tenant-scope.ts';

export type HourRow = { readonly branchId: string; readonly hour: number; readonly sales: Money; readonly tickets: number };
export type BranchDayRow = {
  readonly id: string;
  readonly name: string;
  readonly businessDay: string | null;
  readonly utcOffsetHours: number;
  readonly dayStartHour: number;
};

/** More tills than a branch opens in one day: what is older says nothing of today, and there is more of it each day. */
const LATEST_SESSIONS = 50;

/** Each branch with the business day its tills are in: the newest one that has a session or a sale. */
export async function branchDays(sql: TenantSql): Promise<BranchDayRow[]> {
  return sql.query<BranchDayRow>(
    `SELECT b.id, b.name, b.utc_offset_hours AS "utcOffsetHours", b.day_start_hour AS "dayStartHour",
       greatest((SELECT max(business_day) FROM (SELECT s.business_day FROM cash_sessions s
           WHERE s.company_id = b.company_id AND s.branch_id = b.id ORDER BY s.opened_at DESC LIMIT ${LATEST_SESSIONS}) AS latest),
                (SELECT max(business_day) FROM branch_hours h WHERE h.company_id = b.company_id AND h.branch_id = b.id))::text AS "businessDay"
     FROM branches b WHERE b.company_id = $1 AND b.archived_at IS NULL ORDER BY b.name`,
    [sql.companyId],
  );
}

// Days come as dates: a cast beside the column is a function that row-level security keeps out of the index.
export async function hoursOf(sql: TenantSql, days: readonly { id: string; businessDay: string }[]): Promise<HourRow[]> {
  return sql.query<HourRow>(
    `SELECT h.branch_id AS "branchId", h.hour, h.sales::float8 AS sales, h.tickets::float8 AS tickets
     FROM branch_hours h JOIN unnest($2::uuid[], $3::text[]::date[]) AS d(id, day) ON h.branch_id = d.id AND h.business_day = d.day
     WHERE h.company_id = $1`,
    [sql.companyId, days.map((day) => day.id), days.map((day) => day.businessDay)],
  );
}

export type LastOrderRow = {
  readonly id: string;
  readonly branchId: string;
  readonly branchName: string;
  readonly number: string | null;
  readonly type: OrderType;
  readonly total: Money;
  readonly paid: Money;
  readonly methods: string;
  readonly at: number;
  /** Empty when the cloud doesn't know who it was. */
  readonly terminalName: string;
  readonly staffName: string;
  readonly state: OrderState;
  readonly needsReview: string;
};

const ORDER_ROW = `o.id, o.branch_id AS "branchId", b.name AS "branchName", o.number, o.type, o.total::float8 AS total, o.paid::float8 AS paid,
  o.methods, coalesce(o.settled_at, o.opened_at)::float8 AS at, coalesce(t.name, '') AS "terminalName",
  coalesce(s.name, '') AS "staffName", o.state,
  o.needs_review AS "needsReview"`;
const ORDER_NAMES = `JOIN branches b ON b.company_id = o.company_id AND b.id = o.branch_id
  LEFT JOIN terminals t ON t.company_id = o.company_id AND t.id = o.terminal_id
  LEFT JOIN staff s ON s.company_id = o.company_id AND s.id = o.opened_by_id`;
const ORDER_JOINS = `FROM orders o ${ORDER_NAMES}`;

/** The latest of each branch by index, and of those the latest: however many there are, no more is read. */
export async function lastOrders(sql: TenantSql, branchIds: readonly string[], limit: number): Promise<LastOrderRow[]> {
  return sql.query<LastOrderRow>(
    `SELECT ${ORDER_ROW} FROM (SELECT x.* FROM unnest($2::uuid[]) AS w(id) CROSS JOIN LATERAL (
         SELECT * FROM orders WHERE company_id = $1 AND branch_id = w.id AND settled_at IS NOT NULL ORDER BY settled_at DESC LIMIT $3) AS x
       ORDER BY x.settled_at DESC LIMIT $3) AS o
     ${ORDER_NAMES} ORDER BY o.settled_at DESC`,
    [sql.companyId, [...branchIds], limit],
  );
}

export type OrderFilter = {
  readonly branchIds: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly state: OrderState | null;
  /** The last order of the page before. */
  readonly after: { readonly day: string; readonly id: string };
  readonly limit: number;
};
export type DatedOrderRow = LastOrderRow & { readonly businessDay: string };

/** Orders of a period, the earliest first; each branch's own are read no further than a page needs. */
export async function ordersOfPeriod(sql: TenantSql, { branchIds, from, to, state, after, limit }: OrderFilter): Promise<DatedOrderRow[]> {
  return sql.query<DatedOrderRow>(
    `SELECT ${ORDER_ROW}, o.business_day::text AS "businessDay"
     FROM unnest($2::uuid[]) AS w(id) CROSS JOIN LATERAL (
       SELECT * FROM orders x WHERE x.company_id = $1 AND x.branch_id = w.id AND x.business_day BETWEEN $3::text::date AND $4::text::date
         AND (x.business_day, x.id) > ($5::text::date, $6::uuid) AND ($7::text IS NULL OR x.state = $7)
       ORDER BY x.business_day, x.id LIMIT $8) AS o
     ${ORDER_NAMES} ORDER BY o.business_day, o.id LIMIT $8`,
    [sql.companyId, [...branchIds], from, to, after.day, after.id, state, limit],
  );
}

export async function findOrder(sql: TenantSql, id: string): Promise<(LastOrderRow & { readonly doc: Order }) | undefined> {
  const rows = await sql.query<LastOrderRow & { readonly doc: Order }>(
    `SELECT ${ORDER_ROW}, o.doc ${ORDER_JOINS} WHERE o.company_id = $1 AND o.id = $2`,
    [sql.companyId, id],
  );
  return rows[0];
}
