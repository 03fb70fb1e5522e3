import type { Engine, Sql } from './sql.ts';

/** The tenant of a transaction. Every statement inside sees that company's rows and no other's. */
export type TenantSql = Sql & { readonly companyId: string };

/** Opens transactions: the only way from the app to its tables. */
export type Database = {
  readonly kind: Engine['kind'];
  /** One transaction inside one company. */
  inCompany<T>(companyId: string, run: (sql: TenantSql) => Promise<T>): Promise<T>;
  /** One transaction before a company is known: log-in, enrolment, directories. Tenant tables look empty in it. */
  beforeCompany<T>(run: (sql: Sql) => Promise<T>): Promise<T>;
  listen(channel: string, on: (payload: string) => void): Promise<void>;
};

/** The tenant is set inside the transaction and dies with it; a pooled connection can't carry it on. */
export function tenantScope(engine: Engine): Database {
  return {
    kind: engine.kind,
    inCompany: (companyId, run) =>
      engine.transaction(async (sql) => {
        await sql.query("SELECT set_config('app.company_id', $1, true)", [companyId]);
        return run({ ...sql, companyId });
      }),
    beforeCompany: (run) => engine.transaction(run),
    listen: (channel, on) => engine.listen(channel, on),
  };
}
