import { orderNumberText } from '@fastops/shared/orders/order.events';
import type { Till } from './till.ts';

/** What the till's projections say, one line per row, in the cloud's words. */
export function tillState(till: Till): string[] {
  const { db } = till.core();
  const orders = db
    .all<Record<string, string | number | null>>(
      `SELECT id, terminal_id, business_day, type, state, series, sequence, total, paid, balance, needs_review, opened_at,
         coalesce(placed_at, '-') AS placed_at, coalesce(settled_at, '-') AS settled_at FROM orders`,
    )
    .map(({ series, sequence, ...row }) => {
      const number = series === null ? '-' : orderNumberText({ series: String(series), sequence: Number(sequence) });
      const { id, terminal_id, business_day, type, state, ...rest } = row;
      return ['order', id, terminal_id, business_day, type, state, number, ...Object.values(rest)].join('|');
    });
  const lines = db
    .all('SELECT order_id, position, product_id, quantity, total FROM order_lines')
    .map((row) => ['line', ...Object.values(row)].join('|'));
  const payments = db
    .all('SELECT order_id, id, method, amount, rounding FROM payments')
    .map((row) => ['payment', ...Object.values(row)].join('|'));
  const sessions = db
    .all(
      `SELECT id, terminal_id, business_day, opened_at, opening_float, coalesce(closed_at, '-') AS closed_at, coalesce(counted, '-') AS counted
       FROM cash_sessions`,
    )
    .map((row) => ['session', ...Object.values(row)].join('|'));
  return [...orders, ...lines, ...payments, ...sessions].sort();
}

/** Masters as the till holds them. */
export function tillMasters(till: Till): string[] {
  return till
    .core()
    .db.all("SELECT kind, id, version, deleted, json_extract(doc, '$.price') AS price FROM masters")
    .map((row) => Object.values(row).join('|'))
    .sort();
}
