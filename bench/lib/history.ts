import { assert } from '@fastops/shared/base/assert';
import type { Database } from '@fastops/desktop/branch/db/access';
import { openFileAt } from './till.ts';

const ORDERS_A_DAY = 1_000;
const FACTS_AN_ORDER = 5;
/** Ids of this history, apart from all that a till mints: `…-7000-8f00-…` with a digit for the kind of thing. */
const ID = (kind: number, n: string) => `printf('00000000-0000-7000-8f0${kind}-%012x', ${n})`;
/** `YYYY-MM-DD` of an order: a thousand a day, the first one that many days ago. */
const DAY = `date('2026-05-01', '+' || (n / ${ORDERS_A_DAY}) || ' days')`;

/**
 * Fills a till's file with orders that another till of the branch sold: their facts, and the rows those fold to. The links of that
 * log's chain are not real hashes: nothing reads them again here.
 */
export function fillWithHistory(file: string, orders: number): { readonly facts: number } {
  const db = openFileAt(file);
  try {
    db.transaction((tx) => {
      const own = tx.get<{ companyId: string; branchId: string }>(
        'SELECT company_id AS companyId, branch_id AS branchId FROM events LIMIT 1',
      );
      assert(own, 'the till has a fact of its own');
      const place = { ...own, orders };
      insertStream(tx, place);
      insertFacts(tx, place);
      insertRows(tx, place);
    });
    return { facts: orders * FACTS_AN_ORDER };
  } finally {
    db.close();
  }
}

type Place = { readonly companyId: string; readonly branchId: string; readonly orders: number };
type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];

const STREAM = '00000000-0000-7000-8f00-0000000000b0';
const TERMINAL = '00000000-0000-7000-8f00-0000000000b1';
const COUNTED = 'WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < ?)';

function insertStream(tx: Tx, { companyId, orders }: Place): void {
  tx.run(
    `INSERT INTO streams (company_id, stream_id, terminal_id, series, own, is_open, last_seq, last_hash, acked_seq, durable_seq, signed_head)
     VALUES (?, ?, ?, 'B', 0, 0, ?, '${'0'.repeat(64)}', 0, 0, '')`,
    companyId,
    STREAM,
    TERMINAL,
    orders * FACTS_AN_ORDER,
  );
}

const LINE = (kind: number, price: string) =>
  `json_object('line', json_object('id', ${ID(kind, 'n')}, 'productId', '${TERMINAL}', 'categoryId', '${TERMINAL}', 'name', 'Salchipapa número ' || n % 97,
     'quantity', 1 + n % 3, 'unitPrice', ${price}, 'choices', json_array(), 'tax', json_object('code', 'INC', 'rateBp', 800), 'stations', json_array('freidora')))`;
const TOTAL = `(14000 + n % 20 * 500 + 4000) * (1 + n % 3)`;

function insertFacts(tx: Tx, { companyId, branchId, orders }: Place): void {
  const facts: readonly [type: string, body: string][] = [
    ['order.opened', "json_object('orderType', 'counter')"],
    ['order.line-added', LINE(2, '14000 + n % 20 * 500')],
    ['order.line-added', LINE(3, '4000')],
    ['order.placed', `json_object('number', json_object('series', 'B', 'sequence', 1 + n % ${ORDERS_A_DAY}))`],
    [
      'order.payment-added',
      `json_object('payment', json_object('id', ${ID(4, 'n')}, 'method', 'cash', 'amount', ${TOTAL}, 'tendered', ${TOTAL}, 'change', 0, 'rounding', 0))`,
    ],
  ];
  for (const [index, [type, body]] of facts.entries()) {
    tx.run(
      `${COUNTED} INSERT INTO events (company_id, id, branch_id, terminal_id, stream_id, seq, type, v, entity_id, rev, at, business_day, actor_id,
         approved_by_id, body, prev_hash, hash, value, parked, adopted)
       SELECT ?, ${ID(5 + index, 'n')}, ?, '${TERMINAL}', '${STREAM}', n * ${FACTS_AN_ORDER} + ${index + 1}, '${type}', 1, ${ID(1, 'n')}, ${index + 1},
         1777600000000 + n * 60000, ${DAY}, '${TERMINAL}', NULL, ${body}, hex(randomblob(32)), hex(randomblob(32)), 0, NULL, 0 FROM counted`,
      orders,
      companyId,
      branchId,
    );
  }
}

function insertRows(tx: Tx, { companyId, branchId, orders }: Place): void {
  tx.run(
    `${COUNTED} INSERT INTO orders (company_id, id, branch_id, terminal_id, business_day, type, state, series, sequence, total, paid, balance,
       needs_review, opened_at, opened_by_id, placed_at, settled_at, rev)
     SELECT ?, ${ID(1, 'n')}, ?, '${TERMINAL}', ${DAY}, 'counter', 'placed', 'B', 1 + n % ${ORDERS_A_DAY}, ${TOTAL}, ${TOTAL}, 0, '',
       1777600000000 + n * 60000, '${TERMINAL}', 1777600000000 + n * 60000, 1777600000000 + n * 60000, 5 FROM counted`,
    orders,
    companyId,
    branchId,
  );
  for (const [position, kind] of [2, 3].entries()) {
    tx.run(
      `${COUNTED} INSERT INTO order_lines (company_id, order_id, position, id, product_id, category_id, name, quantity, total)
       SELECT ?, ${ID(1, 'n')}, ${position}, ${ID(kind, 'n')}, '${TERMINAL}', '${TERMINAL}', 'Salchipapa número ' || n % 97, 1 + n % 3, 14000 FROM counted`,
      orders,
      companyId,
    );
  }
  tx.run(
    `${COUNTED} INSERT INTO payments (company_id, order_id, id, method, amount, rounding, tendered)
     SELECT ?, ${ID(1, 'n')}, ${ID(4, 'n')}, 'cash', ${TOTAL}, 0, ${TOTAL} FROM counted`,
    orders,
    companyId,
  );
}
