import { subtractMoney, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { expectedCash } from '@fastops/shared/cash/expected';
import type { CashSession } from '@fastops/shared/cash/session.fold';
import { cashFlowsOf } from '@fastops/shared/cash/shift-report';
import type { ZReport } from '@fastops/shared/cash/z-report';
import { reaches, type Reach } from '@fastops/shared/identity/access';
import type { TenantSql } from '../../db/tenant-scope.ts';
import {
  findZ,
  insertZ,
  listSessions,
  listUnverified,
  saveSession,
  sessionMoney,
  type SessionRow,
  type UnverifiedRow,
} from './cash.store.ts';

export type { SessionRow, UnverifiedRow } from './cash.store.ts';

/** Keeps what a session's facts fold to, and the Z that its close printed. */
export async function keepSession(sql: TenantSql, session: CashSession): Promise<void> {
  await saveSession(sql, session);
  if (session.z) await insertZ(sql, session, session.z);
}

/**
 * A session, and what reached the cloud after its Z was printed: a Z is never corrected, what it doesn't have is said beside it.
 * Of an open one nothing is said: its cashier is still to count blind.
 */
export type SessionSummary = SessionRow & { readonly sinceZ: Money | null };

export type CashPage = { readonly sessions: readonly SessionSummary[]; readonly unverified: readonly UnverifiedRow[] };

const MOST_UNVERIFIED = 200;

export async function cashOf(sql: TenantSql, filter: { branchId: string; before: number; limit: number }): Promise<CashPage> {
  const rows = await listSessions(sql, filter);
  const now = await expectedOf(
    sql,
    rows.filter(({ expected }) => expected !== null).map(({ id }) => id),
  );
  const sessions = rows.map((row) => {
    const expectedNow = now.get(row.id);
    return { ...row, sinceZ: expectedNow === undefined || row.expected === null ? null : subtractMoney(expectedNow, row.expected) };
  });
  return { sessions, unverified: await listUnverified(sql, filter.branchId, MOST_UNVERIFIED) };
}

/** What the drawers of sessions should hold, over everything the cloud has heard: the till's own formula. */
export async function expectedOf(sql: TenantSql, sessionIds: readonly string[]): Promise<ReadonlyMap<string, Money>> {
  const all = sessionIds.length === 0 ? [] : await sessionMoney(sql, sessionIds);
  return new Map(all.map(({ session, payments, refunds }) => [session.id, expectedCash(cashFlowsOf(session, payments, refunds))]));
}

export type ZRefusal = { readonly code: 'cash.z-not-found' };

/** A Z word by word; one of a branch that the person doesn't see is not there. */
export async function zReport(sql: TenantSql, { hash, reach }: { hash: string; reach: Reach }): Promise<Result<ZReport, ZRefusal>> {
  const found = await findZ(sql, hash);
  return found && reaches(reach, found.branchId) ? done(found.doc) : refuse({ code: 'cash.z-not-found' });
}
