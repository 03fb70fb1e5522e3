import type { Engine } from '../../db/sql.ts';
import type { Sql } from '../../db/sql.ts';
import { AUDIT_QUESTIONS, breachesOf, everyCompany, type Breach } from './audit.store.ts';

export type { Breach } from './audit.store.ts';

/** Asks a company's rows for everything that must not be there; none is the only good answer. */
export async function auditCompany(sql: Sql & { readonly companyId: string }): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const invariant of Object.keys(AUDIT_QUESTIONS)) breaches.push(...(await breachesOf(sql, invariant)));
  return breaches;
}

export type AuditReport = { readonly companies: number; readonly breaches: readonly (Breach & { readonly companyId: string })[] };

/** Asks every company, as the owner: the app's statements end after five seconds, and a large company's answers take longer. */
export async function auditEverything(engine: Engine): Promise<AuditReport> {
  const companies = await engine.asOwner(everyCompany);
  const breaches: (Breach & { companyId: string })[] = [];
  for (const companyId of companies) {
    const found = await engine.asOwner((sql) => auditCompany({ ...sql, companyId }));
    breaches.push(...found.map((breach) => ({ companyId, ...breach })));
  }
  return { companies: companies.length, breaches };
}
