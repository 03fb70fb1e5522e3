import { driverDebt } from '@fastops/shared/orders/driver.fold';
import type { Order } from '@fastops/shared/orders/order.fold';
import type { Reader, Writer } from '../../db/access.ts';

/** Keeps who has an order on the road and what they owe for it; an order that nobody took has no row. */
export function saveTrip(db: Writer, companyId: string, order: Order): void {
  if (!order.trip) return;
  const { driver, sentAt } = order.trip;
  db.run(
    `INSERT INTO order_drivers (company_id, order_id, staff_id, driver_name, sent_at, owes) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id, order_id) DO UPDATE SET staff_id = excluded.staff_id, driver_name = excluded.driver_name,
       sent_at = excluded.sent_at, owes = excluded.owes`,
    companyId,
    order.id,
    driver.staffId ?? null,
    driver.name,
    sentAt,
    driverDebt(order).total,
  );
}

/** Orders whose driver owes something, those that left first first: the branch's, or those that one till answers for. */
export function listOwedByDrivers(db: Reader, at: { companyId: string; heldById: string | null }): string[] {
  return db
    .all<{ id: string }>(
      `SELECT d.order_id AS id FROM order_drivers d JOIN orders o ON o.company_id = d.company_id AND o.id = d.order_id
       WHERE d.company_id = ? AND d.owes <> 0 AND o.held_by_id = coalesce(?, o.held_by_id) ORDER BY d.sent_at, d.order_id LIMIT 500`,
      at.companyId,
      at.heldById,
    )
    .map(({ id }) => id);
}

/**
 * Deliveries that the kitchen has and nobody took yet: those of the day, after older ones that still owe. Two questions, each answered by
 * an index of its own: as one, SQLite reads every order of the file, and this is asked after every change.
 */
export function listToSendOut(db: Reader, { companyId, businessDay }: { companyId: string; businessDay: string }): string[] {
  const waiting = `type = 'delivery' AND NOT EXISTS
    (SELECT 1 FROM order_drivers d WHERE d.company_id = o.company_id AND d.order_id = o.id)`;
  const older = db.all<{ id: string }>(
    `SELECT id FROM orders o WHERE company_id = ? AND state = 'placed' AND balance > 0 AND business_day <> ? AND ${waiting}
     ORDER BY opened_at LIMIT 100`,
    companyId,
    businessDay,
  );
  const today = db.all<{ id: string }>(
    `SELECT id FROM orders o WHERE company_id = ? AND business_day = ? AND state = 'placed' AND ${waiting} ORDER BY placed_at LIMIT 100`,
    companyId,
    businessDay,
  );
  return [...older, ...today].map(({ id }) => id);
}
