import { orderNumberText } from '@fastops/shared/orders/order.events';
import type { Order } from '@fastops/shared/orders/order.fold';
import { thirdPartyShares } from '@fastops/shared/payments/third-party';
import { soldParts } from '@fastops/shared/orders/totals';
import type { Event, Fact } from '@fastops/shared/sync/event';
import { bodyFault } from '@fastops/shared/sync/event-types';
import { upcast } from '@fastops/shared/sync/upcast';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** All facts of some aggregates that this version can read, in one question. */
export async function factsOf(sql: TenantSql, entityIds: readonly string[]): Promise<Map<string, Fact[]>> {
  const rows = await sql.query<Fact & Pick<Event, 'body'>>(
    `SELECT id, terminal_id AS "terminalId", branch_id AS "branchId", seq::float8 AS seq, type, v, entity_id AS "entityId", rev::float8 AS rev,
       at::float8 AS at, business_day::text AS "businessDay", actor_id AS "actorId", approved_by_id AS "approvedById", body
     FROM events WHERE company_id = $1 AND entity_id = ANY($2::uuid[])`,
    [sql.companyId, entityIds],
  );
  // The others wait in the log and in the quarantine for a version that can.
  const readable = rows.filter((row) => bodyFault(row) === undefined).map(upcast);
  return Map.groupBy(readable, (fact) => fact.entityId);
}

/** An order as it counted before this push. */
export type SoldBefore = SavedOrder & { readonly id: string };

/** What these orders had already put into the sums. */
export async function soldBefore(sql: TenantSql, ids: readonly string[]): Promise<SoldBefore[]> {
  return sql.query<SoldBefore>(
    `SELECT id, hour, doc AS order FROM orders
     WHERE company_id = $1 AND id = ANY($2::uuid[]) AND settled_at IS NOT NULL AND state <> 'cancelled'`,
    [sql.companyId, ids],
  );
}

/** An order with the hour it counts in. */
export type SavedOrder = { readonly order: Order; readonly hour: number };

/** What a push makes of the orders of a branch. */
export type Sales = {
  readonly branchId: string;
  readonly orders: readonly SavedOrder[];
  /** Those that have lines here already. */
  readonly older: readonly string[];
  readonly hours: readonly HourDelta[];
};

/** The orders with their numbers, lines and payments, and the hours they count in. */
export async function saveSales(sql: TenantSql, { branchId, orders, older, hours }: Sales): Promise<void> {
  if (orders.length === 0) return;
  const each = orders.map(({ order }) => order);
  await Promise.all([
    insertOrders(sql, branchId, orders),
    older.length > 0 && sql.query('DELETE FROM order_lines WHERE company_id = $1 AND order_id = ANY($2::uuid[])', [sql.companyId, older]),
    insertLines(sql, each),
    savePayments(sql, each),
    saveRefunds(sql, each),
    moveHours(sql, hours),
  ]);
}

/**
 * Claims each order's number as it writes the order; the first order to claim one keeps it, and one that comes second says so.
 * A number that an order gave up (it was renumbered) is free for nobody: it is on somebody's paper.
 */
async function insertOrders(sql: TenantSql, branchId: string, orders: readonly SavedOrder[]): Promise<void> {
  await sql.query(
    `WITH o AS (SELECT * FROM ROWS FROM (jsonb_to_recordset($2::text::jsonb) AS (id uuid, branch_id uuid, terminal_id uuid,
         business_day date, hour integer, type text, state text, number text, total bigint, paid bigint, balance bigint,
         needs_review text, opened_at bigint, opened_by_id uuid, placed_at bigint, settled_at bigint, methods text,
         awaits_transfer boolean), unnest($3::text[]))
         AS o(id, branch_id, terminal_id, business_day, hour, type, state, number, total, paid, balance, needs_review, opened_at,
           opened_by_id, placed_at, settled_at, methods, awaits_transfer, doc)),
     claimed AS (INSERT INTO order_numbers (company_id, branch_id, business_day, number, order_id)
       SELECT DISTINCT ON (business_day, number) $1, $4::uuid, business_day, number, id FROM o WHERE number IS NOT NULL
       ORDER BY business_day, number
       ON CONFLICT (company_id, branch_id, business_day, number) DO UPDATE SET order_id = order_numbers.order_id
       RETURNING business_day, number, order_id)
     INSERT INTO orders (company_id, id, branch_id, terminal_id, business_day, hour, type, state, number, total, paid, balance,
       needs_review, opened_at, opened_by_id, placed_at, settled_at, methods, awaits_transfer, doc)
     SELECT $1, o.id, o.branch_id, o.terminal_id, o.business_day, o.hour, o.type, o.state, o.number, o.total, o.paid, o.balance,
       concat_ws(' ', nullif(o.needs_review, ''), CASE WHEN c.order_id <> o.id THEN 'number-taken' END), o.opened_at, o.opened_by_id,
       o.placed_at, o.settled_at, o.methods, o.awaits_transfer, o.doc::jsonb
     FROM o LEFT JOIN claimed c ON c.business_day = o.business_day AND c.number = o.number
     ON CONFLICT (company_id, id) DO UPDATE SET terminal_id = excluded.terminal_id, opened_at = excluded.opened_at,
       opened_by_id = excluded.opened_by_id, business_day = excluded.business_day, hour = excluded.hour, type = excluded.type,
       state = excluded.state, number = excluded.number, total = excluded.total, paid = excluded.paid, balance = excluded.balance,
       needs_review = excluded.needs_review, placed_at = excluded.placed_at, settled_at = excluded.settled_at,
       methods = excluded.methods, awaits_transfer = excluded.awaits_transfer, doc = excluded.doc`,
    // The document beside the row, not in it: one that is inside is read and written once more.
    [sql.companyId, JSON.stringify(orders.map(orderRow)), orders.map(({ order }) => JSON.stringify(order)), branchId],
  );
}

function orderRow({ order, hour }: SavedOrder): object {
  return {
    hour,
    id: order.id,
    branch_id: order.branchId,
    terminal_id: order.terminalId,
    business_day: order.businessDay,
    type: order.type,
    state: order.state,
    number: order.number ? orderNumberText(order.number) : null,
    total: order.totals.total,
    paid: order.paid,
    balance: order.balance,
    needs_review: order.needsReview.join(' '),
    opened_at: order.openedAt,
    opened_by_id: order.openedById,
    placed_at: order.placedAt ?? null,
    settled_at: order.settledAt ?? null,
    methods: [...new Set(order.payments.map((payment) => payment.method))].join(' '),
    awaits_transfer: order.payments.some(({ status }) => status === 'unverified'),
  };
}

async function insertLines(sql: TenantSql, orders: readonly Order[]): Promise<void> {
  const lines = orders.flatMap((order) => soldParts(order).map(({ line, net }, position) => ({ orderId: order.id, position, line, net })));
  if (lines.length === 0) return;
  await sql.query(
    `INSERT INTO order_lines (company_id, order_id, position, product_id, name, quantity, total)
     SELECT $1, order_id, position, product_id, name, quantity, total
     FROM unnest($2::uuid[], $3::integer[], $4::uuid[], $5::text[], $6::integer[], $7::bigint[])
       AS l(order_id, position, product_id, name, quantity, total)`,
    [
      sql.companyId,
      lines.map(({ orderId }) => orderId),
      lines.map(({ position }) => position),
      lines.map(({ line }) => line.productId),
      lines.map(({ line }) => line.name),
      lines.map(({ line }) => line.quantity),
      lines.map(({ net }) => net),
    ],
  );
}

async function savePayments(sql: TenantSql, orders: readonly Order[]): Promise<void> {
  const payments = orders.flatMap((order) => {
    const thirdParty = thirdPartyShares(order);
    return order.payments.map(({ id, method, amount, rounding, sessionId, status, reference }) => {
      const row = { order_id: order.id, id, method, amount, rounding, session_id: sessionId, status, reference };
      return { ...row, third_party: thirdParty.get(id) ?? 0 };
    });
  });
  if (payments.length === 0) return;
  await sql.query(
    `INSERT INTO payments (company_id, order_id, id, method, amount, rounding, session_id, third_party, status, reference)
     SELECT $1, order_id, id, method, amount, rounding, session_id, third_party, status, reference FROM jsonb_to_recordset($2::text::jsonb)
       AS p(order_id uuid, id uuid, method text, amount bigint, rounding bigint, session_id uuid, third_party bigint, status text, reference text)
     ON CONFLICT (company_id, order_id, id) DO UPDATE SET method = excluded.method, amount = excluded.amount, rounding = excluded.rounding,
       session_id = excluded.session_id, third_party = excluded.third_party, status = excluded.status, reference = excluded.reference`,
    [sql.companyId, JSON.stringify(payments)],
  );
}

/** Refunds are only ever added. */
async function saveRefunds(sql: TenantSql, orders: readonly Order[]): Promise<void> {
  const refunds = orders.flatMap((order) =>
    order.refunds.map(({ id, method, amount, sessionId }) => ({ order_id: order.id, id, method, amount, session_id: sessionId })),
  );
  if (refunds.length === 0) return;
  await sql.query(
    `INSERT INTO refunds (company_id, order_id, id, method, amount, session_id)
     SELECT $1, order_id, id, method, amount, session_id FROM jsonb_to_recordset($2::text::jsonb)
       AS r(order_id uuid, id uuid, method text, amount bigint, session_id uuid)
     ON CONFLICT (company_id, order_id, id) DO NOTHING`,
    [sql.companyId, JSON.stringify(refunds)],
  );
}

export type HourDelta = { branch_id: string; business_day: string; hour: number; sales: number; tickets: number };

/** Moves the hourly sums by differences, always in the same order so that two pushes can't lock each other out. */
async function moveHours(sql: TenantSql, deltas: readonly HourDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  await sql.query(
    `INSERT INTO branch_hours (company_id, branch_id, business_day, hour, sales, tickets)
     SELECT $1, branch_id, business_day, hour, sales, tickets FROM jsonb_to_recordset($2::text::jsonb)
       AS d(branch_id uuid, business_day date, hour integer, sales bigint, tickets bigint)
     ORDER BY branch_id, business_day, hour
     ON CONFLICT (company_id, branch_id, business_day, hour) DO UPDATE
       SET sales = branch_hours.sales + excluded.sales, tickets = branch_hours.tickets + excluded.tickets`,
    [sql.companyId, JSON.stringify(deltas)],
  );
}
