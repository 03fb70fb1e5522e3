import type { Assignment, Override, RoleDefinition } from '@fastops/shared/identity/access';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** A role of the company's own. */
export type RoleRow = RoleDefinition & { readonly name: string; readonly description: string };
/** Somebody with a seat in the company. */
export type SeatedRow = { readonly userId: string; readonly name: string; readonly email: string; readonly suspendedAt: number | null };
export type HeldAssignment = Assignment & { readonly userId: string };
export type HeldOverride = Override & { readonly userId: string };

export async function readVersion(sql: TenantSql): Promise<number> {
  const [row] = await sql.query<{ version: number }>('SELECT permission_version::float8 AS version FROM companies WHERE company_id = $1', [
    sql.companyId,
  ]);
  return row?.version ?? 1;
}

/** What was compiled before is compiled again from the next request on, in every process, and each till fetches its grant. */
export async function bumpVersion(sql: TenantSql): Promise<number> {
  const [row] = await sql.query<{ version: number }>(
    `UPDATE companies SET permission_version = permission_version + 1 WHERE company_id = $1
     RETURNING permission_version::float8 AS version`,
    [sql.companyId],
  );
  return row?.version ?? 1;
}

export async function listRoles(sql: TenantSql): Promise<RoleRow[]> {
  return sql.query<RoleRow>(
    'SELECT id, name, description, parents, permissions FROM roles WHERE company_id = $1 AND archived_at IS NULL ORDER BY lower(name)',
    [sql.companyId],
  );
}

/** Whether the role was there and was taken out of use. */
export async function isRetired(sql: TenantSql, roleId: string): Promise<boolean> {
  const rows = await sql.query('SELECT id FROM roles WHERE company_id = $1 AND id = $2 AND archived_at IS NOT NULL', [
    sql.companyId,
    roleId,
  ]);
  return rows.length > 0;
}

export async function upsertRole(sql: TenantSql, role: RoleRow): Promise<void> {
  await sql.query(
    `INSERT INTO roles (company_id, id, name, description, parents, permissions) VALUES ($1, $2, $3, $4, $5::text[], $6::text[])
     ON CONFLICT (company_id, id) DO UPDATE SET name = $3, description = $4, parents = $5::text[], permissions = $6::text[], archived_at = NULL`,
    [sql.companyId, role.id, role.name, role.description, [...role.parents], [...role.permissions]],
  );
}

export async function archiveRole(sql: TenantSql, roleId: string, now: number): Promise<void> {
  await sql.query('UPDATE roles SET archived_at = $3 WHERE company_id = $1 AND id = $2', [sql.companyId, roleId, now]);
}

/** How many people hold the role: on the web, or at a till. */
export async function countHolders(sql: TenantSql, roleId: string): Promise<number> {
  const [row] = await sql.query<{ holders: number }>(
    `SELECT ((SELECT count(*) FROM role_assignments WHERE company_id = $1 AND role = $2)
       + (SELECT count(*) FROM staff WHERE company_id = $1 AND role = $2 AND active))::float8 AS holders`,
    [sql.companyId, roleId],
  );
  return row?.holders ?? 0;
}

export async function listSeated(sql: TenantSql): Promise<SeatedRow[]> {
  return sql.query<SeatedRow>(
    `SELECT u.id AS "userId", u.name, u.email, m.suspended_at::float8 AS "suspendedAt"
     FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.owner_company = $1 ORDER BY lower(u.name), u.id`,
    [sql.companyId],
  );
}

/** Whether somebody has a seat in the company and isn't suspended. */
export async function isSeated(sql: TenantSql, userId: string): Promise<boolean> {
  const rows = await sql.query('SELECT user_id FROM memberships WHERE owner_company = $1 AND user_id = $2 AND suspended_at IS NULL', [
    sql.companyId,
    userId,
  ]);
  return rows.length > 0;
}

export async function listAssignments(sql: TenantSql, userId: string | null): Promise<HeldAssignment[]> {
  return sql.query<HeldAssignment>(
    `SELECT user_id AS "userId", role AS "roleId", branch_id AS "branchId" FROM role_assignments
     WHERE company_id = $1 AND ($2::uuid IS NULL OR user_id = $2) ORDER BY branch_id NULLS FIRST, role`,
    [sql.companyId, userId],
  );
}

export async function listOverrides(sql: TenantSql, userId: string | null): Promise<HeldOverride[]> {
  return sql.query<HeldOverride>(
    `SELECT user_id AS "userId", permission, branch_id AS "branchId", effect FROM permission_overrides
     WHERE company_id = $1 AND ($2::uuid IS NULL OR user_id = $2) ORDER BY branch_id NULLS FIRST, permission`,
    [sql.companyId, userId],
  );
}

export async function insertAssignment(sql: TenantSql, { userId, roleId, branchId }: HeldAssignment): Promise<void> {
  await sql.query('INSERT INTO role_assignments (company_id, user_id, role, branch_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
    sql.companyId,
    userId,
    roleId,
    branchId,
  ]);
}

export async function deleteAssignment(sql: TenantSql, { userId, roleId, branchId }: HeldAssignment): Promise<boolean> {
  const rows = await sql.query(
    `DELETE FROM role_assignments WHERE company_id = $1 AND user_id = $2 AND role = $3 AND branch_id IS NOT DISTINCT FROM $4::uuid
     RETURNING role`,
    [sql.companyId, userId, roleId, branchId],
  );
  return rows.length > 0;
}

export async function upsertOverride(sql: TenantSql, { userId, permission, branchId, effect }: HeldOverride): Promise<void> {
  await sql.query(
    `INSERT INTO permission_overrides (company_id, user_id, permission, branch_id, effect) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (company_id, user_id, permission, branch_id) DO UPDATE SET effect = $5`,
    [sql.companyId, userId, permission, branchId, effect],
  );
}

export async function deleteOverride(sql: TenantSql, { userId, permission, branchId }: Omit<HeldOverride, 'effect'>): Promise<void> {
  await sql.query(
    'DELETE FROM permission_overrides WHERE company_id = $1 AND user_id = $2 AND permission = $3 AND branch_id IS NOT DISTINCT FROM $4::uuid',
    [sql.companyId, userId, permission, branchId],
  );
}

export async function saveSuspended(sql: TenantSql, userId: string, suspendedAt: number | null): Promise<void> {
  await sql.query('UPDATE memberships SET suspended_at = $3 WHERE owner_company = $1 AND user_id = $2', [
    sql.companyId,
    userId,
    suspendedAt,
  ]);
}
