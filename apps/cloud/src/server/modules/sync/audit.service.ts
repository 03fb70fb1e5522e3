import type { TenantSql } from '../../db/tenant-scope.ts';
import { AUDIT_QUESTIONS, breachesOf, type Breach } from './audit.store.ts';

export type { Breach } from './audit.store.ts';

/** Asks a company's rows for everything that must not be there; none is the only good answer. */
export async function auditCompany(sql: TenantSql): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const invariant of Object.keys(AUDIT_QUESTIONS)) breaches.push(...(await breachesOf(sql, invariant)));
  return breaches;
}
