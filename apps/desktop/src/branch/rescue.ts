import { runInThread } from './adapters/snapshot-thread.ts';
import { latestVersion, readMigrations } from './db/migrate.ts';
import type { BranchEnv } from './env.ts';
import type { RescuePort } from './modules/backups/backups.port.ts';
import { allBackups, orderCopy } from './workers/backup-worker.ts';

/** What a till whose file can't be opened still offers: its copies. Nobody can log in then; the damaged file is kept. */
export function rescueOf(env: BranchEnv, restart: () => void): RescuePort {
  const parts = {
    dataDir: env.dataDir,
    driver: { binding: env.sqliteBinding },
    schema: latestVersion(readMigrations()),
    run: runInThread,
    now: () => Date.now(),
  };
  return {
    list: () => allBackups(env.dataDir),
    restore: async (copy) => {
      const answer = await orderCopy(parts, copy);
      // The answer reaches the screen before the line breaks.
      if (answer.ok) setTimeout(restart, 200);
      return answer;
    },
  };
}
