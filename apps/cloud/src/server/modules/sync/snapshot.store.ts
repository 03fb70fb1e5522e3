import type { Order } from '@fastops/shared/orders/order.fold';
import type { Event } from '@fastops/shared/sync/event';
import type { Master } from '@fastops/shared/sync/protocol';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { EVENT } from './sync.store.ts';

export async function allMasters(sql: TenantSql): Promise<Master[]> {
  const rows = await sql.query<{ master: Master }>(
    `SELECT jsonb_build_object('kind', kind, 'id', id, 'version', version, 'deleted', deleted, 'doc', doc) AS master
     FROM masters WHERE company_id = $1 AND NOT deleted ORDER BY kind, id`,
    [sql.companyId],
  );
  return rows.map(({ master }) => master);
}

/** The branch's last business days that sold something, latest first. */
export async function recentDays(sql: TenantSql, branchId: string, days: number): Promise<string[]> {
  const rows = await sql.query<{ day: string }>(
    `SELECT business_day::text AS day FROM orders WHERE company_id = $1 AND branch_id = $2
     GROUP BY business_day ORDER BY business_day DESC LIMIT $3`,
    [sql.companyId, branchId, days],
  );
  return rows.map(({ day }) => day);
}

export type WholeInput = { readonly branchId: string; readonly since: string; readonly head: number; readonly scope: string };

/** Facts so close to the head are looked through for old orders that were touched lately. */
const LATE_FACTS = 100_000;

/** Aggregates that go as their facts: every order that is young, unfinished or touched lately, and all that is no order. */
export async function wholeAggregates(sql: TenantSql, at: WholeInput): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM cash_sessions WHERE company_id = $1 AND branch_id = $2
     UNION SELECT id FROM orders WHERE company_id = $1 AND branch_id = $2
       AND (business_day >= $3::text::date OR state = 'draft' OR balance <> 0 OR needs_review <> '')
     UNION SELECT entity_id FROM events WHERE company_id = $1 AND branch_id = $2
       AND type NOT LIKE 'order.%' AND type NOT LIKE 'cash-session.%' AND type NOT LIKE 'drawer.%'
     UNION SELECT e.entity_id FROM changes c JOIN events e ON e.company_id = c.company_id AND e.id = c.event_id
       WHERE c.company_id = $1 AND c.scope = $4 AND c.position > $5 AND e.business_day >= $3::text::date
     ORDER BY 1`,
    [sql.companyId, at.branchId, at.since, at.scope, Math.max(0, at.head - LATE_FACTS)],
  );
  return rows.map(({ id }) => id);
}

export async function eventsOf(sql: TenantSql, entityIds: readonly string[]): Promise<Event[]> {
  const rows = await sql.query<{ event: Event }>(
    `SELECT ${EVENT} AS event FROM events e WHERE e.company_id = $1 AND e.entity_id = ANY($2::uuid[]) ORDER BY e.entity_id, e.rev, e.seq`,
    [sql.companyId, entityIds],
  );
  return rows.map(({ event }) => event);
}

/** An order as it was folded then: one of an earlier version says nothing of what came later. */
export type StoredOrder = Omit<Order, 'discounts' | 'refunds'> & Partial<Pick<Order, 'discounts' | 'refunds'>>;
export type OrderRow = { readonly id: string; readonly order: StoredOrder; readonly needsReview: string };

/** A page of the branch's orders in the order of their ids. */
export async function orderPage(sql: TenantSql, branchId: string, at: { after: string; limit: number }): Promise<OrderRow[]> {
  return sql.query<OrderRow>(
    `SELECT id, doc AS "order", needs_review AS "needsReview" FROM orders
     WHERE company_id = $1 AND branch_id = $2 AND id > $3 ORDER BY id LIMIT $4`,
    [sql.companyId, branchId, at.after, at.limit],
  );
}

/** Whether the aggregate is this branch's. */
export async function isOfBranch(sql: TenantSql, branchId: string, entityId: string): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM aggregates WHERE company_id = $1 AND id = $2 AND branch_id = $3', [
    sql.companyId,
    entityId,
    branchId,
  ]);
  return rows.length > 0;
}
