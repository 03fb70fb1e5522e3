import type { DatedGoods } from '@fastops/shared/stock/lots';
import type { MoveKind } from '@fastops/shared/stock/movement';
import type { TenantSql } from '../../db/tenant-scope.ts';

type Place = { readonly branchId: string };
type Period = Place & { readonly from: string; readonly to: string };

/** What there is of each ingredient in a branch. */
export async function sumOnHand(sql: TenantSql, branchId: string): Promise<{ ingredientId: string; quantity: number }[]> {
  return sql.query(
    `SELECT ingredient_id AS "ingredientId", sum(quantity)::float8 AS quantity FROM stock_days
     WHERE company_id = $1 AND branch_id = $2 GROUP BY ingredient_id`,
    [sql.companyId, branchId],
  );
}

/** Goods with a date on them that haven't been gone for long: what expired a month ago was used or thrown away. */
export async function listDated(sql: TenantSql, branchId: string): Promise<DatedGoods[]> {
  return sql.query(
    `SELECT line->>'ingredientId' AS "ingredientId", line->>'expiresOn' AS "expiresOn", sum((line->>'quantity')::float8) AS quantity
     FROM stock_papers, jsonb_array_elements(body->'lines') AS line
     WHERE company_id = $1 AND branch_id = $2 AND type = 'stock.received' AND line ? 'expiresOn'
       AND (line->>'expiresOn')::date > current_date - 30 GROUP BY 1, 2`,
    [sql.companyId, branchId],
  );
}

/** What moved in some branches in a period, by ingredient and kind. */
export async function sumPeriod(
  sql: TenantSql,
  { branchIds, from, to }: { readonly branchIds: readonly string[]; readonly from: string; readonly to: string },
): Promise<{ branchId: string; ingredientId: string; kind: MoveKind; quantity: number; costCents: number }[]> {
  return sql.query(
    `SELECT branch_id AS "branchId", ingredient_id AS "ingredientId", kind, sum(quantity)::float8 AS quantity, sum(cost_cents)::float8 AS "costCents"
     FROM stock_days WHERE company_id = $1 AND branch_id = ANY($2::uuid[]) AND business_day BETWEEN $3::text::date AND $4::text::date
     GROUP BY branch_id, ingredient_id, kind ORDER BY branch_id, ingredient_id, kind`,
    [sql.companyId, branchIds, from, to],
  );
}

export type MovementRow = {
  readonly businessDay: string;
  readonly ingredientId: string;
  readonly kind: MoveKind;
  readonly quantity: number;
  readonly costCents: number;
};
export type MovementsAsked = Period & {
  readonly ingredientId: string | null;
  readonly after: { readonly day: string; readonly ingredientId: string; readonly kind: string };
  readonly limit: number;
};

/** What moved, by day, ingredient and kind, behind a cursor. */
export async function listMovements(
  sql: TenantSql,
  { branchId, from, to, ingredientId, after, limit }: MovementsAsked,
): Promise<MovementRow[]> {
  return sql.query(
    `SELECT business_day::text AS "businessDay", ingredient_id AS "ingredientId", kind, quantity::float8 AS quantity,
       cost_cents::float8 AS "costCents" FROM stock_days
     WHERE company_id = $1 AND branch_id = $2 AND business_day BETWEEN $3::text::date AND $4::text::date
       AND ($5::uuid IS NULL OR ingredient_id = $5) AND (business_day, ingredient_id, kind) > ($6::text::date, $7::uuid, $8)
     ORDER BY business_day, ingredient_id, kind LIMIT $9`,
    [sql.companyId, branchId, from, to, ingredientId, after.day, after.ingredientId, after.kind, limit],
  );
}

/** What the sales of each day took, for the next order. */
export async function listUsage(
  sql: TenantSql,
  { branchId, from, to }: Period,
): Promise<{ ingredientId: string; businessDay: string; used: number }[]> {
  return sql.query(
    `SELECT ingredient_id AS "ingredientId", business_day::text AS "businessDay", -sum(quantity)::float8 AS used FROM stock_days
     WHERE company_id = $1 AND branch_id = $2 AND business_day BETWEEN $3 AND $4 AND kind IN ('sale', 'refund', 'used', 'void')
     GROUP BY ingredient_id, business_day`,
    [sql.companyId, branchId, from, to],
  );
}

export type PaperLine = {
  readonly id: string;
  readonly type: string;
  readonly source: 'till' | 'office';
  readonly businessDay: string;
  readonly at: number;
  readonly actorId: string;
  readonly hasPhoto: boolean;
  readonly body: unknown;
};

/** The papers of a branch, newest first, without their pictures. */
export async function listPapers(sql: TenantSql, { branchId, from, to }: Period): Promise<PaperLine[]> {
  return sql.query(
    `SELECT id, type, source, business_day::text AS "businessDay", at::float8 AS at, actor_id AS "actorId", body ? 'photo' AS "hasPhoto",
       body - 'photo' AS body
     FROM stock_papers WHERE company_id = $1 AND branch_id = $2 AND business_day BETWEEN $3 AND $4 ORDER BY at DESC LIMIT 300`,
    [sql.companyId, branchId, from, to],
  );
}

export async function findPhoto(sql: TenantSql, { branchId, id }: Place & { readonly id: string }): Promise<string | undefined> {
  const [row] = await sql.query<{ photo: string | null }>(
    "SELECT body->>'photo' AS photo FROM stock_papers WHERE company_id = $1 AND branch_id = $2 AND id = $3",
    [sql.companyId, branchId, id],
  );
  return row?.photo ?? undefined;
}

export type TransferRow = {
  readonly transferId: string;
  readonly fromBranchId: string;
  readonly at: number;
  readonly lines: { ingredientId: string; quantity: number }[];
};

/** What other branches sent here and nobody has said to have received. */
export async function listIncoming(sql: TenantSql, branchId: string): Promise<TransferRow[]> {
  return sql.query(
    `SELECT s.body->>'transferId' AS "transferId", s.branch_id AS "fromBranchId", s.at::float8 AS at, s.body->'lines' AS lines
     FROM stock_papers s WHERE s.company_id = $1 AND s.type = 'stock.transfer-sent' AND s.body->>'toBranchId' = $2
       AND NOT EXISTS (SELECT FROM stock_papers r WHERE r.company_id = s.company_id AND r.branch_id = $2::uuid
         AND r.type = 'stock.transfer-received' AND r.body->>'transferId' = s.body->>'transferId')
     ORDER BY s.at`,
    [sql.companyId, branchId],
  );
}

/** What was ordered and came: by purchase order and ingredient. */
export async function sumReceived(
  sql: TenantSql,
  branchId: string,
): Promise<{ purchaseOrderId: string; ingredientId: string; quantity: number }[]> {
  return sql.query(
    `SELECT body->>'purchaseOrderId' AS "purchaseOrderId", line->>'ingredientId' AS "ingredientId", sum((line->>'quantity')::float8) AS quantity
     FROM stock_papers, jsonb_array_elements(body->'lines') AS line
     WHERE company_id = $1 AND branch_id = $2 AND type = 'stock.received' AND body ? 'purchaseOrderId' GROUP BY 1, 2`,
    [sql.companyId, branchId],
  );
}

/** Serialises what the office writes in a branch: two counts at once would freeze the same figure. */
export async function lockStock(sql: TenantSql, branchId: string): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock(hashtextextended('stock ' || $1 || $2, 0))", [sql.companyId, branchId]);
}
