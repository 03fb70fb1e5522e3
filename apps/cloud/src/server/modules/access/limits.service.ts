import { done, refuse, type Result } from '@fastops/shared/base/result';
import { holdsAll } from '@fastops/shared/identity/access';
import { limitsOfRole, roleLimitsSchema, type Limits, type RoleLimits } from '@fastops/shared/identity/limits';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { audit } from '../audit/audit.service.ts';
import { renewAccess } from './access.service.ts';
import { shownRoles, type EditCall } from './editing.service.ts';
import { listLimits, saveLimits as writeLimits } from './limits.store.ts';

/** One role's limits where somebody looks: what is set there, and what counts where nothing is. */
export type ShownLimits = {
  readonly roleId: string;
  readonly name: string;
  readonly own: RoleLimits[string];
  readonly otherwise: Limits;
  /** Whether the caller may change them: nobody widens a role that they couldn't give. */
  readonly yours: boolean;
};

/** What a company changed, as a branch's tills are granted it: the branch's own counts before the company's. */
export async function roleLimitsAt(sql: TenantSql, branchId: string | null): Promise<RoleLimits> {
  const rows = await listLimits(sql, branchId);
  const changed: Record<string, RoleLimits[string]> = {};
  // The company's come first, a branch's own over them.
  for (const { role, limits } of rows) changed[role] = { ...changed[role], ...limits };
  return roleLimitsSchema.parse(Object.fromEntries(Object.entries(changed).filter(([, limits]) => Object.keys(limits).length > 0)));
}

export async function shownLimits({ sql, actor }: Pick<EditCall, 'sql' | 'actor'>, branchId: string | null): Promise<ShownLimits[]> {
  const rows = await listLimits(sql, branchId);
  const company = branchId === null ? {} : await roleLimitsAt(sql, null);
  return (await shownRoles(sql)).map(({ id, name, compiled }) => ({
    roleId: id,
    name,
    own: rows.find((row) => row.role === id && row.branchId === branchId)?.limits ?? {},
    otherwise: limitsOfRole(id, company),
    yours: holdsAll(actor.access, compiled, branchId),
  }));
}

type Draft = { readonly branchId: string | null; readonly roleId: string; readonly limits: RoleLimits[string] };

/** Sets how far a role goes by itself; the tills in touch hear of it at once. */
export async function saveLimits(
  call: EditCall,
  { branchId, roleId, limits }: Draft,
): Promise<Result<null, { readonly code: 'access.role-not-found' | 'access.more-than-yours' }>> {
  const shown = (await shownLimits(call, branchId)).find((role) => role.roleId === roleId);
  if (!shown) return refuse({ code: 'access.role-not-found' });
  if (!shown.yours) return refuse({ code: 'access.more-than-yours' });
  await writeLimits(call.sql, { role: roleId, branchId, limits });
  await renewAccess(call);
  await audit(call, {
    action: 'role.limits-changed',
    subject: roleId,
    subjectName: shown.name || roleId,
    branchId,
    before: shown.own,
    after: limits,
  });
  return done(null);
}
