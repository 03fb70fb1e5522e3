import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectPglite } from './connect-pglite.ts';
import { beginNewEpoch } from './new-epoch.ts';
import { dumpDurably, readDump, type Dumpable } from './synced-dump.ts';
import { connectPostgres } from './connect-postgres.ts';
import { lockFolder } from './folder-lock.ts';
import { assertMigrated, migrate, migrationsKey, readMigrations } from './migrate.ts';
import type { Engine, Sql } from './sql.ts';

/** PostgreSQL by its addresses, or the embedded engine in a folder. */
export type DatabaseChoice =
  | {
      readonly kind: 'postgres';
      readonly url: string;
      readonly ownerUrl?: string | undefined;
      readonly appRole: string;
      readonly max?: number;
    }
  | { readonly kind: 'pglite'; readonly folder: string; readonly templateCache: string };

/** Opens, migrates and checks; refuses with a sentence rather than run unsafely. */
export async function openEngine(choice: DatabaseChoice): Promise<Engine> {
  const migrations = readMigrations();
  if (choice.kind === 'postgres') {
    const engine = connectPostgres({ ...choice, ownerUrl: choice.ownerUrl ?? choice.url });
    try {
      if (choice.ownerUrl !== undefined) {
        await assertSeeingOwner(engine);
        await migrate(engine, migrations, choice.appRole);
      }
      await assertWeakRole(engine);
      await assertMigrated(engine, migrations);
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }
  const unlock = lockFolder(choice.folder);
  try {
    const engine = await openEmbedded(
      choice.folder,
      join(choice.templateCache, `pglite-${pgliteVersion()}-${migrationsKey(migrations)}.tar`),
    );
    return { ...engine, close: async () => (await engine.close(), unlock()) };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** How often what is new is written out durably. */
const DUMP_EVERY_MS = 10 * 60_000;

/**
 * A first start unpacks a migrated template (1–3 s) instead of running initdb in WebAssembly (5–15 s).
 * A note stands beside the folder while that lasts: one that was killed in the middle held no sale yet and begins again.
 * Files that a power cut broke are kept aside, and the last durable dump takes their place as a new lineage.
 */
async function openEmbedded(folder: string, template: string): Promise<Engine> {
  const dataDir = join(folder, 'pglite');
  const dumpFile = join(folder, 'pglite.dump');
  const unfinished = join(folder, 'pglite.unfinished');
  if (existsSync(unfinished)) rmSync(dataDir, { recursive: true, force: true });
  const isNew = !existsSync(join(dataDir, 'PG_VERSION'));
  if (isNew) writeFileSync(unfinished, '', { flush: true });
  const engine = isNew
    ? await connectPglite({ dataDir, template: await templateAt(template) })
    : await connectPglite({ dataDir }).catch((error: unknown) => fromDump(error, { dataDir, dumpFile, unfinished }));
  try {
    await migrate(engine, readMigrations());
    rmSync(unfinished, { force: true });
    return keptDurable(engine, dumpFile);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function fromDump(error: unknown, files: { dataDir: string; dumpFile: string; unfinished: string }): Promise<Dumpable> {
  const dump = readDump(files.dumpFile);
  if (!dump) throw error;
  renameSync(files.dataDir, `${files.dataDir}.broken-${Date.now()}`);
  writeFileSync(files.unfinished, '', { flush: true });
  const engine = await connectPglite({ dataDir: files.dataDir, template: dump });
  await beginNewEpoch(engine);
  return engine;
}

/** Dumps what is new every ten minutes and at the end; a dump that fails moves nothing, so tills keep their logs. */
function keptDurable(engine: Dumpable, dumpFile: string): Engine {
  const timer = setInterval(() => void dumpDurably(engine, dumpFile).catch(() => {}), DUMP_EVERY_MS).unref();
  return {
    ...engine,
    close: async () => {
      clearInterval(timer);
      await dumpDurably(engine, dumpFile).catch(() => {});
      await engine.close();
    },
  };
}

/** An embedded database that lives in memory only, begun from the template: for tests and short looks. */
export async function openInMemory(templateCache: string): Promise<Engine> {
  const engine = await connectPglite({
    template: await templateAt(join(templateCache, `pglite-${pgliteVersion()}-${migrationsKey(readMigrations())}.tar`)),
  });
  await migrate(engine, readMigrations());
  return engine;
}

/** Read whole: a blob over the file stops being readable when another process, starting at the same time, puts its own template there. */
async function templateAt(path: string): Promise<Blob> {
  if (!existsSync(path)) await makeTemplate(path);
  return new Blob([readFileSync(path)]);
}

function pgliteVersion(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.resolve('@electric-sql/pglite')), 'utf8'),
  );
  return manifest.version;
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

/** A migration fills new columns from old rows: an owner whom row-level security binds would find every table empty, or fail halfway. */
async function assertSeeingOwner(engine: Engine): Promise<void> {
  const [role] = await engine.asOwner((sql) =>
    sql.query<{ name: string; sees: boolean }>(
      'SELECT rolname AS name, (rolsuper OR rolbypassrls) AS sees FROM pg_roles WHERE rolname = current_user',
    ),
  );
  if (role?.sees !== true)
    throw new Error(
      `DATABASE_OWNER_URL logs in as ${role?.name ?? 'nobody'}, whom row-level security binds: give that role BYPASSRLS, or name a superuser`,
    );
}

/** Row-level security is no wall for a role that may step around it, so such a role is no app role. */
async function assertWeakRole(engine: Engine): Promise<void> {
  const [role] = await engine.transaction((sql: Sql) =>
    sql.query<{ name: string; strong: boolean }>(
      'SELECT rolname AS name, (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb) AS strong FROM pg_roles WHERE rolname = current_user',
    ),
  );
  if (!role || role.strong)
    throw new Error(`the app must not log in as ${role?.name ?? 'nobody'}: that role may bypass row-level security`);
}
