import type { HollowOrder } from '@fastops/shared/sync/snapshot';
import type { Writer } from '../../db/access.ts';

type Parts = Pick<HollowOrder, 'id' | 'lines' | 'payments' | 'refunds'>;

/** Writes what an order is made of, as lists and reports read it. Refunds are only ever added. */
export function insertParts(db: Writer, companyId: string, order: Parts): void {
  for (const [position, line] of order.lines.entries()) {
    db.run(
      `INSERT INTO order_lines (company_id, order_id, position, id, product_id, category_id, name, quantity, total)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      companyId,
      order.id,
      position,
      line.id,
      line.productId,
      line.categoryId,
      line.name,
      line.quantity,
      line.total,
    );
  }
  for (const payment of order.payments) {
    db.run(
      `INSERT INTO payments (company_id, order_id, id, method, amount, rounding, tendered, change_given, session_id, third_party, status,
         reference)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      companyId,
      order.id,
      payment.id,
      payment.method,
      payment.amount,
      payment.rounding,
      payment.tendered,
      payment.change,
      payment.sessionId ?? null,
      payment.thirdParty ?? 0,
      payment.unverified ? 'unverified' : 'taken',
      payment.reference ?? null,
    );
  }
  for (const refund of order.refunds) {
    db.run(
      `INSERT INTO refunds (company_id, order_id, id, method, amount, session_id) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (company_id, order_id, id) DO NOTHING`,
      companyId,
      order.id,
      refund.id,
      refund.method,
      refund.amount,
      refund.sessionId ?? null,
    );
  }
}
