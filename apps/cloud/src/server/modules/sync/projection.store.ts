import type { CashSession } from '@fastops/shared/cash/session.fold';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import type { Order } from '@fastops/shared/orders/order.fold';
import { countedPayments } from '@fastops/shared/orders/money.fold';
import { priceLines } from '@fastops/shared/orders/totals';
import type { Fact } from '@fastops/shared/sync/event';
import { upcast } from '@fastops/shared/sync/upcast';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** All facts of some aggregates in one question. */
export async function factsOf(sql: TenantSql, entityIds: readonly string[]): Promise<Map<string, Fact[]>> {
  const rows = await sql.query<Fact>(
    `SELECT id, terminal_id AS "terminalId", branch_id AS "branchId", seq::float8 AS seq, type, v, entity_id AS "entityId", rev::float8 AS rev,
       at::float8 AS at, business_day::text AS "businessDay", actor_id AS "actorId", body
     FROM events WHERE company_id = $1 AND entity_id = ANY($2::uuid[])`,
    [sql.companyId, entityIds],
  );
  const byEntity = new Map<string, Fact[]>();
  for (const row of rows) byEntity.set(row.entityId, [...(byEntity.get(row.entityId) ?? []), upcast(row)]);
  return byEntity;
}

export type SoldBefore = { readonly branchId: string; readonly businessDay: string; readonly hour: number; readonly sales: number };

/** What these orders had already put into the hourly sums. */
export async function soldBefore(sql: TenantSql, ids: readonly string[]): Promise<SoldBefore[]> {
  return sql.query<SoldBefore>(
    `SELECT branch_id AS "branchId", business_day::text AS "businessDay", hour, total::float8 AS sales FROM orders
     WHERE company_id = $1 AND id = ANY($2::uuid[]) AND settled_at IS NOT NULL AND state <> 'cancelled'`,
    [sql.companyId, ids],
  );
}

/**
 * Claims each order's number; the first order to claim one keeps it. Answers the orders that came second.
 * A number that an order gave up (it was renumbered) is free for nobody: it is on somebody's paper.
 */
export async function claimNumbers(sql: TenantSql, branchId: string, orders: readonly Order[]): Promise<ReadonlySet<string>> {
  const numbered = orders.flatMap(({ id, number, businessDay }) =>
    number ? [{ id, day: businessDay, number: orderNumberText(number) }] : [],
  );
  if (numbered.length === 0) return new Set();
  const rows = await sql.query<{ number: string; day: string; owner: string }>(
    `INSERT INTO order_numbers (company_id, branch_id, business_day, number, order_id)
     SELECT DISTINCT ON (day, number) $1, $2, day, number, id FROM jsonb_to_recordset($3::text::jsonb) AS n(id uuid, day date, number text)
     ORDER BY day, number
     ON CONFLICT (company_id, branch_id, business_day, number) DO UPDATE SET order_id = order_numbers.order_id
     RETURNING number, business_day::text AS day, order_id AS owner`,
    [sql.companyId, branchId, JSON.stringify(numbered)],
  );
  const owners = new Map(rows.map(({ number, day, owner }) => [`${day} ${number}`, owner]));
  return new Set(numbered.filter(({ id, day, number }) => owners.get(`${day} ${number}`) !== id).map(({ id }) => id));
}

/** An order with the hour it counts in, and whether its number was another's first. */
export type SavedOrder = { readonly order: Order; readonly hour: number; readonly numberTaken: boolean };

/** The orders with their lines and payments: one conversation, not four questions. */
export async function saveOrders(sql: TenantSql, saved: readonly SavedOrder[]): Promise<void> {
  if (saved.length === 0) return;
  const orders = saved.map(({ order }) => order);
  await Promise.all([insertOrders(sql, saved), replaceLines(sql, orders), savePayments(sql, orders)]);
}

async function insertOrders(sql: TenantSql, orders: readonly SavedOrder[]): Promise<void> {
  await sql.query(
    `INSERT INTO orders (company_id, id, branch_id, terminal_id, business_day, hour, type, state, number, total, paid, balance,
       needs_review, opened_at, opened_by_id, placed_at, settled_at, methods, doc)
     SELECT $1, id, branch_id, terminal_id, business_day, hour, type, state, number, total, paid, balance, needs_review, opened_at,
       opened_by_id, placed_at, settled_at, methods, doc::jsonb
     FROM ROWS FROM (jsonb_to_recordset($2::text::jsonb) AS (id uuid, branch_id uuid, terminal_id uuid, business_day date, hour integer,
       type text, state text, number text, total bigint, paid bigint, balance bigint, needs_review text, opened_at bigint,
       opened_by_id uuid, placed_at bigint, settled_at bigint, methods text), unnest($3::text[])) AS o(id, branch_id, terminal_id,
       business_day, hour, type, state, number, total, paid, balance, needs_review, opened_at, opened_by_id, placed_at, settled_at,
       methods, doc)
     ON CONFLICT (company_id, id) DO UPDATE SET terminal_id = excluded.terminal_id, opened_at = excluded.opened_at,
       opened_by_id = excluded.opened_by_id, business_day = excluded.business_day, hour = excluded.hour, type = excluded.type,
       state = excluded.state, number = excluded.number, total = excluded.total, paid = excluded.paid, balance = excluded.balance,
       needs_review = excluded.needs_review, placed_at = excluded.placed_at, settled_at = excluded.settled_at,
       methods = excluded.methods, doc = excluded.doc`,
    // The document beside the row, not in it: one that is inside is read and written once more.
    [sql.companyId, JSON.stringify(orders.map(orderRow)), orders.map(({ order }) => JSON.stringify(order))],
  );
}

function orderRow({ order, hour, numberTaken }: SavedOrder): object {
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
    // Beside what the order's own facts say: another order of the day had its number first.
    needs_review: [...order.needsReview, ...(numberTaken ? ['number-taken'] : [])].join(' '),
    opened_at: order.openedAt,
    opened_by_id: order.openedById,
    placed_at: order.placedAt ?? null,
    settled_at: order.settledAt ?? null,
    methods: [...new Set(order.payments.map((payment) => payment.method))].join(' '),
  };
}

async function replaceLines(sql: TenantSql, orders: readonly Order[]): Promise<void> {
  const lines = orders.flatMap((order) =>
    priceLines(order.lines, order.discounts).map(({ line, net }, position) => ({ orderId: order.id, position, line, net })),
  );
  await Promise.all([
    sql.query('DELETE FROM order_lines WHERE company_id = $1 AND order_id = ANY($2::uuid[])', [sql.companyId, orders.map(({ id }) => id)]),
    sql.query(
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
    ),
  ]);
}

async function savePayments(sql: TenantSql, orders: readonly Order[]): Promise<void> {
  const payments = orders.flatMap((order) => countedPayments(order).map((payment) => ({ order_id: order.id, ...payment })));
  if (payments.length === 0) return;
  await sql.query(
    `INSERT INTO payments (company_id, order_id, id, method, amount, rounding)
     SELECT $1, order_id, id, method, amount, rounding FROM jsonb_to_recordset($2::text::jsonb)
       AS p(order_id uuid, id uuid, method text, amount bigint, rounding bigint)
     ON CONFLICT (company_id, order_id, id) DO UPDATE SET method = excluded.method, amount = excluded.amount, rounding = excluded.rounding`,
    [sql.companyId, JSON.stringify(payments)],
  );
}

export async function saveCashSession(sql: TenantSql, session: CashSession): Promise<void> {
  await sql.query(
    `INSERT INTO cash_sessions (company_id, id, branch_id, terminal_id, business_day, opened_at, opened_by_id, opening_float, closed_at, counted)
     VALUES ($1, $2, $3, $4, $5::text::date, $6, $7, $8, $9, $10)
     ON CONFLICT (company_id, id) DO UPDATE SET terminal_id = excluded.terminal_id, business_day = excluded.business_day,
       opened_at = excluded.opened_at, opened_by_id = excluded.opened_by_id, opening_float = excluded.opening_float,
       closed_at = excluded.closed_at, counted = excluded.counted`,
    [
      sql.companyId,
      session.id,
      session.branchId,
      session.terminalId,
      session.businessDay,
      session.openedAt,
      session.openedById,
      session.openingFloat,
      session.closedAt ?? null,
      session.counted ?? null,
    ],
  );
}

export type HourDelta = { branch_id: string; business_day: string; hour: number; sales: number; tickets: number };

/** Moves the hourly sums by differences, always in the same order so that two pushes can't lock each other out. */
export async function moveHours(sql: TenantSql, deltas: readonly HourDelta[]): Promise<void> {
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
