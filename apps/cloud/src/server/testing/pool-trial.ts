import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { connectPostgres } from '../db/connect-postgres.ts';
import type { Engine, Sql } from '../db/sql.ts';
import { tenantScope, type Database, type TenantSql } from '../db/tenant-scope.ts';
import { cloneDatabase } from '../db/testing/clone-database.ts';
import { foundCompany } from '../modules/tenancy/tenancy.service.ts';
import { dice, pick, type Dice } from './dice.ts';
import { APP, OWNER } from './postgres-for-tests.ts';

/** What many requests over few connections showed: rows of others, settings that were left on a connection, how the requests ended. */
export type PoolTrial = { foreign: number; left: number; readonly ended: Record<'answered' | 'failed', number> };
type Pool = { readonly engine: Engine; readonly db: Database; readonly seen: PoolTrial; readonly companies: readonly string[] };

const CONNECTIONS = 5;
/** Requests that wait for those connections at the same time. */
const AT_ONCE = 25;

/** Companies of their own in a database of their own, five connections, and the door that looks at each checkout. */
export async function openPool(companies: number): Promise<Pool> {
  const { port, template } = inject('postgres');
  const name = `pool_${randomUUID().replaceAll('-', '')}`;
  const url = (who: { user: string; password: string }, database: string) =>
    `postgres://${who.user}:${who.password}@127.0.0.1:${port}/${database}`;
  await cloneDatabase(url(OWNER, 'postgres'), { from: template, to: name });
  const engine = connectPostgres({ url: url(APP, name), ownerUrl: url(OWNER, name), max: CONNECTIONS });
  const seen: PoolTrial = { foreign: 0, left: 0, ended: { answered: 0, failed: 0 } };
  const db = tenantScope({ ...engine, transaction: (run, options) => engine.transaction((sql) => looked(sql, seen, run), options) });
  const ids = Array.from({ length: companies }, () => randomUUID());
  for (const companyId of ids)
    await db.inCompany(companyId, (sql) => foundCompany(sql, { name: companyId, legalName: companyId, nit: '900123456-8' }, 'epoch-1'));
  return { engine, db, seen, companies: ids };
}

/** The first thing that a transaction sees of its connection: nothing of whoever had it before. */
async function looked<T>(sql: Sql, seen: PoolTrial, run: (sql: Sql) => Promise<T>): Promise<T> {
  const [found] = await sql.query<{ left: string }>(
    `SELECT concat(current_setting('app.company_id', true), current_setting('app.platform', true), current_setting('app.holder', true)) AS left`,
  );
  if (found?.left !== '') seen.left += 1;
  return run(sql);
}

type Request = (pool: Pool, companyId: string) => Promise<unknown>;
const within =
  (act: (sql: TenantSql) => Promise<unknown>): Request =>
  ({ db, seen }, companyId) =>
    db.inCompany(companyId, async (sql) => {
      await act(sql);
      await ownOnly(sql, seen, companyId);
    });

/** No filter of ours: whatever is seen is what the database lets through. */
async function ownOnly(sql: Sql, seen: PoolTrial, companyId: string): Promise<void> {
  const rows = await sql.query<{ company: string }>(
    'SELECT company_id AS company FROM companies UNION ALL SELECT company_id FROM scopes UNION ALL SELECT company_id FROM subscriptions',
  );
  seen.foreign += rows.filter(({ company }) => company !== companyId).length;
}

class ThoughtBetterOfIt extends Error {}

const REQUESTS: readonly Request[] = [
  within(async () => {}),
  within((sql) => sql.query('UPDATE companies SET legal_name = legal_name')),
  within((sql) => sql.query('SELECT 1 / 0')),
  within((sql) => sql.query('INSERT INTO companies (company_id, name) VALUES ($1, $1)', [randomUUID()])),
  within(async (sql) => {
    await sql.query('UPDATE companies SET legal_name = legal_name');
    throw new ThoughtBetterOfIt();
  }),
  // A statement that takes too long, one that somebody cancels, and a line that breaks.
  within((sql) => sql.query("SELECT set_config('statement_timeout', '2', true)").then(() => sql.query('SELECT pg_sleep(1)'))),
  within((sql) => sql.query('SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(1)')),
  ({ db, seen }) =>
    db.beforeCompany(async (sql) => {
      seen.foreign += (await sql.query('SELECT company_id FROM companies')).length;
    }),
  ({ db, seen }, companyId) =>
    db.onPlatform(async (sql) => {
      await ownOnly(await sql.enter(companyId), { ...seen, foreign: 0 }, companyId);
    }),
];
const BREAKS: Request = within((sql) => sql.query('SELECT pg_terminate_backend(pg_backend_pid())'));

/** So many requests of any kind and company, many at a time. */
export async function mixedRequests(pool: Pool, count: number, roll: Dice = dice(6)): Promise<PoolTrial> {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const request = roll(50) === 0 ? BREAKS : pick(roll, REQUESTS);
      await request(pool, pick(roll, pool.companies)).then(
        () => (pool.seen.ended.answered += 1),
        () => (pool.seen.ended.failed += 1),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return pool.seen;
}
