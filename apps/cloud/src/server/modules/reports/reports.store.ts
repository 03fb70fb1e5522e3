import type { Money } from '@fastops/shared/base/money';
import type { PaymentMethod } from '@fastops/shared/orders/order.events';
import type { ActKind } from '@fastops/shared/reports/order-acts';
import { rowsOver } from '../../db/sums.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import type { Asked } from './sales.store.ts';

const params = (sql: TenantSql, { branchIds, from, to }: Asked) => [sql.companyId, branchIds, from, to] as const;
const WHERE = 'company_id = $1 AND branch_id = ANY($2::uuid[]) AND business_day BETWEEN $3::text::date AND $4::text::date';
const AT = WHERE.replaceAll(/\b(company_id|branch_id|business_day)\b/g, 'x.$1');

/** What people did to the money of orders, by person, branch and kind. */
export type PersonActs = {
  readonly personId: string;
  readonly branchId: string;
  readonly kind: ActKind;
  readonly count: number;
  readonly amount: Money;
  /** How many of them somebody else allowed. */
  readonly approved: number;
};

export async function actsByPerson(sql: TenantSql, asked: Asked): Promise<PersonActs[]> {
  const columns = 'by_id, branch_id, kind, count, amount, approved';
  const { from, params: given } = rowsOver({ days: 'act_days', weeks: 'act_weeks' }, { companyId: sql.companyId, over: asked, columns });
  return sql.query<PersonActs>(
    `SELECT by_id AS "personId", branch_id AS "branchId", kind, sum(count)::float8 AS count, sum(amount)::float8 AS amount,
       sum(approved)::float8 AS approved
     FROM ${from} AS a GROUP BY 1, 2, 3 HAVING sum(count) <> 0`,
    given,
  );
}

/** One act with its order's number. */
export type ActRow = Omit<PersonActs, 'count' | 'approved'> & {
  readonly orderId: string;
  readonly number: string | null;
  readonly businessDay: string;
  readonly at: number;
  readonly approvedById: string | null;
  readonly reason: string;
};

export async function listActs(
  sql: TenantSql,
  asked: Asked & { readonly kind: ActKind | undefined; readonly personId: string | undefined; readonly limit: number },
): Promise<ActRow[]> {
  return sql.query<ActRow>(
    `SELECT x.by_id AS "personId", x.branch_id AS "branchId", x.kind, x.amount::float8 AS amount, x.order_id AS "orderId", o.number,
       x.business_day::text AS "businessDay", x.at::float8 AS at, x.approved_by_id AS "approvedById", x.reason
     FROM order_acts x LEFT JOIN orders o ON o.company_id = x.company_id AND o.id = x.order_id
     WHERE ${AT} AND ($5::text IS NULL OR x.kind = $5) AND ($6::uuid IS NULL OR x.by_id = $6) ORDER BY x.at DESC LIMIT $7`,
    [...params(sql, asked), asked.kind ?? null, asked.personId ?? null, asked.limit],
  );
}

/** A drawer's shift in a list. */
export type DrawerRow = {
  readonly id: string;
  readonly branchId: string;
  readonly businessDay: string;
  readonly terminalName: string;
  readonly cashier: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly expected: Money | null;
  readonly counted: Money | null;
  readonly difference: Money | null;
  readonly reason: string | null;
  readonly zHash: string | null;
};

export async function listDrawers(sql: TenantSql, asked: Asked): Promise<DrawerRow[]> {
  return sql.query<DrawerRow>(
    `SELECT x.id, x.branch_id AS "branchId", x.business_day::text AS "businessDay", coalesce(t.name, '') AS "terminalName",
       coalesce(p.name, '') AS cashier, x.opened_at::float8 AS "openedAt", x.closed_at::float8 AS "closedAt", x.expected::float8 AS expected,
       x.counted::float8 AS counted, x.difference::float8 AS difference, x.difference_reason AS reason, x.z_hash AS "zHash"
     FROM cash_sessions x LEFT JOIN terminals t ON t.company_id = x.company_id AND t.id = x.terminal_id
       LEFT JOIN staff p ON p.company_id = x.company_id AND p.id = coalesce(x.cashier_id, x.opened_by_id)
     WHERE ${AT} ORDER BY x.opened_at DESC LIMIT 2000`,
    [...params(sql, asked)],
  );
}

/** A transfer that nobody has seen arrive. */
export type TransferRow = {
  readonly orderId: string;
  readonly branchId: string;
  readonly number: string | null;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly reference: string | null;
  readonly businessDay: string;
};

export async function listTransfers(sql: TenantSql, asked: Asked): Promise<TransferRow[]> {
  // The newest orders that wait first, then what of each does.
  return sql.query<TransferRow>(
    `SELECT x.id AS "orderId", x.branch_id AS "branchId", x.number, p.method, p.amount::float8 AS amount, p.reference,
       x.business_day::text AS "businessDay"
     FROM (SELECT id, branch_id, number, business_day FROM orders x WHERE ${AT} AND x.awaits_transfer AND x.state <> 'cancelled'
         ORDER BY x.business_day DESC, x.id DESC LIMIT 1000) AS x
       JOIN payments p ON p.company_id = $1 AND p.order_id = x.id AND p.status = 'unverified'
     ORDER BY x.business_day DESC, x.id DESC LIMIT 1000`,
    [...params(sql, asked)],
  );
}
