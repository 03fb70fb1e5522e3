import { assert } from '@fastops/shared/base/assert';
import type { Money } from '@fastops/shared/base/money';
import { foldOrder, type Order, type OrderState } from '@fastops/shared/orders/order.fold';
import { hollowOrder } from '@fastops/shared/sync/hollow-order';
import type { Reader, SqlValue, Writer } from '../../db/access.ts';
import { saveTrip } from './drivers.store.ts';
import { insertParts } from './parts.store.ts';
import { factsOf } from '../../db/event-log.ts';

/** One row of the order lists. */
export type OrderRow = {
  readonly id: string;
  readonly series: string | null;
  readonly sequence: number | null;
  readonly type: string;
  readonly state: string;
  readonly businessDay: string;
  readonly total: Money;
  readonly paid: Money;
  readonly balance: Money;
  readonly openedAt: number;
  readonly placedAt: number | null;
  readonly settledAt: number | null;
  readonly terminalId: string;
};

const ROW = `id, series, sequence, type, state, business_day AS businessDay, total, paid, balance, opened_at AS openedAt,
  placed_at AS placedAt, settled_at AS settledAt, terminal_id AS terminalId`;

/** The order as its facts say it is; undefined when nobody ever heard of it. */
export function findOrder(db: Reader, companyId: string, id: string): Order | undefined {
  const facts = factsOf(db, companyId, id);
  return facts.length === 0 ? undefined : foldOrder(facts);
}

/** Which till works on an order (nobody while it is put aside) and how far it is: one row, no fold. */
export function holderOf(
  db: Reader,
  companyId: string,
  id: string,
): { readonly terminalId: string; readonly state: OrderState } | undefined {
  return db.get(
    "SELECT CASE WHEN hold_id IS NULL THEN held_by_id ELSE '' END AS terminalId, state FROM orders WHERE company_id = ? AND id = ?",
    companyId,
    id,
  );
}

/** Drafts that one terminal works on, newest first: a restart finds the open cart again. */
export function listDraftIds(db: Reader, at: { companyId: string; terminalId: string }): string[] {
  return db
    .all<{ id: string }>(
      `SELECT id FROM orders WHERE company_id = ? AND held_by_id = ? AND state = 'draft' AND hold_id IS NULL
       ORDER BY opened_at DESC LIMIT 20`,
      at.companyId,
      at.terminalId,
    )
    .map((row) => row.id);
}

/** Placed orders of a business day, newest first: the branch's, or those of one terminal. */
export function listPlaced(
  db: Reader,
  at: { companyId: string; businessDay: string; terminalId: string | null },
  limit: number,
): OrderRow[] {
  return db.all<OrderRow>(
    `SELECT ${ROW} FROM orders WHERE company_id = ? AND business_day = ? AND placed_at IS NOT NULL
       AND terminal_id = coalesce(?, terminal_id) ORDER BY placed_at DESC LIMIT ?`,
    at.companyId,
    at.businessDay,
    at.terminalId,
    limit,
  );
}

export function saveOrder(db: Writer, companyId: string, order: Order): void {
  db.run(
    `INSERT INTO orders (company_id, id, branch_id, terminal_id, business_day, type, state, series, sequence, total, paid, balance,
       needs_review, opened_at, opened_by_id, placed_at, settled_at, held_by_id, rev, hold_id, held_at, table_id, label, unsent)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id, id) DO UPDATE SET branch_id = excluded.branch_id, terminal_id = excluded.terminal_id,
       opened_at = excluded.opened_at, opened_by_id = excluded.opened_by_id, business_day = excluded.business_day, type = excluded.type, state = excluded.state,
       series = excluded.series, sequence = excluded.sequence, total = excluded.total, paid = excluded.paid, balance = excluded.balance,
       needs_review = excluded.needs_review, placed_at = excluded.placed_at, settled_at = excluded.settled_at,
       held_by_id = excluded.held_by_id, rev = excluded.rev, hold_id = excluded.hold_id, held_at = excluded.held_at,
       table_id = excluded.table_id, label = excluded.label, unsent = excluded.unsent`,
    companyId,
    order.id,
    order.branchId,
    order.terminalId,
    order.businessDay,
    order.type,
    order.state,
    order.number?.series ?? null,
    order.number?.sequence ?? null,
    order.totals.total,
    order.paid,
    order.balance,
    order.needsReview.join(' '),
    order.openedAt,
    order.openedById,
    order.placedAt ?? null,
    order.settledAt ?? null,
    order.heldById,
    order.rev,
    ...servingColumns(order),
  );
  // A draft's lines live in its facts alone: reports never read a draft, and a tap stays one row.
  if (order.state !== 'draft') saveParts(db, companyId, order);
  saveTrip(db, companyId, order);
}

/** The next number of a series on a business day: 1, 2, 3… without gaps, given inside the commit that uses it. */
export function takeSequence(db: Writer, at: { companyId: string; series: string; businessDay: string }): number {
  const row = db.get<{ sequence: number }>(
    `INSERT INTO number_series (company_id, series, business_day, last_sequence) VALUES (?, ?, ?, 1)
     ON CONFLICT (company_id, series, business_day) DO UPDATE SET last_sequence = last_sequence + 1
     RETURNING last_sequence AS sequence`,
    at.companyId,
    at.series,
    at.businessDay,
  );
  assert(row, 'a number series gives a number');
  return row.sequence;
}

/** hold_id, held_at, table_id, label, unsent. */
function servingColumns(order: Order): SqlValue[] {
  const { hold, table, unsent } = order;
  return [hold?.id ?? null, hold?.at ?? null, table?.id ?? null, labelOf(order), unsent.reduce((sum, { quantity }) => sum + quantity, 0)];
}

/** Whose it is, in a word. */
function labelOf({ hold, table, customer, pickup, staffMeal, type }: Order): string | null {
  const place = type === 'dine_in' ? table?.name : undefined;
  const who = type === 'staff_meal' ? staffMeal?.staffName : (pickup?.name ?? customer?.name);
  return hold?.label ?? place ?? who ?? null;
}

function saveParts(db: Writer, companyId: string, order: Order): void {
  db.run('DELETE FROM order_lines WHERE company_id = ? AND order_id = ?', companyId, order.id);
  db.run('DELETE FROM payments WHERE company_id = ? AND order_id = ?', companyId, order.id);
  insertParts(db, companyId, hollowOrder(order));
}

/** Whether another order of the same business day has the same number. */
export function isNumberShared(db: Reader, companyId: string, orderId: string): boolean {
  return (
    db.get(
      `SELECT 1 FROM orders o JOIN orders p ON p.company_id = o.company_id AND p.business_day = o.business_day AND p.series = o.series
         AND p.sequence = o.sequence AND p.id <> o.id WHERE o.company_id = ? AND o.id = ?`,
      companyId,
      orderId,
    ) !== undefined
  );
}
