import type { Order } from '@fastops/shared/orders/order.fold';
import type { Movement } from '@fastops/shared/stock/movement';
import type { StockPaper } from '@fastops/shared/stock/stock.events';
import { checkSumsOf, moving, SAME_WEEK, summedUp, type Sums } from '../../db/sums.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** A paper as it is kept. */
export type PaperRow = {
  readonly id: string;
  readonly source: 'till' | 'office';
  readonly businessDay: string;
  readonly at: number;
  readonly actorId: string;
  readonly paper: StockPaper;
};

/** Movements of one day, added up. */
export type DayMovement = Movement & { readonly businessDay: string };
/** What was sold of a product with a recipe, and what that cost. */
export type ProductCost = {
  readonly businessDay: string;
  readonly productId: string;
  readonly quantity: number;
  readonly costCents: number;
};

/** Orders that moved the stock, as they were before. */
export async function stockOrders(sql: TenantSql, ids: readonly string[]): Promise<Order[]> {
  const rows = await sql.query<{ doc: Order }>(
    "SELECT doc FROM orders WHERE company_id = $1 AND id = ANY($2::uuid[]) AND doc ? 'recipes'",
    [sql.companyId, ids],
  );
  return rows.map(({ doc }) => doc);
}

/**
 * Keeps papers once by their id and moves the sums: by what is said without a paper, and by the papers that were new. One statement, so
 * that a push sends it before it takes its positions; rows in the same order always, so that two pushes can't lock each other out.
 */
export async function savePapersAndMove(
  sql: TenantSql,
  branchId: string,
  { papers, moves }: { papers: readonly PaperRow[]; moves: readonly (DayMovement & { readonly paperId?: string })[] },
): Promise<void> {
  if (papers.length + moves.length === 0) return;
  const paperRows = papers.map(({ id, source, businessDay, at, actorId, paper }) => {
    return { id, type: paper.type, source, business_day: businessDay, at, actor_id: actorId, body: paper.body };
  });
  const moveRows = moves.map(({ businessDay, ingredientId, kind, quantity, costCents, paperId }) => {
    return {
      paper_id: paperId ?? null,
      business_day: businessDay,
      ingredient_id: ingredientId,
      kind,
      quantity,
      cost_cents: costCents ?? 0,
    };
  });
  await sql.query(
    `WITH kept AS (INSERT INTO stock_papers (company_id, branch_id, id, type, source, business_day, at, actor_id, body)
       SELECT $1, $2, id, type, source, business_day, at, actor_id, body FROM jsonb_to_recordset($3::text::jsonb)
         AS p(id uuid, type text, source text, business_day date, at bigint, actor_id uuid, body jsonb)
       ON CONFLICT (company_id, id) DO NOTHING RETURNING id)
     INSERT INTO stock_days (company_id, branch_id, business_day, ingredient_id, kind, quantity, cost_cents)
     SELECT $1, $2, business_day, ingredient_id, kind, sum(quantity), sum(cost_cents) FROM jsonb_to_recordset($4::text::jsonb)
       AS d(paper_id uuid, business_day date, ingredient_id uuid, kind text, quantity bigint, cost_cents bigint)
     WHERE paper_id IS NULL OR paper_id IN (SELECT id FROM kept)
     GROUP BY business_day, ingredient_id, kind ORDER BY business_day, ingredient_id, kind
     ON CONFLICT (company_id, branch_id, business_day, ingredient_id, kind) DO UPDATE
       SET quantity = stock_days.quantity + excluded.quantity, cost_cents = stock_days.cost_cents + excluded.cost_cents`,
    [sql.companyId, branchId, JSON.stringify(paperRows), JSON.stringify(moveRows)],
  );
}

/** Moves what products cost, like {@link savePapersAndMove}. */
export async function moveProductCosts(sql: TenantSql, branchId: string, costs: readonly ProductCost[]): Promise<void> {
  if (costs.length === 0) return;
  const rows = costs.map(({ businessDay, productId, quantity, costCents }) => {
    return { business_day: businessDay, product_id: productId, quantity, cost_cents: costCents };
  });
  await sql.query(MOVE_COSTS, [sql.companyId, branchId, JSON.stringify(rows)]);
}

const OF_COSTS = ['quantity', 'cost_cents'] as const;
const COST_WEEKS: Sums = {
  table: 'product_cost_weeks',
  of: 'product_costs',
  key: { ...SAME_WEEK, product_id: 'product_id' },
  figures: OF_COSTS,
};
const MOVE_COSTS = `WITH c AS MATERIALIZED (SELECT $2::uuid AS branch_id, business_day, product_id, sum(quantity) AS quantity, sum(cost_cents) AS cost_cents
    FROM jsonb_to_recordset($3::text::jsonb) AS d(business_day date, product_id uuid, quantity bigint, cost_cents bigint) GROUP BY 2, 3),
  days AS (${moving('product_costs', ['branch_id', 'business_day', 'product_id'], { figures: OF_COSTS, from: 'SELECT * FROM c' })})
  ${summedUp(COST_WEEKS)}`;

/** Makes the weeks of product costs of a branch again from the days; answers how many were off. */
export async function checkCostWeeks(sql: TenantSql, at: { branchId: string; since: string }): Promise<number> {
  return checkSumsOf(sql, COST_WEEKS, at);
}
