import type { Row, SqlValue } from '@fastops/cloud/server/db/sql';
import type { World } from './world.ts';

/** Looks into the cloud's tables as their owner, within the company of the seed ($1). */
export function look<R = Row>(world: World, text: string, params: readonly SqlValue[] = []): Promise<R[]> {
  return world.cloud.engine.asOwner((sql) => sql.query<R>(text, [world.shop.companyId, ...params]));
}

/** Ids of all events that the cloud keeps, applied or set aside. */
export async function keptIds(world: World): Promise<Set<string>> {
  const rows = await look<{ id: string }>(
    world,
    'SELECT id FROM events WHERE company_id = $1 UNION ALL SELECT event_id FROM quarantine WHERE company_id = $1',
  );
  return new Set(rows.map(({ id }) => id));
}

/** What a branch's projections say, one line per row: the cloud's side. */
export async function cloudState(world: World, branchId: string): Promise<string[]> {
  const rows = await look<{ line: string }>(
    world,
    `SELECT concat_ws('|', 'order', id, terminal_id, business_day, type, state, coalesce(number, '-'), total, paid, balance, trim(replace(needs_review, 'number-taken', '')),
         opened_at, coalesce(placed_at::text, '-'), coalesce(settled_at::text, '-')) AS line
       FROM orders WHERE company_id = $1 AND branch_id = $2
     UNION ALL SELECT concat_ws('|', 'line', l.order_id, l.position, l.product_id, l.quantity, l.total)
       FROM order_lines l JOIN orders o ON o.company_id = l.company_id AND o.id = l.order_id
       WHERE l.company_id = $1 AND o.branch_id = $2 AND o.state <> 'draft'
     UNION ALL SELECT concat_ws('|', 'payment', p.order_id, p.id, p.method, p.amount, p.rounding)
       FROM payments p JOIN orders o ON o.company_id = p.company_id AND o.id = p.order_id
       WHERE p.company_id = $1 AND o.branch_id = $2 AND o.state <> 'draft'
     UNION ALL SELECT concat_ws('|', 'session', id, terminal_id, business_day, opened_at, opening_float, coalesce(closed_at::text, '-'), coalesce(counted::text, '-'))
       FROM cash_sessions WHERE company_id = $1 AND branch_id = $2
     ORDER BY line`,
    [branchId],
  );
  return rows.map(({ line }) => line).sort();
}
