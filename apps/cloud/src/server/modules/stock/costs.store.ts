import type { StockCost } from '@fastops/shared/stock/average-cost';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** What the ingredients of a branch cost at the end of a day. */
export type StockMark = { readonly branchId: string; readonly through: string; readonly costs: Readonly<Record<string, StockCost>> };
/** Branches, and behind which day of each one is asked for. */
export type Behind = readonly { readonly branchId: string; readonly day: string }[];

export async function listMarks(sql: TenantSql, branchIds: readonly string[]): Promise<StockMark[]> {
  return sql.query<StockMark>(
    'SELECT branch_id AS "branchId", through::text, costs FROM stock_marks WHERE company_id = $1 AND branch_id = ANY($2::uuid[])',
    [sql.companyId, branchIds],
  );
}

export async function upsertMark(sql: TenantSql, { branchId, through, costs }: StockMark): Promise<void> {
  await sql.query(
    `INSERT INTO stock_marks (company_id, branch_id, through, costs) VALUES ($1, $2, $3::text::date, $4::text::jsonb)
     ON CONFLICT (company_id, branch_id) DO UPDATE SET through = excluded.through, costs = excluded.costs`,
    [sql.companyId, branchId, through, JSON.stringify(costs)],
  );
}

/** Whoever moves the stock of a branch waits until the commit of this one, and the other way round. */
export async function lockMark(sql: TenantSql, branchId: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(stock_mark_key($1, $2))', [sql.companyId, branchId]);
}

/** Takes the mark away if something of its past is moved. */
export async function forgetMark(sql: TenantSql, { branchId, day }: Behind[number]): Promise<void> {
  await sql.query('SELECT forget_stock_mark($1, $2, $3::text::date)', [sql.companyId, branchId, day]);
}

export type ReceiptRow = {
  readonly branchId: string;
  readonly ingredientId: string;
  readonly id: string;
  readonly businessDay: string;
  readonly quantity: number;
  readonly costCents: number;
};

const BEHIND = 'unnest($2::uuid[], $3::text[]) AS b(id, day)';
const params = (sql: TenantSql, behind: Behind) =>
  [sql.companyId, behind.map(({ branchId }) => branchId), behind.map(({ day }) => day)] as const;

/** Every line of goods that branches took in after a day, for the weighted average. */
export async function listReceipts(sql: TenantSql, behind: Behind): Promise<ReceiptRow[]> {
  return sql.query<ReceiptRow>(
    `SELECT b.id AS "branchId", line->>'ingredientId' AS "ingredientId", p.id, p.business_day::text AS "businessDay",
       (line->>'quantity')::float8 AS quantity, (line->>'cost')::float8 * 100 AS "costCents"
     FROM ${BEHIND} JOIN stock_papers p ON p.company_id = $1 AND p.branch_id = b.id AND p.business_day > b.day::date
       CROSS JOIN jsonb_array_elements(p.body->'lines') AS line
     WHERE p.type = 'stock.received'`,
    [...params(sql, behind)],
  );
}

export type OtherRow = {
  readonly branchId: string;
  readonly ingredientId: string;
  readonly businessDay: string;
  readonly others: number;
};

/** All that moved beside purchases after a day, by day: what the weighted average is worth depends on what was left then. */
export async function listOthers(sql: TenantSql, behind: Behind): Promise<OtherRow[]> {
  return sql.query<OtherRow>(
    `SELECT b.id AS "branchId", d.ingredient_id AS "ingredientId", d.business_day::text AS "businessDay", sum(d.quantity)::float8 AS others
     FROM ${BEHIND} JOIN stock_days d ON d.company_id = $1 AND d.branch_id = b.id AND d.business_day > b.day::date
     WHERE d.kind <> 'purchase' GROUP BY 1, 2, d.business_day`,
    [...params(sql, behind)],
  );
}
