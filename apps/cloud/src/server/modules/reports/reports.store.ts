import type { Money } from '@fastops/shared/base/money';
import type { OrderState } from '@fastops/shared/orders/order.fold';
import type { OrderType, PaymentMethod } from '@fastops/shared/orders/order.events';
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

/** An order behind a figure. */
export type TicketRow = {
  readonly id: string;
  readonly branchId: string;
  readonly number: string | null;
  readonly businessDay: string;
  readonly at: number;
  readonly type: OrderType;
  readonly state: OrderState;
  readonly total: Money;
  readonly methods: string;
  readonly staffName: string;
};

/** What the orders behind a figure have in common. */
export type Drill = {
  readonly hour?: number | undefined;
  readonly weekday?: number | undefined;
  readonly channel?: string | undefined;
  readonly staffId?: string | undefined;
  readonly method?: string | undefined;
  readonly productId?: string | undefined;
  readonly categoryId?: string | undefined;
};

/** The newest first, those of a page behind a cursor (its day and id). */
export async function listTickets(
  sql: TenantSql,
  asked: Asked & {
    readonly drill: Drill;
    readonly inCombos: boolean;
    readonly before: { day: string; id: string } | undefined;
    readonly limit: number;
  },
): Promise<TicketRow[]> {
  const { drill, before, inCombos } = asked;
  return sql.query<TicketRow>(
    `${daysOf(drill, inCombos)}
     SELECT x.id, x.branch_id AS "branchId", x.number, x.business_day::text AS "businessDay", coalesce(x.settled_at, x.opened_at)::float8 AS at,
       x.type, x.state, x.total::float8 AS total, x.methods, coalesce(s.name, '') AS "staffName"
     FROM d CROSS JOIN LATERAL (
       SELECT o.* FROM orders o WHERE o.company_id = $1 AND o.branch_id = d.branch_id AND o.business_day BETWEEN d.first AND d.last
         AND o.settled_at IS NOT NULL AND o.state <> 'cancelled' ${conditions(drill, inCombos)}
         AND ($5::text IS NULL OR (o.business_day, o.id) < ($5::text::date, $6::uuid)) ORDER BY o.business_day DESC, o.id DESC LIMIT $7) AS x
     LEFT JOIN staff s ON s.company_id = x.company_id AND s.id = x.opened_by_id
     ORDER BY x.business_day DESC, x.id DESC LIMIT $7`,
    [...params(sql, asked), before?.day ?? null, before?.id ?? null, asked.limit, ...drilled(drill)],
  );
}

/**
 * Where to look. What a product or a category is in, the sums know: only the newest days of branches that sold it are looked through,
 * as many as could fill a page, with all of the last day.
 */
function daysOf(drill: Drill, inCombos: boolean): string {
  const names = chosen(drill).filter((name) => name === 'productId' || name === 'categoryId');
  if (names.length === 0)
    return 'WITH d AS (SELECT id AS branch_id, $3::text::date AS first, $4::text::date AS last FROM unnest($2::uuid[]) AS b(id))';
  const column = { productId: 'product_id', categoryId: 'category_id' } as const;
  const sold = names.map((name) => `AND ${column[name]} = $${FIRST_DRILLED + chosen(drill).indexOf(name)}::text::uuid`).join(' ');
  // Other conditions thin the days out: then all of them may be needed.
  const enough = chosen(drill).length === names.length ? 'FETCH FIRST $7 ROWS WITH TIES' : '';
  return `WITH d AS MATERIALIZED (SELECT branch_id, business_day AS first, business_day AS last FROM
    ${inCombos ? SOLD_OR_INSIDE : 'sales_products'}
    WHERE ${WHERE} AND ($5::text IS NULL OR business_day <= $5::text::date) ${sold} AND quantity > 0 GROUP BY branch_id, business_day
    ORDER BY business_day DESC ${enough})`;
}

const CONDITIONS: Readonly<Record<keyof Drill, (at: string) => string>> = {
  hour: (at) => `o.hour = ${at}::int`,
  weekday: (at) => `extract(isodow FROM o.business_day) = ${at}::int`,
  channel: (at) => `o.type = ${at}`,
  staffId: (at) => `o.opened_by_id = ${at}::uuid`,
  method: (at) => `${at} = ANY(string_to_array(o.methods, ' '))`,
  productId: (at) =>
    `EXISTS (SELECT FROM order_lines l WHERE l.company_id = o.company_id AND l.order_id = o.id AND l.product_id = ${at}::uuid)`,
  categoryId: (at) => `EXISTS (SELECT FROM jsonb_array_elements(o.doc->'lines') AS l WHERE l->>'categoryId' = ${at})`,
};
const FIRST_DRILLED = 8;

function chosen(drill: Drill): (keyof Drill)[] {
  return (Object.keys(CONDITIONS) as (keyof Drill)[]).filter((name) => drill[name] !== undefined);
}

const SOLD_OR_INSIDE =
  '(SELECT company_id, branch_id, business_day, product_id, category_id, quantity FROM sales_products UNION ALL ' +
  'SELECT company_id, branch_id, business_day, product_id, category_id, quantity FROM sales_spreads WHERE combo_id <> product_id) AS s';
/** In a line of its own, or among the parts of one. */
const inPart = (at: string) =>
  `o.doc->'lines' @> jsonb_build_array(jsonb_build_object('parts', jsonb_build_array(jsonb_build_object('productId', ${at}::text))))`;

function conditions(drill: Drill, inCombos: boolean): string {
  return chosen(drill)
    .map((name, index) => {
      const at = `$${FIRST_DRILLED + index}`;
      return inCombos && name === 'productId' ? `AND (${CONDITIONS[name](at)} OR ${inPart(at)})` : `AND ${CONDITIONS[name](at)}`;
    })
    .join(' ');
}

function drilled(drill: Drill): string[] {
  return chosen(drill).map((name) => String(drill[name]));
}
