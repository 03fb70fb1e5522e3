import { existsSync, mkdirSync, openAsBlob, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectPglite } from './connect-pglite.ts';
import { connectPostgres } from './connect-postgres.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate, migrationsKey, readMigrations } from './migrate.ts';
import type { Engine, Sql } from './sql.ts';

/** PostgreSQL by its addresses, or the embedded engine in a folder. */
export type DatabaseChoice =
  | { readonly kind: 'postgres'; readonly url: string; readonly ownerUrl: string; readonly appRole: string; readonly max?: number }
  | { readonly kind: 'pglite'; readonly folder: string; readonly templateCache: string };

/** Opens, migrates and checks; refuses with a sentence rather than run unsafely. */
export async function openEngine(choice: DatabaseChoice): Promise<Engine> {
  const migrations = readMigrations();
  if (choice.kind === 'postgres') {
    const engine = connectPostgres(choice);
    await migrate(engine, migrations, choice.appRole);
    await assertWeakRole(engine);
    return engine;
  }
  const unlock = lockFolder(choice.folder);
  try {
    const dataDir = join(choice.folder, 'pglite');
    const engine = await openEmbedded(dataDir, join(choice.templateCache, `pglite-${migrationsKey(migrations)}.tar`));
    await migrate(engine, migrations);
    return { ...engine, close: async () => (await engine.close(), unlock()) };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A first start unpacks a migrated template (1–3 s) instead of running initdb in WebAssembly (5–15 s). */
async function openEmbedded(dataDir: string, template: string): Promise<Engine> {
  if (existsSync(join(dataDir, 'PG_VERSION'))) return connectPglite({ dataDir });
  if (!existsSync(template)) await makeTemplate(template);
  return connectPglite({ dataDir, template: await openAsBlob(template) });
}

async function makeTemplate(path: string): Promise<void> {
  const fresh = await connectPglite({});
  await migrate(fresh, readMigrations());
  const dump = Buffer.from(await (await fresh.dump()).arrayBuffer());
  await fresh.close();
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, dump, { flush: true });
  renameSync(`${path}.${process.pid}`, path);
}

/** Row-level security is no wall for a role that may step around it, so such a role is no app role. */
async function assertWeakRole(engine: Engine): Promise<void> {
  const [role] = await engine.transaction((sql: Sql) =>
    sql.query<{ name: string; strong: boolean }>(
      'SELECT rolname AS name, (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb) AS strong FROM pg_roles WHERE rolname = current_user',
    ),
  );
  if (!role || role.strong) throw new Error(`the app must not log in as ${role?.name ?? 'nobody'}: that role may bypass row-level security`);
}
