import type { Engine, Sql } from './sql.ts';

/** The tenant of a transaction. Every statement inside sees that company's rows and no other's. */
export type TenantSql = Sql & {
  readonly companyId: string;
  /** Done once the transaction is committed, and only then; what it does can't undo the commit. */
  afterCommit(run: () => void): void;
};

/**
 * A transaction before a company is known; `enter` takes it into one for the rest of its life. `holding` opens the
 * single rows that name a secret of the caller's: a user's own seats, a code in somebody's hand; entering shuts them again.
 */
export type OpenSql = Sql & { enter(companyId: string): Promise<TenantSql>; holding(secret: string): Promise<Sql> };

/** Opens transactions: the only way from the app to its tables. */
export type Database = {
  readonly kind: Engine['kind'];
  /** One transaction inside one company. `still`: all of it sees one moment, and it changes nothing. */
  inCompany<T>(companyId: string, run: (sql: TenantSql) => Promise<T>, options?: { readonly still: boolean }): Promise<T>;
  /** One transaction before a company is known: log-in, enrolment, directories. Tenant tables look empty in it. */
  beforeCompany<T>(run: (sql: OpenSql) => Promise<T>): Promise<T>;
  /** One transaction of whoever runs the platform: sees the list of companies, and enters one to see inside. */
  onPlatform<T>(run: (sql: OpenSql) => Promise<T>): Promise<T>;
  listen(channel: string, on: (payload: string) => void): Promise<void>;
};

/** The tenant is set inside the transaction and dies with it; a pooled connection can't carry it on. */
export function tenantScope(engine: Engine): Database {
  return {
    kind: engine.kind,
    inCompany: (companyId, run, options) => committed(engine, (sql, afterCommit) => run(enter(sql, { companyId, afterCommit })), options),
    beforeCompany: (run) => committed(engine, (sql, afterCommit) => run(openOver(sql, afterCommit))),
    onPlatform: (run) =>
      committed(engine, async (sql, afterCommit) => {
        await sql.query("SELECT set_config('app.platform', 'on', true)");
        return run(openOver(sql, afterCommit));
      }),
    listen: (channel, on) => engine.listen(channel, on),
  };
}

function openOver(sql: Sql, afterCommit: AfterCommit): OpenSql {
  return { ...sql, enter: async (companyId) => enter(sql, { companyId, afterCommit }), holding: (secret) => hold(sql, secret) };
}

async function hold(sql: Sql, secret: string): Promise<Sql> {
  return after(sql, sql.query("SELECT set_config('app.holder', $1, true)", [secret]));
}

type AfterCommit = TenantSql['afterCommit'];

/** Runs a transaction, and what it left to be done after its commit; a try that was rolled back left nothing. */
async function committed<T>(
  engine: Engine,
  run: (sql: Sql, afterCommit: AfterCommit) => Promise<T>,
  options?: { readonly still: boolean },
): Promise<T> {
  let left: (() => void)[] = [];
  const result = await engine.transaction((sql) => {
    left = [];
    return run(sql, (after) => void left.push(after));
  }, options);
  for (const after of left) after();
  return result;
}

function enter(sql: Sql, tenant: Pick<TenantSql, 'companyId' | 'afterCommit'>): TenantSql {
  const entered = sql.query("SELECT set_config('app.company_id', $1, true), set_config('app.holder', '', true)", [tenant.companyId]);
  return { ...after(sql, entered), ...tenant };
}

/**
 * A setting goes ahead of the first statement and isn't waited for: statements of a transaction run in the order in which they are
 * sent, so none is ever looked at without it, and a setting that failed fails them all.
 */
function after(sql: Sql, setting: Promise<unknown>): Sql {
  setting.catch(() => {});
  const query: Sql['query'] = async <R>(text: string, params?: Parameters<Sql['query']>[1]) => {
    const [rows] = await Promise.all([sql.query<R>(text, params), setting]);
    return rows;
  };
  return { ...sql, query };
}
