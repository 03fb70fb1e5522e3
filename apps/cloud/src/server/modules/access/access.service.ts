import {
  compileAccess,
  compileRoles,
  explainAccess,
  type Access,
  type Holdings,
  type Reason,
  type RoleDefinition,
} from '@fastops/shared/identity/access';
import type { Permission, PermissionSet } from '@fastops/shared/identity/permissions';
import type { TenantSql } from '../../db/tenant-scope.ts';
import {
  bumpVersion,
  insertAssignment,
  listAssignments,
  listOverrides,
  listRoles,
  readVersion,
  type HeldAssignment,
} from './access.store.ts';
import { SYSTEM_ROLE_DEFINITIONS } from './role-catalog.ts';

/** Compiled access of a person in the company of the transaction. */
export type AccessReader = (sql: TenantSql, userId: string) => Promise<Access>;

/**
 * Compiled access, kept until the company's permission version moves. The version is read in the request's own
 * transaction, so a change made through any process counts from the next request on in all of them; what was read
 * before a commit can't be kept under the version after it, since the version is read first.
 */
export function accessCache(most = 20_000): AccessReader {
  const kept = new Map<string, { readonly version: number; readonly access: Access }>();
  return async (sql, userId) => {
    const key = `${sql.companyId}:${userId}`;
    const version = await readVersion(sql);
    const known = kept.get(key);
    if (known?.version === version) return known.access;
    const access = compileAccess(await companyRoles(sql), await holdingsOf(sql, userId));
    kept.delete(key);
    kept.set(key, { version, access });
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return access;
  };
}

/** The permissions of every role of the company, its own and the system's. */
export async function companyRoles(sql: TenantSql): Promise<ReadonlyMap<string, PermissionSet>> {
  return compileRoles(await roleDefinitions(sql));
}

/** What a person was given. */
export async function holdingsOf(sql: TenantSql, userId: string): Promise<Holdings> {
  return { assignments: await listAssignments(sql, userId), overrides: await listOverrides(sql, userId) };
}

/** Why somebody may or may not do each of these, in the company or at a branch. */
export async function explainFor(
  sql: TenantSql,
  { userId, branchId, permissions }: { userId: string; branchId: string | null; permissions: readonly Permission[] },
): Promise<{ permission: Permission; allowed: boolean; reasons: readonly Reason[] }[]> {
  const roles = await roleDefinitions(sql);
  const holdings = await holdingsOf(sql, userId);
  return permissions.map((permission) => ({ permission, ...explainAccess(roles, holdings, { permission, branchId }) }));
}

export { isSeated } from './access.store.ts';

/** What a change of access is told with. */
export type Renewal = {
  readonly sql: TenantSql;
  readonly fanout: { notify(sql: TenantSql, news: { scope: string; head: number; at: number }): void };
  readonly machine: { now(): number };
};

/** News of a company's permission version: each till of the company asks for its grant again. */
export const GRANT_NEWS = 'grant';

/** After a change: what was compiled before is compiled again, and each till that is in touch hears of it once this is committed. */
export async function renewAccess({ sql, fanout, machine }: Renewal): Promise<void> {
  const head = await bumpVersion(sql);
  fanout.notify(sql, { scope: GRANT_NEWS, head, at: machine.now() });
}

/** Gives a role without asking who gives it: for the first person of a company. */
export async function giveRole(sql: TenantSql, assignment: HeldAssignment): Promise<void> {
  await insertAssignment(sql, assignment);
}

export async function roleDefinitions(sql: TenantSql): Promise<RoleDefinition[]> {
  return [...SYSTEM_ROLE_DEFINITIONS, ...(await listRoles(sql))];
}
