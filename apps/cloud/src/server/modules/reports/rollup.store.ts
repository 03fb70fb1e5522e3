import type { OrderAct } from '@fastops/shared/reports/order-acts';
import type { ProductCell, SaleCells, SoldNames } from '@fastops/shared/reports/sale-cells';
import type { Order } from '@fastops/shared/orders/order.fold';
import { checkSumsOf, moving, SAME_DAY, SAME_WEEK, summedUp, type Sums } from '../../db/sums.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** Moves the sums by differences, always in the same order, so that two pushes can't lock each other out. */
export async function moveCells(sql: TenantSql, { hours, products, sums, spreads }: SaleCells, names: SoldNames): Promise<void> {
  await Promise.all([
    hours.length > 0 && sql.query(MOVE_HOURS, [sql.companyId, JSON.stringify(hours)]),
    products.length > 0 && moveProducts(sql, products, names),
    sums.length > 0 && sql.query(MOVE_SUMS, [sql.companyId, JSON.stringify(sums)]),
    spreads.length > 0 && sql.query(MOVE_SPREADS, [sql.companyId, JSON.stringify(spreads), JSON.stringify(namesIn(spreads, names))]),
  ]);
}

/** What is inside combos is called as it was sold there. */
function namesIn(spreads: SaleCells['spreads'], names: SoldNames): { id: string; name: string }[] {
  const ids = new Set(spreads.map(({ productId }) => productId));
  return [...ids].map((id) => ({ id, name: names.get(id) ?? '' })).filter(({ name }) => name !== '');
}

/** Products by columns, which cost less to read than rows: a push has more of them than of all else. */
async function moveProducts(sql: TenantSql, cells: readonly ProductCell[], names: SoldNames): Promise<void> {
  await sql.query(MOVE_PRODUCTS, [
    sql.companyId,
    cells.map(({ branchId }) => branchId),
    cells.map(({ businessDay }) => businessDay),
    cells.map(({ productId }) => productId),
    cells.map(({ categoryId }) => categoryId),
    cells.map(({ quantity }) => quantity),
    cells.map(({ portions }) => portions),
    cells.map(({ grams }) => grams),
    cells.map(({ gross }) => gross),
    cells.map(({ discount }) => discount),
    cells.map(({ sales }) => sales),
    cells.map(({ productId }) => names.get(productId) ?? ''),
  ]);
}

const OF_HOURS = ['tickets', 'gross', 'discount', 'sales', 'tips', 'third_party'] as const;
const OF_PRODUCTS = ['quantity', 'portions', 'grams', 'gross', 'discount', 'sales'] as const;
const OF_ACTS = ['count', 'amount', 'approved'] as const;

const DAYS: Sums = { table: 'sales_days', of: 'sales_hours', key: { ...SAME_DAY, channel: 'channel' }, figures: OF_HOURS };
const HOUR_WEEKS: Sums = { table: 'sales_hour_weeks', of: 'sales_hours', key: { ...SAME_WEEK, hour: 'hour' }, figures: OF_HOURS };
const PRODUCT_WEEKS: Sums = {
  table: 'sales_product_weeks',
  of: 'sales_products',
  key: { ...SAME_WEEK, product_id: 'product_id', category_id: 'category_id' },
  figures: OF_PRODUCTS,
};
const SPREAD_WEEKS: Sums = {
  table: 'sales_spread_weeks',
  of: 'sales_spreads',
  key: { ...SAME_WEEK, combo_id: 'combo_id', product_id: 'product_id', category_id: 'category_id' },
  figures: OF_PRODUCTS,
};
const ACTS = `(SELECT company_id, branch_id, business_day, by_id, kind, 1 AS count, amount, (approved_by_id IS NOT NULL)::int AS approved
  FROM order_acts) AS a`;
const OF_PERSON = { by_id: 'by_id', kind: 'kind' };
const ACT_DAYS: Sums = { table: 'act_days', of: ACTS, key: { ...SAME_DAY, ...OF_PERSON }, figures: OF_ACTS };
const ACT_WEEKS: Sums = { table: 'act_weeks', of: 'act_days', key: { ...SAME_WEEK, ...OF_PERSON }, figures: OF_ACTS };
/** Finer ones before those made of them. */
const MADE_OF_OTHERS = [DAYS, HOUR_WEEKS, PRODUCT_WEEKS, SPREAD_WEEKS, ACT_DAYS, ACT_WEEKS];

const MOVE_HOURS = `WITH c AS MATERIALIZED (SELECT "branchId" AS branch_id, "businessDay" AS business_day, hour, channel, tickets, gross, discount, sales,
    tips, "thirdParty" AS third_party FROM jsonb_to_recordset($2::text::jsonb) AS r("branchId" uuid, "businessDay" date, hour integer, channel text,
      tickets bigint, gross bigint, discount bigint, sales bigint, tips bigint, "thirdParty" bigint)),
  hours AS (${moving('sales_hours', ['branch_id', 'business_day', 'hour', 'channel'], { figures: OF_HOURS, from: 'SELECT * FROM c' })}),
  days AS (${summedUp(DAYS)})
  ${summedUp(HOUR_WEEKS)}`;

// A name is looked at when a product is sold for the first time of a day; the first one stays.
const MOVE_PRODUCTS = `WITH c AS MATERIALIZED (SELECT branch_id, day::date AS business_day, product_id, category_id, quantity, portions, grams, gross, discount,
      sales, name
    FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[],
      $12::text[]) AS r(branch_id, day, product_id, category_id, quantity, portions, grams, gross, discount, sales, name)),
  moved AS (${moving('sales_products', ['branch_id', 'business_day', 'product_id', 'category_id'], { figures: OF_PRODUCTS, from: 'SELECT * FROM c' })}
    RETURNING product_id, xmax = 0 AS is_new),
  weeks AS (${summedUp(PRODUCT_WEEKS)})
  INSERT INTO sold_names (company_id, id, name)
    SELECT DISTINCT ON (product_id) $1, product_id, name FROM c JOIN moved USING (product_id)
    WHERE is_new AND name <> '' AND NOT EXISTS (SELECT FROM sold_names n WHERE n.company_id = $1 AND n.id = product_id)
    ORDER BY product_id ON CONFLICT DO NOTHING`;

const MOVE_SPREADS = `WITH c AS MATERIALIZED (SELECT "branchId" AS branch_id, "businessDay" AS business_day, "comboId" AS combo_id,
    "productId" AS product_id, "categoryId" AS category_id, quantity, portions, grams, gross, discount, sales FROM jsonb_to_recordset($2::text::jsonb)
      AS r("branchId" uuid, "businessDay" date, "comboId" uuid, "productId" uuid, "categoryId" uuid, quantity bigint, portions bigint, grams bigint,
        gross bigint, discount bigint, sales bigint)),
  moved AS (${moving('sales_spreads', ['branch_id', 'business_day', 'combo_id', 'product_id', 'category_id'], { figures: OF_PRODUCTS, from: 'SELECT * FROM c' })}),
  weeks AS (${summedUp(SPREAD_WEEKS)})
  INSERT INTO sold_names (company_id, id, name) SELECT $1, id, name FROM jsonb_to_recordset($3::text::jsonb) AS n(id uuid, name text)
    ORDER BY id ON CONFLICT DO NOTHING`;

/** Makes the sums of a branch that are made of others again, from the week of a day on; answers how many were off. */
export async function checkCoarse(sql: TenantSql, at: { branchId: string; since: string }): Promise<number> {
  let differences = 0;
  for (const sums of MADE_OF_OTHERS) differences += await checkSumsOf(sql, sums, at);
  return differences;
}

const MOVE_SUMS = `INSERT INTO sales_sums AS s (company_id, kind, branch_id, business_day, key, count, amount, part)
  SELECT $1, kind, "branchId", "businessDay", key, count, amount, part FROM jsonb_to_recordset($2::text::jsonb)
    AS c(kind text, "branchId" uuid, "businessDay" date, key text, count bigint, amount bigint, part bigint)
  ORDER BY kind, "branchId", "businessDay", key
  ON CONFLICT (company_id, kind, branch_id, business_day, key) DO UPDATE SET count = s.count + excluded.count,
    amount = s.amount + excluded.amount, part = s.part + excluded.part`;

/** Writes the acts of orders as they stand, and moves the sums of people; `older`: orders that may have had others. */
export async function replaceActs(sql: TenantSql, acts: readonly OrderAct[], older: readonly string[]): Promise<void> {
  if (acts.length + older.length > 0) await sql.query(REPLACE_ACTS, [sql.companyId, older, JSON.stringify(acts)]);
}

// An act keeps its row as long as there is one of its kind and id, so that no statement deletes and writes the same row.
const REPLACE_ACTS = `WITH n AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($3::text::jsonb) AS a("orderId" uuid, kind text, id uuid,
    "branchId" uuid, "businessDay" date, "byId" uuid, "approvedById" uuid, at bigint, amount bigint, reason text)),
  b AS MATERIALIZED (SELECT * FROM order_acts WHERE company_id = $1 AND order_id = ANY($2::uuid[])),
  gone AS (DELETE FROM order_acts x WHERE company_id = $1 AND order_id = ANY($2::uuid[])
    AND NOT EXISTS (SELECT FROM n WHERE n."orderId" = x.order_id AND n.kind = x.kind AND n.id = x.id)),
  came AS (INSERT INTO order_acts (company_id, order_id, kind, id, branch_id, business_day, by_id, approved_by_id, at, amount, reason)
    SELECT $1, "orderId", kind, id, "branchId", "businessDay", "byId", "approvedById", at, amount, reason FROM n
    ON CONFLICT (company_id, order_id, kind, id) DO UPDATE SET branch_id = excluded.branch_id, business_day = excluded.business_day,
      by_id = excluded.by_id, approved_by_id = excluded.approved_by_id, at = excluded.at, amount = excluded.amount, reason = excluded.reason),
  moved AS (SELECT branch_id, business_day, by_id, kind, sum(sign) AS count, sum(sign * amount) AS amount,
      sum(sign) FILTER (WHERE approved_by_id IS NOT NULL) AS approved
    FROM (SELECT "branchId" AS branch_id, "businessDay" AS business_day, "byId" AS by_id, kind, amount, "approvedById" AS approved_by_id, 1 AS sign FROM n
      UNION ALL SELECT branch_id, business_day, by_id, kind, amount, approved_by_id, -1 FROM b) AS each GROUP BY 1, 2, 3, 4),
  c AS MATERIALIZED (SELECT branch_id, business_day, by_id, kind, count, amount, coalesce(approved, 0) AS approved FROM moved
    WHERE count <> 0 OR amount <> 0 OR approved <> 0),
  days AS (${moving('act_days', ['branch_id', 'business_day', 'by_id', 'kind'], { figures: OF_ACTS, from: 'SELECT * FROM c' })})
  ${summedUp(ACT_WEEKS)}`;

/** A branch's day at one moment: its orders that count, and what the sums say of it. */
export type DayAsKept = { readonly orders: readonly { readonly order: Order; readonly hour: number }[]; readonly kept: SaleCells };

/** In one statement, so that it is one moment: what is pushed meanwhile is in neither of the two. */
export async function dayAsKept(sql: TenantSql, at: { branchId: string; businessDay: string }): Promise<DayAsKept> {
  const [row] = await sql.query<{ orders: DayAsKept['orders'] } & { [Name in keyof SaleCells]: SaleCells[Name] }>(
    `SELECT
      (SELECT coalesce(json_agg(json_build_object('hour', hour, 'order', doc)), '[]') FROM orders WHERE ${AT} AND settled_at IS NOT NULL
        AND state <> 'cancelled') AS orders,
      (SELECT coalesce(json_agg(json_build_object('branchId', branch_id, 'businessDay', business_day, 'hour', hour, 'channel', channel,
        'tickets', tickets, 'gross', gross, 'discount', discount, 'sales', sales, 'tips', tips, 'thirdParty', third_party)), '[]')
        FROM sales_hours WHERE ${AT}) AS hours,
      (SELECT coalesce(json_agg(json_build_object('branchId', branch_id, 'businessDay', business_day, 'productId', product_id,
        'categoryId', category_id, 'quantity', quantity, 'portions', portions, 'grams', grams, 'gross', gross, 'discount', discount,
        'sales', sales)), '[]')
        FROM sales_products WHERE ${AT}) AS products,
      (SELECT coalesce(json_agg(json_build_object('kind', kind, 'branchId', branch_id, 'businessDay', business_day, 'key', key,
        'count', count, 'amount', amount, 'part', part)), '[]')
        FROM sales_sums WHERE ${AT} AND kind IN ('staff', 'method', 'tax')) AS sums,
      (SELECT coalesce(json_agg(json_build_object('branchId', branch_id, 'businessDay', business_day, 'comboId', combo_id, 'productId', product_id,
        'categoryId', category_id, 'quantity', quantity, 'portions', portions, 'grams', grams, 'gross', gross, 'discount', discount,
        'sales', sales)), '[]')
        FROM sales_spreads WHERE ${AT}) AS spreads`,
    [sql.companyId, at.branchId, at.businessDay],
  );
  if (!row) return { orders: [], kept: { hours: [], products: [], sums: [], spreads: [] } };
  const { orders, ...kept } = row;
  return { orders, kept };
}

const AT = 'company_id = $1 AND branch_id = $2 AND business_day = $3::text::date';

export type BranchDay = { readonly branchId: string; readonly businessDay: string };

/** Every branch's day from one on that has an order or a sum. */
export async function branchDaysSince(sql: TenantSql, from: string): Promise<BranchDay[]> {
  return sql.query<BranchDay>(
    `SELECT branch_id AS "branchId", business_day::text AS "businessDay" FROM
       (SELECT branch_id, business_day FROM orders WHERE company_id = $1 AND business_day >= $2::text::date
        UNION SELECT branch_id, business_day FROM sales_hours WHERE company_id = $1 AND business_day >= $2::text::date
        UNION SELECT branch_id, business_day FROM sales_sums WHERE company_id = $1 AND business_day >= $2::text::date) AS d
     ORDER BY 1, 2`,
    [sql.companyId, from],
  );
}

/** Two checks of a company stand one behind the other until their commits. */
export async function lockChecks(sql: TenantSql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(390, hashtext($1))', [sql.companyId]);
}

export type CheckRow = {
  readonly at: number;
  readonly rules: number;
  readonly fromDay: string;
  readonly branchDays: number;
  readonly differences: number;
};

export async function insertCheck(sql: TenantSql, check: CheckRow): Promise<void> {
  await sql.query(
    `INSERT INTO report_checks (company_id, at, rules, from_day, branch_days, differences) VALUES ($1, $2, $3, $4::text::date, $5, $6)
     ON CONFLICT (company_id, at) DO UPDATE SET branch_days = excluded.branch_days, differences = excluded.differences`,
    [sql.companyId, check.at, check.rules, check.fromDay, check.branchDays, check.differences],
  );
}

/** By which rules all of the company's sums were last asked again; 0 when never. */
export async function rulesOfSums(sql: TenantSql): Promise<number> {
  const [row] = await sql.query<{ rules: number }>(
    `SELECT coalesce(max(rules), 0)::int AS rules FROM report_checks WHERE company_id = $1 AND from_day <= '1970-01-01'`,
    [sql.companyId],
  );
  return row?.rules ?? 0;
}
