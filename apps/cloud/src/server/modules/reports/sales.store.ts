import type { SalesBy } from '@fastops/shared/reports/report';
import { rowsOver, type Kept, type Over } from '../../db/sums.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** Days and branches that a question is about; the branches are those the person may see. */
export type Asked = Over;

/**
 * One row per what is told apart and branch. `count`: tickets, or units of a product, or payments; `portions` of the units were weighed,
 * and weighed `grams` together. `part`: tips, cash rounding of a means, tax in hundredths; `gross` and `discount` where they are known.
 */
export type SalesRow = {
  readonly key: string;
  readonly branchId: string;
  readonly count: number;
  readonly portions: number;
  readonly grams: number;
  readonly gross: number;
  readonly discount: number;
  readonly sales: number;
  readonly part: number;
};

/** Where sums are read from, and what of them. */
type Source = Kept & { readonly columns: string };
const HOURS = 'tickets AS count, 0 AS portions, 0 AS grams, gross, discount, sales, tips AS part';
const PRODUCTS = 'quantity AS count, portions, grams, gross, gross - sales AS discount, sales, 0 AS part';
const SPREAD = 'quantity AS count, portions, grams, gross, discount, sales, 0 AS part';
const SOURCES = {
  days: { days: 'sales_days', columns: HOURS },
  hours: { days: 'sales_hours', weeks: 'sales_hour_weeks', columns: HOURS },
  products: { days: 'sales_products', weeks: 'sales_product_weeks', columns: PRODUCTS },
  spreads: { days: 'sales_spreads', weeks: 'sales_spread_weeks', columns: SPREAD },
  sums: { days: 'sales_sums', columns: 'count, 0 AS portions, 0 AS grams, amount AS gross, 0 AS discount, amount AS sales, part' },
} as const satisfies Record<string, Source>;

/** `key`: by what rows are told apart; `text`: how the answer says it. */
type SalesQuestion = { readonly source: keyof typeof SOURCES; readonly key: string; readonly text?: string; readonly where?: string };
const QUESTIONS: Readonly<Record<SalesBy, SalesQuestion>> = {
  day: { source: 'days', key: 'business_day' },
  weekday: { source: 'days', key: 'business_day', text: 'extract(isodow FROM key)::int' },
  channel: { source: 'days', key: 'channel' },
  hour: { source: 'hours', key: 'hour' },
  product: { source: 'products', key: 'product_id' },
  category: { source: 'products', key: 'category_id' },
  staff: { source: 'sums', key: 'key', where: "kind = 'staff' AND" },
  method: { source: 'sums', key: 'key', where: "kind = 'method' AND" },
  tax: { source: 'sums', key: 'key', where: "kind = 'tax' AND" },
};

const SUMMED = ['count', 'portions', 'grams', 'gross', 'discount', 'sales', 'part'];

function ask(sql: TenantSql, { source, key, text = 'key', where = '' }: SalesQuestion, over: Asked): Promise<SalesRow[]> {
  const { columns, ...kept }: Source = SOURCES[source];
  const { from, params } = rowsOver(kept, { companyId: sql.companyId, over, columns: `${key} AS key, branch_id, ${columns}`, where });
  return sql.query<SalesRow>(
    `SELECT (${text})::text AS key, branch_id AS "branchId", ${SUMMED.map((name) => `sum(${name})::float8 AS ${name}`).join(', ')}
     FROM ${from} AS p GROUP BY ${text}, branch_id`,
    params,
  );
}

export async function salesBy(sql: TenantSql, by: SalesBy, asked: Asked): Promise<SalesRow[]> {
  const rows = await ask(sql, QUESTIONS[by], asked);
  return rows.filter(({ count, gross, sales, part }) => count !== 0 || gross !== 0 || sales !== 0 || part !== 0);
}

/** What combos gave to the products inside them, and the combos themselves with that taken off: `key` is the product. */
export type SpreadRow = SalesRow & { readonly comboId: string };

export async function spreadsOf(sql: TenantSql, asked: Asked): Promise<SpreadRow[]> {
  const rows = await ask(sql, { source: 'spreads', key: "combo_id || ' ' || product_id" }, asked);
  return rows.map((row) => {
    const [comboId = '', key = ''] = row.key.split(' ');
    return { ...row, comboId, key };
  });
}

/** Whether a product was ever sold inside a combo in a period. */
export async function isInCombos(sql: TenantSql, asked: Asked & { readonly productId: string }): Promise<boolean> {
  const [row] = await sql.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM sales_spread_weeks WHERE company_id = $1 AND branch_id = ANY($2::uuid[])
       AND week BETWEEN date_trunc('week', $3::text::timestamp)::date AND $4::text::date AND product_id = $5 AND combo_id <> product_id) AS found`,
    [sql.companyId, asked.branchIds, asked.from, asked.to, asked.productId],
  );
  return row?.found ?? false;
}

const IN_WEEKS = `company_id = $1 AND branch_id = ANY($2::uuid[])
  AND week BETWEEN date_trunc('week', $3::text::timestamp)::date AND $4::text::date AND quantity > 0`;

/** The category that each product was sold under most lately, weeks in which a period begins and ends included. */
export async function categoriesOfProducts(sql: TenantSql, asked: Asked): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ productId: string; categoryId: string }>(
    `SELECT DISTINCT ON (product_id) product_id AS "productId", category_id AS "categoryId"
     FROM (SELECT week, product_id, category_id FROM sales_product_weeks WHERE ${IN_WEEKS}
       UNION ALL SELECT week, product_id, category_id FROM sales_spread_weeks WHERE ${IN_WEEKS} AND combo_id <> product_id) AS sold
     ORDER BY product_id, week DESC, category_id`,
    [sql.companyId, asked.branchIds, asked.from, asked.to],
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
  const kept = { days: 'product_costs', weeks: 'product_cost_weeks' };
  const columns = 'product_id, branch_id, quantity, cost_cents';
  const { from, params } = rowsOver(kept, { companyId: sql.companyId, over: asked, columns });
  return sql.query<ProductCost>(
    `SELECT product_id::text AS "productId", branch_id AS "branchId", sum(quantity)::float8 AS quantity, sum(cost_cents)::float8 AS "costCents"
     FROM ${from} AS c GROUP BY product_id, branch_id`,
    params,
  );
}
