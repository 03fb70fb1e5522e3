import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectPglite } from '@fastops/cloud/server/db/connect-pglite';
import { connectPostgres } from '@fastops/cloud/server/db/connect-postgres';
import { openEngine } from '@fastops/cloud/server/db/open';
import type { Sql } from '@fastops/cloud/server/db/sql';
import { cloneDatabase, settleDatabase } from '@fastops/cloud/server/db/testing/clone-database';
import { APP, OWNER, startPostgres } from '@fastops/cloud/server/testing/postgres-for-tests';

/** A place that a cloud can be run in: its environment, and a way to look at its tables past every policy once it has stopped. */
export type Ground = {
  readonly kind: 'postgres' | 'pglite';
  /** Of a new, empty and migrated database. */
  fresh(): Promise<Place>;
  /** Process whose memory counts besides the server's own; none where the database is inside it. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
};
export type Place = {
  readonly kind: Ground['kind'];
  readonly env: Readonly<Record<string, string>>;
  open(): Promise<Look>;
  /** Does at once what the server would do by and by after so much was written. */
  settle(): Promise<void>;
};
export type Look = { transaction<T>(run: (sql: Sql) => Promise<T>): Promise<T>; close(): Promise<void> };

/** PostgreSQL as it comes: fsync on, synchronous commit on. */
export async function postgresGround(folder: string): Promise<Ground> {
  const server = await startPostgres(['-c', 'max_connections=200']);
  let count = 0;
  const url = (who: typeof OWNER | typeof APP, database: string) =>
    `postgres://${who.user}:${who.password}@127.0.0.1:${server.port}/${database}`;
  return {
    kind: 'postgres',
    pid: Number(readFileSync(join(server.folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
    fresh: async () => {
      const name = `bench_${(count += 1)}`;
      await cloneDatabase(url(OWNER, 'postgres'), { from: server.template, to: name });
      const env = { DATABASE_URL: url(APP, name), FASTOPS_CLOUD_DATA: join(folder, name) };
      return {
        kind: 'postgres',
        env,
        open: async () => connectPostgres({ url: url(OWNER, name), ownerUrl: url(OWNER, name), max: 1 }),
        settle: () => settleDatabase(url(OWNER, name)),
      };
    },
    stop: server.stop,
  };
}

const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));

/** The embedded engine, which knows no fsync. */
export function pgliteGround(folder: string): Ground {
  let count = 0;
  return {
    kind: 'pglite',
    pid: undefined,
    fresh: async () => {
      const data = join(folder, `pglite-${(count += 1)}`);
      const open = async () => {
        // Migrated as a first start does it, then opened bare.
        if (!existsSync(data)) await (await openEngine({ kind: 'pglite', folder: data, templateCache: CACHE })).close();
        const engine = await connectPglite({ dataDir: join(data, 'pglite') });
        return { transaction: engine.asOwner, close: engine.close };
      };
      return { kind: 'pglite', env: { FASTOPS_CLOUD_DATA: data }, open, settle: async () => {} };
    },
    stop: async () => {},
  };
}
