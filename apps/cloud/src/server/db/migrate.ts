import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { APP_ROLE } from './connect-pglite.ts';
import type { Engine } from './sql.ts';

/** One step forward; its text never changes once it is released. */
export type Migration = { readonly name: string; readonly sql: string; readonly sha256: string };

/** Two processes migrating one empty database at once would break each other: this key makes them queue. */
const ADVISORY_LOCK = 7_021_984_411;

export function readMigrations(): Migration[] {
  const folder = fileURLToPath(new URL('./migrations/', import.meta.url));
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((name) => {
    const sql = readFileSync(folder + name, 'utf8');
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/** A name for this exact set of migrations: what a cached template belongs to. */
export function migrationsKey(migrations: readonly Migration[]): string {
  return createHash('sha256')
    .update(migrations.map((step) => step.sha256).join())
    .digest('hex')
    .slice(0, 16);
}

/** Brings the database forward. Refuses one that a newer server has touched, and a step that was edited after its release. */
export async function migrate(engine: Engine, migrations: readonly Migration[], appRole = APP_ROLE): Promise<void> {
  await engine.asOwner(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
    await sql.script(
      `DO $$ BEGIN
         IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${appRole}') THEN CREATE ROLE ${appRole} NOLOGIN; END IF;
       END $$;
       CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, sha256 text NOT NULL);`,
    );
    const applied = await sql.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM schema_migrations ORDER BY name');
    assertKnown(applied, migrations);
    for (const step of migrations.filter(({ name }) => !applied.some((row) => row.name === name))) {
      await sql.script(step.sql);
      await sql.query('INSERT INTO schema_migrations (name, sha256) VALUES ($1, $2)', [step.name, step.sha256]);
    }
    await sql.script(grants(appRole));
  });
}

/**
 * What a server asks: whether the schema has all of this version's steps, as they were released. Later steps are allowed: they are
 * taken while this version still answers, and must leave it room (docs/operations.md). Says what to do when one is missing.
 */
export async function assertMigrated(engine: Engine, migrations: readonly Migration[]): Promise<void> {
  await engine.transaction(async (sql) => {
    const [table] = await sql.query<{ exists: boolean }>("SELECT to_regclass('public.schema_migrations') IS NOT NULL AS exists");
    const applied = table?.exists
      ? await sql.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM schema_migrations ORDER BY name')
      : [];
    assertUnedited(applied, migrations);
    const missing = migrations.filter(({ name }) => !applied.some((row) => row.name === name));
    if (missing[0])
      throw new Error(
        `the database lacks ${missing[0].name}; migrate it first, or start once with DATABASE_OWNER_URL, the address of its owner`,
      );
  });
}

function assertKnown(applied: readonly { name: string; sha256: string }[], migrations: readonly Migration[]): void {
  for (const row of applied) {
    const step = migrations.find(({ name }) => name === row.name);
    if (!step) throw new Error(`the database was migrated by a newer server (${row.name}); start that version instead`);
  }
  assertUnedited(applied, migrations);
}

function assertUnedited(applied: readonly { name: string; sha256: string }[], migrations: readonly Migration[]): void {
  for (const row of applied) {
    const step = migrations.find(({ name }) => name === row.name);
    if (step && step.sha256 !== row.sha256) throw new Error(`migration ${row.name} was edited after it ran; migrations only go forward`);
  }
}

// The app reads and writes rows and nothing else; facts can't be changed or taken away even by a bug of ours.
function grants(role: string): string {
  return `GRANT USAGE ON SCHEMA public TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
    REVOKE ALL ON schema_migrations FROM ${role};
    GRANT SELECT ON schema_migrations TO ${role};
    REVOKE UPDATE, DELETE ON events, changes, quarantine, relogged_events FROM ${role};
    REVOKE DELETE ON orders, payments, cash_sessions, companies, refunds FROM ${role};
    REVOKE UPDATE, DELETE ON z_reports FROM ${role};
    DO $$ BEGIN IF to_regnamespace('pgboss') IS NOT NULL THEN
      GRANT USAGE ON SCHEMA pgboss TO ${role};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${role};
    END IF; END $$;`;
}
