import { homedir } from 'node:os';
import { join } from 'node:path';

/** Everything that the surroundings may decide, read once. */
export type BranchEnv = {
  /** Folder of the branch's file. */
  readonly dataDir: string;
  /** Native file of the older driver: only the test runtime has one. */
  readonly sqliteBinding: string | undefined;
  readonly allowOldSqlite: boolean;
  readonly logLevel: string;
};

export function readEnv(env: NodeJS.ProcessEnv = process.env): BranchEnv {
  return {
    dataDir: env['FASTOPS_DATA'] ?? join(homedir(), '.fastops', 'till'),
    sqliteBinding: env['FASTOPS_SQLITE_BINDING'],
    allowOldSqlite: env['FASTOPS_TEST_RUNTIME'] === '1',
    logLevel: env['FASTOPS_LOG'] ?? 'info',
  };
}
