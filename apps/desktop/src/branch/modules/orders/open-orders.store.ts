import type { Money } from '@fastops/shared/base/money';
import type { Reader } from '../../db/access.ts';

/** An order that somebody still has to do something about. */
export type OpenOrderRow = {
  readonly id: string;
  readonly series: string | null;
  readonly sequence: number | null;
  readonly type: string;
  readonly state: string;
  readonly total: Money;
  readonly balance: Money;
  readonly openedAt: number;
  readonly placedAt: number | null;
  readonly heldAt: number | null;
  readonly holdId: string | null;
  readonly tableId: string | null;
  readonly label: string | null;
  readonly unsent: number;
  readonly terminalId: string;
};

const ROW = `id, series, sequence, type, state, total, balance, opened_at AS openedAt, placed_at AS placedAt, held_at AS heldAt,
  hold_id AS holdId, table_id AS tableId, label, unsent, terminal_id AS terminalId`;

/** Drafts that were put aside for any till, the oldest first. */
export function listHeld(db: Reader, companyId: string): OpenOrderRow[] {
  return db.all<OpenOrderRow>(
    `SELECT ${ROW} FROM orders WHERE company_id = ? AND state = 'draft' AND hold_id IS NOT NULL ORDER BY held_at LIMIT 200`,
    companyId,
  );
}

/** Orders that were placed and still owe, the oldest first. */
export function listOwing(db: Reader, companyId: string): OpenOrderRow[] {
  return db.all<OpenOrderRow>(
    `SELECT ${ROW} FROM orders WHERE company_id = ? AND state = 'placed' AND balance > 0 ORDER BY opened_at LIMIT 300`,
    companyId,
  );
}

/** Meals that one of the staff had on a business day. */
export function staffMealsOf(db: Reader, at: { companyId: string; businessDay: string; staffId: string }): string[] {
  return db
    .all<{ id: string }>(
      `SELECT DISTINCT e.entity_id AS id FROM events e JOIN orders o ON o.company_id = e.company_id AND o.id = e.entity_id
       WHERE e.company_id = ? AND e.type = 'order.staff-meal-set' AND json_extract(e.body, '$.staffMeal.staffId') = ?
         AND o.business_day = ? AND o.type = 'staff_meal' AND o.state IN ('placed', 'closed')`,
      at.companyId,
      at.staffId,
      at.businessDay,
    )
    .map(({ id }) => id);
}
