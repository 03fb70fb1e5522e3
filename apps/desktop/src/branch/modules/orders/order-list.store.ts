import type { Money } from '@fastops/shared/base/money';
import type { Fact } from '@fastops/shared/sync/event';
import { upcast } from '@fastops/shared/sync/upcast';
import type { Reader } from '../../db/access.ts';

/** A payment that nobody has seen arrive. */
export type WaitingPayment = {
  readonly paymentId: string;
  readonly orderId: string;
  readonly method: string;
  readonly amount: Money;
  readonly reference: string | null;
  readonly series: string | null;
  readonly sequence: number | null;
  readonly businessDay: string;
  readonly at: number;
  readonly terminalId: string;
  readonly sessionId: string | null;
};

/** What an order is looked for by: day and state must hold, and one of number and text where there are any. */
export type OrderFilter = {
  readonly businessDay: string | undefined;
  readonly number: { readonly sequence: number; readonly series: string | undefined } | undefined;
  /** Part of a product's name or of the number of a payment. */
  readonly text: string | undefined;
  readonly state: 'owing' | 'refunded' | 'waiting' | 'cancelled' | undefined;
};

const ROW = `o.id, o.series, o.sequence, o.type, o.state, o.business_day AS businessDay, o.total, o.paid, o.balance, o.opened_at AS openedAt,
  o.placed_at AS placedAt, o.settled_at AS settledAt, o.terminal_id AS terminalId,
  (SELECT coalesce(sum(r.amount), 0) FROM refunds r WHERE r.company_id = o.company_id AND r.order_id = o.id) AS refunded,
  EXISTS (SELECT 1 FROM payments p WHERE p.company_id = o.company_id AND p.order_id = o.id AND p.status = 'unverified') AS waiting`;

const STATES = {
  owing: "o.state = 'placed' AND o.balance > 0",
  refunded: 'EXISTS (SELECT 1 FROM refunds r WHERE r.company_id = o.company_id AND r.order_id = o.id)',
  waiting: "EXISTS (SELECT 1 FROM payments p WHERE p.company_id = o.company_id AND p.order_id = o.id AND p.status = 'unverified')",
  cancelled: "o.state = 'cancelled'",
} as const;

/** A row of the order list with what search and badges need. */
export type FoundOrder = {
  readonly id: string;
  readonly series: string | null;
  readonly sequence: number | null;
  readonly type: string;
  readonly state: string;
  readonly businessDay: string;
  readonly total: Money;
  readonly paid: Money;
  readonly balance: Money;
  readonly refunded: Money;
  /** 1 when a payment waits to be seen. */
  readonly waiting: number;
  readonly openedAt: number;
  readonly placedAt: number | null;
  readonly settledAt: number | null;
  readonly terminalId: string;
};

/** Placed orders that fit, the latest first. */
export function searchOrders(db: Reader, companyId: string, { filter, limit }: { filter: OrderFilter; limit: number }): FoundOrder[] {
  const clauses: string[] = [];
  const values: (string | number)[] = [];
  const and = (clause: string, ...given: (string | number)[]) => {
    clauses.push(`AND ${clause}`);
    values.push(...given);
  };
  if (filter.businessDay !== undefined) and('o.business_day = ?', filter.businessDay);
  const named = [...numbered(filter), ...worded(filter)];
  if (named.length > 0) and(`(${named.map(({ clause }) => clause).join(' OR ')})`, ...named.flatMap((each) => each.values));
  if (filter.state !== undefined) and(STATES[filter.state]);
  return db.all<FoundOrder>(
    `SELECT ${ROW} FROM orders o WHERE o.company_id = ? AND o.placed_at IS NOT NULL ${clauses.join(' ')}
     ORDER BY o.business_day DESC, o.placed_at DESC LIMIT ?`,
    companyId,
    ...values,
    limit,
  );
}

type Clause = { readonly clause: string; readonly values: readonly (string | number)[] };

function numbered({ number }: OrderFilter): Clause[] {
  if (number === undefined) return [];
  const { sequence, series } = number;
  if (series === undefined) return [{ clause: 'o.sequence = ?', values: [sequence] }];
  return [{ clause: '(o.sequence = ? AND o.series = ?)', values: [sequence, series] }];
}

function worded({ text }: OrderFilter): Clause[] {
  if (text === undefined) return [];
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const within = (table: string, column: string) =>
    `EXISTS (SELECT 1 FROM ${table} t WHERE t.company_id = o.company_id AND t.order_id = o.id AND t.${column} LIKE ? ESCAPE '\\')`;
  return [
    { clause: within('order_lines', 'name'), values: [like] },
    { clause: within('payments', 'reference'), values: [like] },
  ];
}

/** Business days with orders, the latest first. */
export function listDays(db: Reader, companyId: string, limit: number): { day: string; count: number }[] {
  return db.all(
    `SELECT business_day AS day, count(*) AS count FROM orders WHERE company_id = ? AND placed_at IS NOT NULL
     GROUP BY business_day ORDER BY business_day DESC LIMIT ?`,
    companyId,
    limit,
  );
}

/** Every payment of the branch that waits to be seen, the oldest first. */
export function listWaiting(db: Reader, companyId: string, limit: number): WaitingPayment[] {
  return db.all<WaitingPayment>(
    `SELECT p.id AS paymentId, p.order_id AS orderId, p.method, p.amount, p.reference, p.session_id AS sessionId, o.series, o.sequence,
       o.business_day AS businessDay, coalesce(o.settled_at, o.placed_at, o.opened_at) AS at, o.terminal_id AS terminalId
     FROM payments p JOIN orders o ON o.company_id = p.company_id AND o.id = p.order_id
     WHERE p.company_id = ? AND p.status = 'unverified' ORDER BY at LIMIT ?`,
    companyId,
    limit,
  );
}

/** An order's facts with who approved each. */
export function signedFactsOf(db: Reader, companyId: string, orderId: string): (Fact & { approvedById: string | undefined })[] {
  const rows = db.all<Omit<Fact, 'body'> & { body: string; approvedById: string | null }>(
    `SELECT id, terminal_id AS terminalId, branch_id AS branchId, seq, type, v, entity_id AS entityId, rev, at,
       business_day AS businessDay, actor_id AS actorId, approved_by_id AS approvedById, body
     FROM events WHERE company_id = ? AND entity_id = ? AND parked IS NULL`,
    companyId,
    orderId,
  );
  return rows.map((row) => ({ ...upcast({ ...row, body: JSON.parse(row.body) }), approvedById: row.approvedById ?? undefined }));
}
