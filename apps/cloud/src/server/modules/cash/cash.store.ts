import type { Money } from '@fastops/shared/base/money';
import type { CashSession } from '@fastops/shared/cash/session.fold';
import type { ShiftPayment, ShiftRefund } from '@fastops/shared/cash/shift-report';
import type { ZReport } from '@fastops/shared/cash/z-report';
import type { ShiftSession } from '@fastops/shared/stock/shifts';
import type { PaymentMethod } from '@fastops/shared/payments/method';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** Writes what a session is now. Its Z, once there, is a row of its own that nothing changes. */
export async function saveSession(sql: TenantSql, session: CashSession): Promise<void> {
  await sql.query(
    `INSERT INTO cash_sessions (company_id, id, branch_id, terminal_id, business_day, opened_at, opened_by_id, opening_float, closed_at,
       counted, cashier_id, closed_by_id, float_left, difference_reason, z_number, expected, difference, z_hash, doc)
     SELECT $1, id, branch_id, terminal_id, business_day, opened_at, opened_by_id, opening_float, closed_at, counted, cashier_id,
       closed_by_id, float_left, difference_reason, z_number, expected, difference, z_hash, doc
     FROM jsonb_to_record($2::text::jsonb) AS s(id uuid, branch_id uuid, terminal_id uuid, business_day date, opened_at bigint,
       opened_by_id uuid, opening_float bigint, closed_at bigint, counted bigint, cashier_id uuid, closed_by_id uuid, float_left bigint,
       difference_reason text, z_number integer, expected bigint, difference bigint, z_hash text, doc jsonb)
     ON CONFLICT (company_id, id) DO UPDATE SET terminal_id = excluded.terminal_id, business_day = excluded.business_day,
       opened_at = excluded.opened_at, opened_by_id = excluded.opened_by_id, opening_float = excluded.opening_float,
       closed_at = excluded.closed_at, counted = excluded.counted, cashier_id = excluded.cashier_id, closed_by_id = excluded.closed_by_id,
       float_left = excluded.float_left, difference_reason = excluded.difference_reason, z_number = excluded.z_number,
       expected = excluded.expected, difference = excluded.difference, z_hash = excluded.z_hash, doc = excluded.doc`,
    [sql.companyId, JSON.stringify(sessionRow(session))],
  );
}

function sessionRow({ z, ...session }: CashSession): object {
  return {
    id: session.id,
    branch_id: session.branchId,
    terminal_id: session.terminalId,
    business_day: session.businessDay,
    opened_at: session.openedAt,
    opened_by_id: session.openedById,
    opening_float: session.openingFloat,
    closed_at: session.closedAt,
    counted: session.counted,
    cashier_id: session.cashierId,
    closed_by_id: session.closedById,
    float_left: session.floatLeft,
    difference_reason: session.differenceReason,
    z_number: session.zNumber,
    expected: z?.drawer.expected,
    difference: z?.difference,
    z_hash: z?.hash,
    doc: session,
  };
}

export async function insertZ(sql: TenantSql, { branchId, terminalId }: CashSession, z: ZReport): Promise<void> {
  await sql.query(
    `INSERT INTO z_reports (company_id, hash, session_id, branch_id, terminal_id, z_number, closed_at, doc)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb) ON CONFLICT (company_id, hash) DO NOTHING`,
    [sql.companyId, z.hash, z.sessionId, branchId, terminalId, z.zNumber, z.closedAt, JSON.stringify(z)],
  );
}

/** A session in a list. Figures are absent while it is open or was closed by a till that made no Z. */
export type SessionRow = {
  readonly id: string;
  readonly branchId: string;
  readonly terminalName: string;
  readonly businessDay: string;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly cashier: string;
  readonly openingFloat: Money;
  readonly closedAt: number | null;
  readonly closedBy: string;
  readonly counted: Money | null;
  readonly expected: Money | null;
  readonly difference: Money | null;
  readonly differenceReason: string | null;
  readonly floatLeft: Money | null;
  readonly zNumber: number | null;
  readonly zHash: string | null;
};

/** The latest sessions of a branch. */
export async function listSessions(sql: TenantSql, filter: { branchId: string; before: number; limit: number }): Promise<SessionRow[]> {
  return sql.query<SessionRow>(
    `SELECT c.id, c.branch_id AS "branchId", coalesce(t.name, '') AS "terminalName", c.business_day::text AS "businessDay",
       c.opened_at::float8 AS "openedAt", coalesce(o.name, '') AS "openedBy", coalesce(w.name, o.name, '') AS cashier,
       c.opening_float::float8 AS "openingFloat", c.closed_at::float8 AS "closedAt", coalesce(x.name, '') AS "closedBy",
       c.counted::float8 AS counted, c.expected::float8 AS expected, c.difference::float8 AS difference,
       c.difference_reason AS "differenceReason", c.float_left::float8 AS "floatLeft", c.z_number AS "zNumber", c.z_hash AS "zHash"
     FROM cash_sessions c
       LEFT JOIN terminals t ON t.company_id = c.company_id AND t.id = c.terminal_id
       LEFT JOIN staff o ON o.company_id = c.company_id AND o.id = c.opened_by_id
       LEFT JOIN staff w ON w.company_id = c.company_id AND w.id = c.cashier_id
       LEFT JOIN staff x ON x.company_id = c.company_id AND x.id = c.closed_by_id
     WHERE c.company_id = $1 AND c.branch_id = $2 AND c.opened_at < $3 ORDER BY c.opened_at DESC LIMIT $4`,
    [sql.companyId, filter.branchId, filter.before, filter.limit],
  );
}

/** The sessions of these business days, each with whoever had the drawer. */
export async function listShifts(
  sql: TenantSql,
  { branchId, from, to }: { readonly branchId: string; readonly from: string; readonly to: string },
): Promise<ShiftSession[]> {
  return sql.query<ShiftSession>(
    `SELECT c.id, c.business_day::text AS "businessDay", c.opened_at::float8 AS "openedAt", c.closed_at::float8 AS "closedAt",
       coalesce(w.name, o.name, '') AS person
     FROM cash_sessions c
       LEFT JOIN staff o ON o.company_id = c.company_id AND o.id = c.opened_by_id
       LEFT JOIN staff w ON w.company_id = c.company_id AND w.id = c.cashier_id
     WHERE c.company_id = $1 AND c.branch_id = $2 AND c.business_day BETWEEN $3 AND $4`,
    [sql.companyId, branchId, from, to],
  );
}

/** One Z as it was printed, with the branch it is of. */
export async function findZ(sql: TenantSql, hash: string): Promise<{ branchId: string; doc: ZReport } | undefined> {
  const [row] = await sql.query<{ branchId: string; doc: ZReport }>(
    'SELECT branch_id AS "branchId", doc FROM z_reports WHERE company_id = $1 AND hash = $2',
    [sql.companyId, hash],
  );
  return row;
}

/** A transfer that nobody has seen arrive. */
export type UnverifiedRow = {
  readonly orderId: string;
  readonly number: string | null;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly reference: string | null;
  readonly businessDay: string;
};

export async function listUnverified(sql: TenantSql, branchId: string, limit: number): Promise<UnverifiedRow[]> {
  return sql.query<UnverifiedRow>(
    `SELECT o.id AS "orderId", o.number, p.method, p.amount::float8 AS amount, p.reference, o.business_day::text AS "businessDay"
     FROM payments p JOIN orders o ON o.company_id = p.company_id AND o.id = p.order_id
     WHERE p.company_id = $1 AND p.status = 'unverified' AND o.branch_id = $2 AND o.state <> 'cancelled'
     ORDER BY coalesce(o.settled_at, o.opened_at) DESC LIMIT $3`,
    [sql.companyId, branchId, limit],
  );
}

/** What moved the cash of one session: its rows, and what its facts say it opened with and moved. */
export type SessionMoney = {
  readonly session: Pick<CashSession, 'id' | 'openingFloat' | 'movements'>;
  readonly payments: readonly ShiftPayment[];
  readonly refunds: readonly ShiftRefund[];
};

export async function sessionMoney(sql: TenantSql, sessionIds: readonly string[]): Promise<SessionMoney[]> {
  const key = [sql.companyId, sessionIds];
  type Of<T> = T & { readonly sessionId: string };
  const [sessions, payments, refunds] = await Promise.all([
    sql.query<{ doc: CashSession }>(
      'SELECT doc FROM cash_sessions WHERE company_id = $1 AND id = ANY($2::uuid[]) AND doc IS NOT NULL',
      key,
    ),
    sql.query<Of<ShiftPayment>>(
      `SELECT session_id AS "sessionId", order_id AS "orderId", method, amount::float8 AS amount, rounding::float8 AS rounding,
         third_party::float8 AS "thirdParty"
       FROM payments WHERE company_id = $1 AND session_id = ANY($2::uuid[]) AND status <> 'rejected'`,
      key,
    ),
    sql.query<Of<ShiftRefund>>(
      `SELECT session_id AS "sessionId", method, amount::float8 AS amount FROM refunds WHERE company_id = $1 AND session_id = ANY($2::uuid[])`,
      key,
    ),
  ]);
  const of = <T>(rows: readonly Of<T>[], id: string) => rows.filter(({ sessionId }) => sessionId === id);
  return sessions.map(({ doc }) => ({ session: doc, payments: of(payments, doc.id), refunds: of(refunds, doc.id) }));
}
