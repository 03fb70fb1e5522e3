import type { FlagLimits } from '@fastops/shared/reports/red-flags';
import type { TenantSql } from '../../db/tenant-scope.ts';

export async function findLimits(sql: TenantSql): Promise<unknown> {
  const [row] = await sql.query<{ limits: unknown }>('SELECT limits FROM flag_limits WHERE company_id = $1', [sql.companyId]);
  return row?.limits;
}

export async function upsertLimits(sql: TenantSql, limits: FlagLimits): Promise<void> {
  await sql.query(
    `INSERT INTO flag_limits (company_id, limits) VALUES ($1, $2::text::jsonb) ON CONFLICT (company_id) DO UPDATE SET limits = excluded.limits`,
    [sql.companyId, JSON.stringify(limits)],
  );
}
