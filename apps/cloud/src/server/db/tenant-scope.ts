import type { Engine, Sql } from './sql.ts';

/** The tenant of a transaction. Every statement inside sees that company's rows and no other's. */
export type TenantSql = Sql & { readonly companyId: string };

/**
 * A transaction before a company is known; `enter` takes it into one for the rest of its life. `holding` opens the
 * single rows that name a secret of the caller's: a user's own seats, a code in somebody's hand.
 */
export type OpenSql = Sql & { enter(companyId: string): Promise<TenantSql>; holding(secret: string): Promise<Sql> };

/** Opens transactions: the only way from the app to its tables. */
export type Database = {
  readonly kind: Engine['kind'];
  /** One transaction inside one company. `still`: all of it sees one moment, and it changes nothing. */
  inCompany<T>(companyId: string, run: (sql: TenantSql) => Promise<T>, options?: { readonly still: boolean }): Promise<T>;
  /** One transaction before a company is known: log-in, enrolment, directories. Tenant tables look empty in it. */
  beforeCompany<T>(run: (sql: OpenSql) => Promise<T>): Promise<T>;
  listen(channel: string, on: (payload: string) => void): Promise<void>;
};

/** The tenant is set inside the transaction and dies with it; a pooled connection can't carry it on. */
export function tenantScope(engine: Engine): Database {
  return {
    kind: engine.kind,
    inCompany: (companyId, run, options) => engine.transaction(async (sql) => run(await enter(sql, companyId)), options),
    beforeCompany: (run) =>
      engine.transaction((sql) => run({ ...sql, enter: (companyId) => enter(sql, companyId), holding: (secret) => hold(sql, secret) })),
    listen: (channel, on) => engine.listen(channel, on),
  };
}

async function hold(sql: Sql, secret: string): Promise<Sql> {
  await sql.query("SELECT set_config('app.holder', $1, true)", [secret]);
  return sql;
}

async function enter(sql: Sql, companyId: string): Promise<TenantSql> {
  await sql.query("SELECT set_config('app.company_id', $1, true)", [companyId]);
  return { ...sql, companyId };
}
