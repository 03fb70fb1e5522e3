import type { RoleLimits } from '@fastops/shared/identity/limits';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** What was changed of a role's limits, in the company (`null`) or at a branch. */
export type LimitsRow = { readonly role: string; readonly branchId: string | null; readonly limits: RoleLimits[string] };

/** Those of the company, and those of the branch beside them. */
export async function listLimits(sql: TenantSql, branchId: string | null): Promise<LimitsRow[]> {
  return sql.query<LimitsRow>(
    `SELECT role, branch_id AS "branchId", limits FROM role_limits
     WHERE company_id = $1 AND (branch_id IS NULL OR branch_id = $2) ORDER BY role, branch_id NULLS FIRST`,
    [sql.companyId, branchId],
  );
}

export async function saveLimits(sql: TenantSql, { role, branchId, limits }: LimitsRow): Promise<void> {
  await sql.query(
    `INSERT INTO role_limits (company_id, role, branch_id, limits) VALUES ($1, $2, $3, $4::text::jsonb)
     ON CONFLICT (company_id, role, branch_id) DO UPDATE SET limits = excluded.limits`,
    [sql.companyId, role, branchId, JSON.stringify(limits)],
  );
}
