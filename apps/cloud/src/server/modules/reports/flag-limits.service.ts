import { done, type Result } from '@fastops/shared/base/result';
import { DEFAULT_FLAG_LIMITS, flagLimitsSchema, type FlagLimits } from '@fastops/shared/reports/red-flags';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { findLimits, upsertLimits } from './flag-limits.store.ts';

/** From where on this company is told; what it has not set is as everybody has it. */
export async function flagLimitsOf(sql: TenantSql): Promise<FlagLimits> {
  const kept = await findLimits(sql);
  return flagLimitsSchema.parse({ ...DEFAULT_FLAG_LIMITS, ...flagLimitsSchema.partial().safeParse(kept).data });
}

export async function saveFlagLimits(call: AuditCall, limits: FlagLimits): Promise<Result<FlagLimits>> {
  const before = await flagLimitsOf(call.sql);
  await upsertLimits(call.sql, limits);
  await audit(call, {
    action: 'reports.limits-saved',
    subject: call.sql.companyId,
    subjectName: '',
    branchId: null,
    before,
    after: limits,
  });
  return done(limits);
}
