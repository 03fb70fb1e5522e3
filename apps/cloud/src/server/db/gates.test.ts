import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, openCloud, type CloudUnderTest } from '../testing/cloud-under-test.ts';
import { aCompany, aTill, type TestCompany } from '../testing/shop.ts';
import { connectPglite } from './connect-pglite.ts';
import { migrate, readMigrations } from './migrate.ts';

/** Reliability C5: what the catalogue must never show. Each question answers the names of what is wrong. */
const GATES: Readonly<Record<string, string>> = {
  'a tenant table without forced row-level security': `SELECT c.relname AS fault FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
       AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('company_id', 'owner_company') AND NOT a.attisdropped)`,
  'row-level security without a policy': `SELECT c.relname AS fault FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relrowsecurity AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)`,
  'a write policy that leaves WITH CHECK out': `SELECT polrelid::regclass || ' ' || polname AS fault FROM pg_policy
     WHERE polcmd IN ('*', 'a', 'w') AND polwithcheck IS NULL`,
  'a view that runs as its owner': `SELECT c.relname AS fault FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'v'
       AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'] OR c.reloptions @> ARRAY['security_invoker=on'], false)`,
  'a function that runs as its owner': `SELECT p.proname AS fault FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname = 'public' AND p.prosecdef`,
  'a materialised view': `SELECT relname AS fault FROM pg_class WHERE relkind = 'm'`,
  'a foreign key into a tenant table without its company': `SELECT conname AS fault FROM pg_constraint con WHERE contype = 'f'
     AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = con.confrelid AND a.attname = 'company_id')
     AND NOT EXISTS (SELECT 1 FROM unnest(con.conkey) k JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k
       WHERE a.attname = 'company_id')`,
  'an app role that is too strong': `SELECT rolname AS fault FROM pg_roles
     WHERE rolname = 'fastops_app' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)`,
  'an app role that owns things': `SELECT c.relname AS fault FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = 'fastops_app'`,
  'a policy that breaks on an empty setting': `SELECT tablename || ' ' || policyname AS fault FROM pg_policies
     WHERE concat(qual, with_check) LIKE '%app.company_id%' AND NOT (qual ILIKE '%nullif%' AND with_check ILIKE '%nullif%')`,
};

/** One fault for each gate, so that none of them is an empty question. */
const PLANTED = `
  CREATE TABLE planted_bare (company_id uuid, id uuid, PRIMARY KEY (company_id, id));
  CREATE TABLE planted_closed (id uuid PRIMARY KEY); ALTER TABLE planted_closed ENABLE ROW LEVEL SECURITY;
  CREATE TABLE planted_half (id uuid PRIMARY KEY); CREATE POLICY planted ON planted_half USING (true);
  CREATE VIEW planted_view AS SELECT 1 AS one;
  CREATE FUNCTION planted_definer() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
  CREATE MATERIALIZED VIEW planted_copy AS SELECT 1 AS one;
  ALTER TABLE planted_bare ADD UNIQUE (id);
  CREATE TABLE planted_child (parent uuid REFERENCES planted_bare (id));
  ALTER ROLE fastops_app CREATEDB;
  GRANT CREATE ON SCHEMA public TO fastops_app;
  ALTER TABLE planted_child OWNER TO fastops_app;
  CREATE POLICY planted_setting ON planted_half USING (id = current_setting('app.company_id')::uuid) WITH CHECK (true);`;

/** Tables that belong to no company: who may be in them is decided here, not by forgetting. */
const WITHOUT_COMPANY = [
  'api_logins',
  'login_failures',
  'operator_sessions',
  'operators',
  'password_resets',
  'report_turns',
  'schema_migrations',
  'second_factors',
  'sessions',
  'sign_ups',
  'subscription_turns',
  'users',
];

class PutBack extends Error {}

describe.each(ENGINES)('the catalogue of %s (C5)', (kind) => {
  let cloud: CloudUnderTest;
  beforeAll(async () => {
    cloud = await openCloud(kind);
  });
  afterAll(() => cloud.close());

  test.each(Object.entries(GATES))('never shows %s', async (_name, question) => {
    expect(await cloud.look(question)).toEqual([]);
  });

  test('and each of these questions finds its fault when there is one', async () => {
    const found: Record<string, number> = {};
    const planting = cloud.engine.asOwner(async (sql) => {
      await sql.script(PLANTED);
      for (const [name, question] of Object.entries(GATES)) found[name] = (await sql.query(question)).length;
      throw new PutBack();
    });
    await expect(planting).rejects.toThrow(PutBack);
    expect(Object.entries(found).filter(([, faults]) => faults === 0)).toEqual([]);
    expect(Object.keys(found)).toHaveLength(10);
  });

  test('gives no statement for ever', async () => {
    const limits = ['statement_timeout', ...(kind === 'postgres' ? ['lock_timeout', 'idle_in_transaction_session_timeout'] : [])];
    const set = await cloud.services.db.beforeCompany((sql) =>
      Promise.all(limits.map(async (name) => (await sql.query<{ value: string }>(`SELECT current_setting('${name}') AS value`))[0]?.value)),
    );
    expect(set).toEqual(kind === 'postgres' ? ['5s', '2s', '10s'] : ['5s']);
  });

  test('has no other table without a company than the written list', async () => {
    const rows = await cloud.look<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
         AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('company_id', 'owner_company')) ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(WITHOUT_COMPANY);
  });
});

describe.each(ENGINES)('the wall between companies in %s, without a filter of ours (C4)', (kind) => {
  let cloud: CloudUnderTest;
  let mine: TestCompany;
  let tables: string[];
  beforeAll(async () => {
    cloud = await openCloud(kind);
    mine = await aCompany(cloud, 'Mine');
    const theirs = await aCompany(cloud, 'Theirs');
    for (const company of [mine, theirs]) {
      const till = await aTill(cloud, company);
      till.sell();
      till.add({ type: 'order.opened', entityId: cloud.services.machine.newId(), rev: 1, body: { orderType: 'nowhere' } });
      await till.push();
    }
    const rows = await cloud.look<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relrowsecurity ORDER BY 1`,
    );
    tables = rows.map(({ name }) => name);
  });
  afterAll(() => cloud.close());

  const companyColumn = (table: string) =>
    ['memberships', 'terminal_directory', 'enrolment_codes', 'invitations'].includes(table) ? 'owner_company' : 'company_id';

  test('inside a company a bare SELECT sees that company alone', async () => {
    const seen: string[] = [];
    for (const table of tables) {
      const [all] = await cloud.look<{ companies: number }>(
        `SELECT count(DISTINCT ${companyColumn(table)})::int AS companies FROM ${table}`,
      );
      const rows = await cloud.services.db.inCompany(mine.companyId, (sql) =>
        sql.query<{ company: string }>(`SELECT DISTINCT ${companyColumn(table)} AS company FROM ${table}`),
      );
      expect(
        rows.filter(({ company }) => company !== mine.companyId),
        table,
      ).toEqual([]);
      if ((all?.companies ?? 0) === 2) seen.push(table);
    }
    // Empty tables prove nothing: these held rows of both.
    expect(seen).toEqual(
      expect.arrayContaining(['branches', 'companies', 'events', 'orders', 'payments', 'quarantine', 'streams', 'terminals']),
    );
  });

  test('before a company is known, a bare SELECT sees nothing', async () => {
    for (const table of tables) {
      expect(await cloud.services.db.beforeCompany((sql) => sql.query(`SELECT 1 FROM ${table}`)), table).toEqual([]);
    }
  });

  test('a row of another company cannot be written, and one of ours cannot be given away', async () => {
    const other = cloud.services.machine.newId();
    const write = (text: string) => cloud.services.db.inCompany(mine.companyId, (sql) => sql.query(text, [other]));
    await expect(write("INSERT INTO scopes (company_id, scope, epoch) VALUES ($1, 'company', 'x')")).rejects.toMatchObject({
      code: '42501',
    });
    await expect(write('UPDATE masters SET company_id = $1')).resolves.toEqual([]);
    await expect(write('UPDATE scopes SET company_id = $1')).rejects.toMatchObject({ code: '42501' });
  });

  test('facts cannot be changed or taken away, neither by the app nor by its owner', async () => {
    for (const table of ['events', 'quarantine']) {
      for (const change of [`DELETE FROM ${table}`, `UPDATE ${table} SET hash = 'x'`]) {
        await expect(
          cloud.services.db.inCompany(mine.companyId, (sql) => sql.query(change)),
          change,
        ).rejects.toMatchObject({ code: '42501' });
        await expect(cloud.look(change), change).rejects.toMatchObject({ code: '23000' });
      }
    }
  });
});

test('a database of a newer server, or a step edited after its release, is refused', async () => {
  const engine = await connectPglite({});
  const [first, ...rest] = readMigrations();
  if (!first) throw new Error('no migrations');
  await migrate(engine, [first, ...rest]);
  await migrate(engine, [first, ...rest]);
  await expect(migrate(engine, [first])).rejects.toThrow('newer server');
  await expect(migrate(engine, [{ ...first, sha256: 'edited' }, ...rest])).rejects.toThrow('was edited after it ran');
  await engine.close();
});
