import { subtractMoney, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { cashSettingsSchema, DEFAULT_CASH_SETTINGS, type CashSettings } from '@fastops/shared/cash/settings';
import { PROFILE_TAX, profileOf, type TaxProfile } from '@fastops/shared/catalog/tax-profile';
import { expectedCash } from '@fastops/shared/cash/expected';
import type { CashSession } from '@fastops/shared/cash/session.fold';
import { cashFlowsOf } from '@fastops/shared/cash/shift-report';
import type { ZReport } from '@fastops/shared/cash/z-report';
import { reaches, type Reach } from '@fastops/shared/identity/access';
import type { Services } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { renewAccess } from '../access/access.service.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { masterNow, saveCatalog } from '../catalog/catalog.service.ts';
import { branchProfile, saveTax } from '../tenancy/tenancy.service.ts';
import {
  findZ,
  insertZ,
  listSessions,
  listShifts,
  listUnverified,
  saveSession,
  sessionMoney,
  type SessionRow,
  type UnverifiedRow,
} from './cash.store.ts';

export type { SessionRow, UnverifiedRow } from './cash.store.ts';
export const sessionsBetween = listShifts;

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

export type BranchRefusal = { readonly code: 'branch.not-found' };

/** How a branch keeps its drawers and what it charges, as its tills hear it. */
export type BranchSettings = { readonly cash: Omit<CashSettings, 'id'>; readonly tax: TaxProfile };

export async function branchSettings(sql: TenantSql, { branchId }: { branchId: string }): Promise<Result<BranchSettings, BranchRefusal>> {
  const profile = await branchProfile(sql, branchId);
  if (!profile) return refuse({ code: 'branch.not-found' });
  const kept = await masterNow(sql, { kind: 'cash-settings', id: branchId, lock: false });
  return done({ cash: cashSettingsSchema.safeParse(kept?.doc).data ?? DEFAULT_CASH_SETTINGS, tax: profileOf(profile.tax) });
}

type Saving = AuditCall & Pick<Services, 'fanout'>;

/** Changes how a branch keeps its drawers; its tills hear of it as of any master. */
export async function saveSettings(
  call: Saving,
  { branchId, cash }: { branchId: string; cash: Omit<CashSettings, 'id'> },
): Promise<Result<{ changed: number }, BranchRefusal>> {
  const before = await branchSettings(call.sql, { branchId });
  if (!before.ok) return before;
  const doc = { id: branchId, ...cash };
  const master = { kind: 'cash-settings', id: branchId, deleted: false, doc } as const;
  const changed = await saveCatalog(call.sql, [master], { notify: call.fanout.notify, now: call.machine.now(), by: call.actor.name });
  if (changed > 0)
    await audit(call, { action: 'cash.settings-saved', subject: branchId, subjectName: '', before: before.value.cash, after: cash });
  return done({ changed });
}

/** Changes what a branch charges from its next sale on; what was sold keeps the tax it was sold with. */
export async function saveTaxProfile(
  call: Saving,
  { branchId, tax }: { branchId: string; tax: TaxProfile },
): Promise<Result<{ tax: TaxProfile }, BranchRefusal>> {
  const before = await saveTax(call.sql, branchId, PROFILE_TAX[tax]);
  if (!before) return refuse({ code: 'branch.not-found' });
  if (before.code !== PROFILE_TAX[tax].code || before.rateBp !== PROFILE_TAX[tax].rateBp) {
    // Tills ask for their grant again when the company's version moves; the branch's profile is in it.
    await renewAccess(call);
    await audit(call, {
      action: 'branch.tax-changed',
      subject: branchId,
      subjectName: '',
      before: { tax: profileOf(before) },
      after: { tax },
    });
  }
  return done({ tax });
}
