import type { OrderNumber, OrderType } from '@fastops/shared/orders/order.events';
import type { OrderState } from '@fastops/shared/orders/order.fold';
import type { Reader } from '../../db/access.ts';

/** What a list of many orders needs of each, without folding any. */
export type GlanceRow = {
  readonly id: string;
  readonly type: OrderType;
  readonly state: OrderState;
  readonly series: OrderNumber['series'] | null;
  readonly sequence: number | null;
  readonly label: string | null;
};

export function glanceRows(db: Reader, companyId: string, ids: readonly string[]): GlanceRow[] {
  return db.all<GlanceRow>(
    `SELECT id, type, state, series, sequence, label FROM orders
     WHERE company_id = ? AND id IN (SELECT value FROM json_each(?))`,
    companyId,
    JSON.stringify(ids),
  );
}

/** The bodies of some orders' facts of one type, in the order of their aggregate. */
export function bodiesOf(
  db: Reader,
  companyId: string,
  of: { type: string; orderIds: readonly string[] },
): { orderId: string; body: string }[] {
  return db.all<{ orderId: string; body: string }>(
    `SELECT entity_id AS orderId, body FROM events
     WHERE company_id = ? AND entity_id IN (SELECT value FROM json_each(?)) AND type = ? AND parked IS NULL
     ORDER BY rev, terminal_id, id`,
    companyId,
    JSON.stringify(of.orderIds),
    of.type,
  );
}
