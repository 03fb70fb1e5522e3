import type { Money } from '@fastops/shared/base/money';
import type { StoryPayment } from '@fastops/shared/cash/explain/story';
import type { CashSession } from '@fastops/shared/cash/session.fold';
import type { Reader, Writer } from '../../db/access.ts';

/** A session as lists and headers need it. */
export type SessionRow = {
  readonly id: string;
  readonly businessDay: string;
  readonly openedAt: number;
  readonly openedById: string;
  readonly cashierId: string;
  readonly openingFloat: Money;
  readonly closedAt: number | null;
  readonly counted: Money | null;
  /** What the close left for the next opening. */
  readonly floatLeft: Money | null;
  readonly zNumber: number | null;
};

const COLUMNS = `id, business_day AS businessDay, opened_at AS openedAt, opened_by_id AS openedById, cashier_id AS cashierId,
  opening_float AS openingFloat, closed_at AS closedAt, counted, float_left AS floatLeft, z_number AS zNumber`;

export function findOpenSession(db: Reader, at: { companyId: string; terminalId: string }): SessionRow | undefined {
  return db.get<SessionRow>(
    `SELECT ${COLUMNS} FROM cash_sessions WHERE company_id = ? AND terminal_id = ? AND closed_at IS NULL ORDER BY opened_at DESC LIMIT 1`,
    at.companyId,
    at.terminalId,
  );
}

export function findLastClosedSession(db: Reader, at: { companyId: string; terminalId: string }): SessionRow | undefined {
  return db.get<SessionRow>(
    `SELECT ${COLUMNS} FROM cash_sessions WHERE company_id = ? AND terminal_id = ? AND closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT 1`,
    at.companyId,
    at.terminalId,
  );
}

/** The last number that a close of this till was given; 0 before the first. */
export function lastZNumber(db: Reader, at: { companyId: string; terminalId: string }): number {
  return (
    db.get<{ last: number }>(
      'SELECT coalesce(max(z_number), 0) AS last FROM cash_sessions WHERE company_id = ? AND terminal_id = ?',
      at.companyId,
      at.terminalId,
    )?.last ?? 0
  );
}

/**
 * The payments that a session took, as the till recorded them. Cash of a delivery passed through a courier's pocket first, unless the
 * courier handed it in before somebody's eyes.
 */
export function paymentsOfSession(db: Reader, at: { companyId: string; sessionId: string }): StoryPayment[] {
  return db
    .all<Omit<StoryPayment, 'unsettledCourier'> & { brought: number }>(
      `SELECT p.order_id AS orderId, p.method, p.amount, p.tendered, p.change_given AS change, o.type = 'delivery' AND d.order_id IS NULL AS brought
       FROM payments p JOIN orders o ON o.company_id = p.company_id AND o.id = p.order_id
       LEFT JOIN order_drivers d ON d.company_id = p.company_id AND d.order_id = p.order_id AND d.owes = 0
       WHERE p.company_id = ? AND p.session_id = ? ORDER BY p.order_id, p.id`,
      at.companyId,
      at.sessionId,
    )
    .map(({ brought, ...payment }) => ({ ...payment, unsettledCourier: brought === 1 && payment.method === 'cash' }));
}

/** Money given back in cash out of a session. */
export function cashRefundsOf(
  db: Reader,
  at: { companyId: string; sessionId: string },
): { readonly orderId: string; readonly amount: Money }[] {
  return db.all<{ orderId: string; amount: Money }>(
    `SELECT order_id AS orderId, amount FROM refunds WHERE company_id = ? AND session_id = ? AND method = 'cash' ORDER BY order_id, id`,
    at.companyId,
    at.sessionId,
  );
}

/** What the close before this session left in the same drawer. */
export function findFloatBefore(db: Reader, at: { companyId: string; terminalId: string; openedAt: number }): Money | undefined {
  return db.get<{ floatLeft: Money }>(
    `SELECT coalesce(float_left, counted) AS floatLeft FROM cash_sessions
     WHERE company_id = ? AND terminal_id = ? AND closed_at IS NOT NULL AND opened_at < ? ORDER BY opened_at DESC LIMIT 1`,
    at.companyId,
    at.terminalId,
    at.openedAt,
  )?.floatLeft;
}

export function saveSession(db: Writer, companyId: string, session: CashSession): void {
  db.run(
    `INSERT INTO cash_sessions (company_id, id, terminal_id, business_day, opened_at, opened_by_id, cashier_id, opening_float, closed_at,
       closed_by_id, counted, float_left, difference_reason, z_number, difference, rev)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id, id) DO UPDATE SET terminal_id = excluded.terminal_id, business_day = excluded.business_day,
       opened_at = excluded.opened_at, opened_by_id = excluded.opened_by_id, cashier_id = excluded.cashier_id,
       opening_float = excluded.opening_float, closed_at = excluded.closed_at, closed_by_id = excluded.closed_by_id,
       counted = excluded.counted, float_left = excluded.float_left, difference_reason = excluded.difference_reason,
       z_number = excluded.z_number, difference = excluded.difference, rev = excluded.rev`,
    companyId,
    session.id,
    session.terminalId,
    session.businessDay,
    session.openedAt,
    session.openedById,
    session.cashierId,
    session.openingFloat,
    session.closedAt ?? null,
    session.closedById ?? null,
    session.counted ?? null,
    session.floatLeft ?? null,
    session.differenceReason ?? null,
    session.zNumber ?? null,
    session.z?.difference ?? null,
    session.rev,
  );
}
