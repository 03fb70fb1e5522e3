import { DEFAULT_CASH_SETTINGS } from '@fastops/shared/cash/settings';
import type { HourSum } from '@fastops/shared/reports/usual';
import type { TenantSql } from '../../db/tenant-scope.ts';

export type DayKey = { readonly id: string; readonly businessDay: string };

const days = (sql: TenantSql, keys: readonly DayKey[]) =>
  [sql.companyId, keys.map(({ id }) => id), keys.map(({ businessDay }) => businessDay)] as const;
const DAYS = 'unnest($2::uuid[], $3::text[]::date[]) AS d(id, day)';

/** Hours of some days of some branches. */
export async function hoursOfDays(sql: TenantSql, keys: readonly DayKey[]): Promise<(HourSum & { readonly branchId: string })[]> {
  return sql.query(
    `SELECT h.branch_id AS "branchId", h.business_day::text AS day, h.hour, h.sales::float8 AS sales, h.tickets::float8 AS tickets
     FROM branch_hours h JOIN ${DAYS} ON h.branch_id = d.id AND h.business_day = d.day WHERE h.company_id = $1`,
    [...days(sql, keys)],
  );
}

/** What is known of each branch's day besides its sales. */
export type SignsRow = {
  readonly branchId: string;
  readonly lastContactAt: number | null;
  readonly isOpen: boolean;
  readonly voidCount: number;
  readonly voidAmount: number;
  readonly noSales: number;
  readonly kitchenTickets: number;
  readonly kitchenLate: number;
  readonly worstDifference: number | null;
  readonly differenceLimit: number;
  readonly freeNoSales: number;
};

export async function signsOf(sql: TenantSql, keys: readonly DayKey[], at: { now: number; lateMs: number }): Promise<SignsRow[]> {
  return sql.query<SignsRow>(
    `SELECT d.id AS "branchId", t.at::float8 AS "lastContactAt", c.open AS "isOpen", v.count::float8 AS "voidCount", v.amount::float8 AS "voidAmount",
       n.count::float8 AS "noSales", k.count::float8 AS "kitchenTickets", k.late::float8 AS "kitchenLate", c.worst::float8 AS "worstDifference",
       coalesce((m.doc->>'differenceLimit')::float8, ${DEFAULT_CASH_SETTINGS.differenceLimit}) AS "differenceLimit",
       coalesce((m.doc->>'freeNoSales')::float8, ${DEFAULT_CASH_SETTINGS.freeNoSales}) AS "freeNoSales"
     FROM ${DAYS}
     CROSS JOIN LATERAL (SELECT max(last_contact_at) AS at FROM terminals WHERE company_id = $1 AND branch_id = d.id AND revoked_at IS NULL) t
     CROSS JOIN LATERAL (SELECT coalesce(bool_or(closed_at IS NULL AND business_day = d.day), false) AS open,
         (array_agg(difference ORDER BY abs(difference) DESC) FILTER (WHERE difference IS NOT NULL))[1] AS worst
       FROM cash_sessions WHERE company_id = $1 AND branch_id = d.id AND opened_at > $4 AND business_day >= d.day - 1) c
     CROSS JOIN LATERAL (SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount FROM order_acts
       WHERE company_id = $1 AND branch_id = d.id AND business_day = d.day AND kind IN ('void', 'cancel')) v
     CROSS JOIN LATERAL (SELECT count(*) AS count FROM events WHERE company_id = $1 AND branch_id = d.id AND business_day = d.day
       AND type = 'drawer.opened' AND body->>'reason' = 'no-sale') n
     CROSS JOIN LATERAL (SELECT count(*) AS count, count(*) FILTER (WHERE coalesce(done_at, $5::bigint) - fired_at > $6::bigint) AS late
       FROM kitchen_tickets WHERE company_id = $1 AND branch_id = d.id AND business_day = d.day) k
     LEFT JOIN masters m ON m.company_id = $1 AND m.kind = 'cash-settings' AND m.id = d.id AND NOT m.deleted`,
    [...days(sql, keys), at.now - 72 * 3_600_000, at.now, at.lateMs],
  );
}
