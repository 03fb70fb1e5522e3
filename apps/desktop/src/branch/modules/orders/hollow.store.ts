import type { HollowOrder } from '@fastops/shared/sync/snapshot';
import type { Reader, Writer } from '../../db/access.ts';
import { insertParts } from './parts.store.ts';

/** Which of these orders are known by their row alone. */
export function listHollow(db: Reader, companyId: string, orderIds: readonly string[]): string[] {
  return db
    .all<{ id: string }>(
      'SELECT order_id AS id FROM hollow_orders WHERE company_id = ? AND order_id IN (SELECT value FROM json_each(?))',
      companyId,
      JSON.stringify(orderIds),
    )
    .map(({ id }) => id);
}

export function listHollowSince(db: Reader, companyId: string, at: { since: number; limit: number }): string[] {
  return db
    .all<{ id: string }>(
      `SELECT o.id FROM orders o CROSS JOIN hollow_orders h ON h.company_id = o.company_id AND h.order_id = o.id
       WHERE o.company_id = ? AND o.business_day >= date(? / 1000, 'unixepoch') AND o.placed_at IS NOT NULL
       ORDER BY o.business_day DESC, o.placed_at DESC LIMIT ?`,
      companyId,
      at.since,
      at.limit,
    )
    .map(({ id }) => id);
}

/** Marks an order whose row came without its facts. */
export function insertHollow(db: Writer, companyId: string, orderId: string): void {
  db.run('INSERT OR IGNORE INTO hollow_orders (company_id, order_id) VALUES (?, ?)', companyId, orderId);
}

/** Its facts are all here now. */
export function deleteHollow(db: Writer, companyId: string, orderId: string): void {
  db.run('DELETE FROM hollow_orders WHERE company_id = ? AND order_id = ?', companyId, orderId);
}

/** Drops every order that is known by its row alone: another snapshot brings them again. */
export function dropHollow(db: Writer, companyId: string): void {
  const hollow = 'IN (SELECT order_id FROM hollow_orders WHERE company_id = ?)';
  db.run(`DELETE FROM order_lines WHERE company_id = ? AND order_id ${hollow}`, companyId, companyId);
  db.run(`DELETE FROM payments WHERE company_id = ? AND order_id ${hollow}`, companyId, companyId);
  db.run(`DELETE FROM refunds WHERE company_id = ? AND order_id ${hollow}`, companyId, companyId);
  db.run(`DELETE FROM orders WHERE company_id = ? AND id ${hollow}`, companyId, companyId);
  db.run('DELETE FROM hollow_orders WHERE company_id = ?', companyId);
}

/** Keeps the row of an order without facts, unless the file knows better. */
export function insertHollowOrder(db: Writer, companyId: string, order: HollowOrder): boolean {
  const { changes } = db.run(
    `INSERT OR IGNORE INTO orders (company_id, id, branch_id, terminal_id, business_day, type, state, series, sequence, total, paid, balance,
       needs_review, opened_at, opened_by_id, placed_at, settled_at, held_by_id, rev)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    companyId,
    order.id,
    order.branchId,
    order.terminalId,
    order.businessDay,
    order.type,
    order.state,
    order.number?.series ?? null,
    order.number?.sequence ?? null,
    order.total,
    order.paid,
    order.balance,
    order.needsReview.join(' '),
    order.openedAt,
    order.openedById,
    order.placedAt,
    order.settledAt,
    // It is closed: who holds it matters to nobody until its facts are here.
    order.terminalId,
    order.rev,
  );
  if (changes === 0) return false;
  insertParts(db, companyId, order);
  return true;
}
