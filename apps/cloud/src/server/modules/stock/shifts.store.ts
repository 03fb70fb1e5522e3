import type { Order } from '@fastops/shared/orders/order.fold';
import type { StockPaper } from '@fastops/shared/stock/stock.events';
import type { TenantSql } from '../../db/tenant-scope.ts';

type Period = { readonly branchId: string; readonly from: string; readonly to: string };

/** The orders of these days that moved the stock, with when the kitchen was told. */
export function ordersBetween(sql: TenantSql, { branchId, from, to }: Period): Promise<{ at: number; doc: Order }[]> {
  return sql.query(
    `SELECT coalesce(placed_at, opened_at)::float8 AS at, doc FROM orders
     WHERE company_id = $1 AND branch_id = $2 AND business_day BETWEEN $3 AND $4 AND doc ? 'recipes'`,
    [sql.companyId, branchId, from, to],
  );
}

/** The papers of these days, without their pictures. */
export async function papersBetween(sql: TenantSql, { branchId, from, to }: Period): Promise<{ at: number; paper: StockPaper }[]> {
  const rows = await sql.query<{ at: number; type: StockPaper['type']; body: object }>(
    `SELECT at::float8 AS at, type, body - 'photo' AS body FROM stock_papers
     WHERE company_id = $1 AND branch_id = $2 AND business_day BETWEEN $3 AND $4`,
    [sql.companyId, branchId, from, to],
  );
  return rows.map(({ at, type, body }) => ({ at, paper: { type, body } as StockPaper }));
}
