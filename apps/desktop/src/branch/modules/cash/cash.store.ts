import type { Money } from '@fastops/shared/base/money';
import type { CashSession } from '@fastops/shared/cash/session.fold';
import type { Reader, Writer } from '../../db/access.ts';

/** A session as lists and headers need it. */
export type SessionRow = {
  readonly id: string;
  readonly businessDay: string;
  readonly openedAt: number;
  readonly openedById: string;
  readonly openingFloat: Money;
  readonly closedAt: number | null;
  readonly counted: Money | null;
};

const COLUMNS = `id, business_day AS businessDay, opened_at AS openedAt, opened_by_id AS openedById,
  opening_float AS openingFloat, closed_at AS closedAt, counted`;

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

export function saveSession(db: Writer, companyId: string, session: CashSession): void {
  db.run(
    `INSERT INTO cash_sessions (company_id, id, terminal_id, business_day, opened_at, opened_by_id, opening_float, closed_at, counted, rev)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id, id) DO UPDATE SET terminal_id = excluded.terminal_id, business_day = excluded.business_day,
       opened_at = excluded.opened_at, opened_by_id = excluded.opened_by_id, opening_float = excluded.opening_float, closed_at = excluded.closed_at, counted = excluded.counted, rev = excluded.rev`,
    companyId,
    session.id,
    session.terminalId,
    session.businessDay,
    session.openedAt,
    session.openedById,
    session.openingFloat,
    session.closedAt ?? null,
    session.counted ?? null,
    session.rev,
  );
}
