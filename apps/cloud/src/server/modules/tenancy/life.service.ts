import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Services, UserActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { renewAccess } from '../access/access.service.ts';
import { audit, auditAs, type AuditAuthor, type AuditCall } from '../audit/audit.service.ts';
import { readLife, saveClosed, saveClosing, saveSuspension, type CompanyLife } from './life.store.ts';

export { companyIds, readUsage, searchCompanies, type CompanyLife, type Usage } from './life.store.ts';

export type LifeRefusal = { readonly code: 'company.not-found' | 'company.not-closing' | 'company.closing-already' | 'company.other-name' };
type LifeCall = AuditCall & Pick<Services, 'fanout' | 'machine'> & { readonly sql: TenantSql; readonly actor: UserActor };

const DAY_MS = 86_400_000;
/** How long somebody has to change their mind, and to take everything with them. */
export const CLOSING_DAYS = 30;

export const companyLife = (sql: TenantSql): Promise<CompanyLife | undefined> => readLife(sql);

/**
 * Asks that the company be closed. Who asks has said the company's name and proven who they are; for thirty days everything works
 * and anybody who may can take it back. The tills hear of it with their next grant, which they ask for at once.
 */
export async function askToClose(call: LifeCall, { name }: { name: string }): Promise<Result<{ closesAt: number }, LifeRefusal>> {
  const life = await readLife(call.sql);
  if (!life) return refuse({ code: 'company.not-found' });
  if (life.closesAt !== null) return refuse({ code: 'company.closing-already' });
  if (name.trim().toLowerCase() !== life.name.toLowerCase()) return refuse({ code: 'company.other-name' });
  const askedAt = call.machine.now();
  const closesAt = askedAt + CLOSING_DAYS * DAY_MS;
  await saveClosing(call.sql, { askedAt, closesAt });
  await renewAccess(call);
  await audit(call, { action: 'company.closing-asked', subject: life.companyId, subjectName: life.name, after: { closesAt } });
  return done({ closesAt });
}

/** Takes it back: the company goes on as if nothing had been asked. */
export async function keepOpen(call: LifeCall): Promise<Result<null, LifeRefusal>> {
  const life = await readLife(call.sql);
  if (!life || life.closesAt === null) return refuse({ code: 'company.not-closing' });
  await saveClosing(call.sql, null);
  await renewAccess(call);
  await audit(call, { action: 'company.closing-taken-back', subject: life.companyId, subjectName: life.name });
  return done(null);
}

/** Ends a company whose time is over; what is kept, and for how long, is in docs/closing.md. */
export async function closeWhenDue(sql: TenantSql, by: AuditAuthor): Promise<boolean> {
  const life = await readLife(sql);
  if (!life || life.closesAt === null || life.closedAt !== null || life.closesAt > by.now) return false;
  await saveClosed(sql, by.now);
  await auditAs(sql, by, { action: 'company.closed', subject: life.companyId, subjectName: life.name });
  return true;
}

/** The platform stops a company, or lets it go on; its people see why. */
export async function suspendCompany(
  call: Pick<Services, 'fanout' | 'machine'> & { readonly sql: TenantSql; readonly by: AuditAuthor },
  { suspended, reason }: { suspended: boolean; reason: string },
): Promise<Result<null, LifeRefusal>> {
  const { sql, by } = call;
  const life = await readLife(sql);
  if (!life) return refuse({ code: 'company.not-found' });
  await saveSuspension(sql, suspended ? by.now : null, suspended ? reason : '');
  await renewAccess(call);
  const action = suspended ? 'company.suspended' : 'company.resumed';
  await auditAs(sql, by, { action, subject: life.companyId, subjectName: life.name, after: { reason } });
  return done(null);
}
