import type { Movement } from '@fastops/shared/stock/movement';
import type { Reader, Writer } from '../../db/access.ts';

/** Where a movement comes from. */
export type Source = {
  readonly id: string;
  readonly branchId: string;
  readonly businessDay: string;
  readonly origin: 'fact' | 'hollow' | 'office';
  readonly moves: readonly Movement[];
};
type Kept = Pick<Source, 'businessDay' | 'branchId' | 'moves'>;

/** What a source moved when it was last folded. */
export function findSource(db: Reader, companyId: string, id: string): Kept | undefined {
  const row = db.get<{ branchId: string; businessDay: string; moves: string }>(
    'SELECT branch_id AS branchId, business_day AS businessDay, moves FROM stock_sources WHERE company_id = ? AND source_id = ?',
    companyId,
    id,
  );
  return row && { ...row, moves: JSON.parse(row.moves) };
}

export function saveSource(db: Writer, companyId: string, { id, branchId, businessDay, origin, moves }: Source): void {
  db.run(
    `INSERT INTO stock_sources (company_id, source_id, branch_id, business_day, origin, moves) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id, source_id) DO UPDATE
       SET branch_id = excluded.branch_id, business_day = excluded.business_day, origin = excluded.origin, moves = excluded.moves`,
    companyId,
    id,
    branchId,
    businessDay,
    origin,
    JSON.stringify(moves),
  );
}

/** Adds to the sums of a day. */
export function addToDay(db: Writer, companyId: string, { branchId, businessDay, moves }: Kept): void {
  for (const { ingredientId, kind, quantity, costCents } of moves) {
    db.run(
      `INSERT INTO stock_days (company_id, branch_id, ingredient_id, business_day, kind, quantity, cost_cents) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (company_id, branch_id, ingredient_id, business_day, kind) DO UPDATE
         SET quantity = quantity + excluded.quantity, cost_cents = cost_cents + excluded.cost_cents`,
      companyId,
      branchId,
      ingredientId,
      businessDay,
      kind,
      quantity,
      costCents ?? 0,
    );
  }
}

/** Forgets all of one origin and adds up the rest anew. */
export function dropOrigin(db: Writer, companyId: string, origin: Source['origin']): void {
  db.run('DELETE FROM stock_sources WHERE company_id = ? AND origin = ?', companyId, origin);
  db.run('DELETE FROM stock_days WHERE company_id = ?', companyId);
  db.run(
    `INSERT INTO stock_days (company_id, branch_id, ingredient_id, business_day, kind, quantity, cost_cents)
     SELECT s.company_id, s.branch_id, json_extract(m.value, '$.ingredientId'), s.business_day, json_extract(m.value, '$.kind'),
       sum(json_extract(m.value, '$.quantity')), sum(coalesce(json_extract(m.value, '$.costCents'), 0))
     FROM stock_sources s, json_each(s.moves) m WHERE s.company_id = ? GROUP BY 1, 2, 3, 4, 5`,
    companyId,
  );
}

/** What there is of each ingredient in a branch: the sum of all that moved it. */
export function listOnHand(db: Reader, companyId: string, branchId: string): { ingredientId: string; quantity: number }[] {
  return db.all(
    `SELECT ingredient_id AS ingredientId, sum(quantity) AS quantity FROM stock_days WHERE company_id = ? AND branch_id = ?
     GROUP BY ingredient_id`,
    companyId,
    branchId,
  );
}

/** The days of one ingredient, newest first. */
export function listDays(
  db: Reader,
  companyId: string,
  at: { branchId: string; ingredientId: string },
): { businessDay: string; kind: string; quantity: number }[] {
  return db.all(
    `SELECT business_day AS businessDay, kind, quantity FROM stock_days
     WHERE company_id = ? AND branch_id = ? AND ingredient_id = ? AND quantity <> 0 ORDER BY business_day DESC, kind LIMIT 60`,
    companyId,
    at.branchId,
    at.ingredientId,
  );
}
