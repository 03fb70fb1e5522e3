import type { SalesBy } from '@fastops/shared/reports/report';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** Days and branches that a question is about; the branches are those the person may see. */
export type Asked = { readonly from: string; readonly to: string; readonly branchIds: readonly string[] };

/**
 * One row per what is told apart and branch. `count`: tickets, or units of a product, or payments. `part`: tips, cash rounding of a
 * means, tax in hundredths; `gross` and `discount` where they are known.
 */
export type SalesRow = {
  readonly key: string;
  readonly branchId: string;
  readonly count: number;
  readonly gross: number;
  readonly discount: number;
  readonly sales: number;
  readonly part: number;
};

const WHERE = 'company_id = $1 AND branch_id = ANY($2::uuid[]) AND business_day BETWEEN $3::text::date AND $4::text::date';

const ofHours = (key: string) => `SELECT ${key} AS key, branch_id AS "branchId", sum(tickets)::float8 AS count, sum(gross)::float8 AS gross,
  sum(discount)::float8 AS discount, sum(sales)::float8 AS sales, sum(tips)::float8 AS part FROM sales_hours WHERE ${WHERE} GROUP BY 1, 2`;
const ofProducts = (
  key: string,
) => `SELECT ${key} AS key, branch_id AS "branchId", sum(quantity)::float8 AS count, sum(gross)::float8 AS gross,
  (sum(gross) - sum(sales))::float8 AS discount, sum(sales)::float8 AS sales, 0::float8 AS part FROM sales_products WHERE ${WHERE} GROUP BY ${key.replace('::text', '')}, branch_id`;
const ofSums = (kind: string) => `SELECT key, branch_id AS "branchId", sum(count)::float8 AS count, sum(amount)::float8 AS gross,
  0::float8 AS discount, sum(amount)::float8 AS sales, sum(part)::float8 AS part FROM sales_sums WHERE kind = '${kind}' AND ${WHERE} GROUP BY 1, 2`;

const QUESTIONS: Readonly<Record<SalesBy, string>> = {
  day: ofHours('business_day::text'),
  hour: ofHours('hour::text'),
  weekday: ofHours('extract(isodow FROM business_day)::int::text'),
  channel: ofHours('channel'),
  product: ofProducts('product_id::text'),
  category: ofProducts('category_id::text'),
  staff: ofSums('staff'),
  method: ofSums('method'),
  tax: ofSums('tax'),
};

export async function salesBy(sql: TenantSql, by: SalesBy, asked: Asked): Promise<SalesRow[]> {
  const rows = await sql.query<SalesRow>(QUESTIONS[by], [sql.companyId, asked.branchIds, asked.from, asked.to]);
  return rows.filter(({ count, gross, sales, part }) => count !== 0 || gross !== 0 || sales !== 0 || part !== 0);
}

/** The category that each product was sold under most lately within a period. */
export async function categoriesOfProducts(sql: TenantSql, asked: Asked): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ productId: string; categoryId: string }>(
    `SELECT DISTINCT product_id AS "productId", category_id AS "categoryId" FROM sales_products WHERE ${WHERE}`,
    [sql.companyId, asked.branchIds, asked.to, asked.to],
  );
  return new Map(rows.map(({ productId, categoryId }) => [productId, categoryId]));
}

/** What ids are called: on the menu, as they were sold, and who people are. */
export async function namesOf(sql: TenantSql, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ id: string; name: string }>(
    `SELECT id::text, name FROM sold_names WHERE company_id = $1 AND id = ANY($2::uuid[])
     UNION ALL SELECT id::text, doc->>'name' FROM masters WHERE company_id = $1 AND kind IN ('product', 'category') AND id = ANY($2::uuid[])
     UNION ALL SELECT id::text, name FROM staff WHERE company_id = $1 AND id = ANY($2::uuid[])`,
    [sql.companyId, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What recipes said that the units sold with one cost. */
export type ProductCost = { readonly productId: string; readonly branchId: string; readonly quantity: number; readonly costCents: number };

export async function costsOfProducts(sql: TenantSql, asked: Asked): Promise<ProductCost[]> {
  return sql.query<ProductCost>(
    `SELECT product_id::text AS "productId", branch_id AS "branchId", sum(quantity)::float8 AS quantity, sum(cost_cents)::float8 AS "costCents"
     FROM product_costs WHERE ${WHERE} GROUP BY product_id, branch_id`,
    [sql.companyId, asked.branchIds, asked.from, asked.to],
  );
}

/** What the ingredients of sales cost by branch, those of refunds taken back. */
export async function foodCosts(sql: TenantSql, asked: Asked): Promise<{ branchId: string; costCents: number }[]> {
  return sql.query(
    `SELECT branch_id AS "branchId", sum(cost_cents)::float8 AS "costCents" FROM stock_days
     WHERE ${WHERE} AND kind IN ('sale', 'refund') GROUP BY 1`,
    [sql.companyId, asked.branchIds, asked.from, asked.to],
  );
}
