import { join } from 'node:path';
import type { Build } from './shell/build.ts';

/** What the shell was started with. */
export const inherited: NodeJS.ProcessEnv = { ...process.env };
// Electron hands each preload a copy of the shell's environment: a code that enrols has no place in a page's memory.
delete process.env['FASTOPS_ENROL_CODE'];

/** What the test runtime alone may be told: a native file to load, and a lower SQLite floor. */
const TEST_ONLY = ['FASTOPS_SQLITE_BINDING', 'FASTOPS_TEST_RUNTIME'];
/** What a packed till is told by its own archive. */
const TOLD_BY_BUILD = ['FASTOPS_BRANCH_FILE', 'FASTOPS_APP_VERSION', 'FASTOPS_RELEASE_KEY'];

/**
 * What the branch server inherits. In a shop nobody's environment may ask for another native file, a lower floor, another branch's
 * file or another maker's releases: those come from the build.
 */
export function branchEnv(build: Build | undefined, env: NodeJS.ProcessEnv = inherited): NodeJS.ProcessEnv {
  if (!build) return env;
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !TEST_ONLY.includes(name) && !TOLD_BY_BUILD.includes(name)));
  return {
    ...kept,
    FASTOPS_BRANCH_FILE: join(build.resources, 'branch.json'),
    FASTOPS_APP_VERSION: build.version,
    FASTOPS_RELEASE_KEY: build.releaseKey,
    ...(build.tryOut ? { FASTOPS_TEST_RUNTIME: '1', FASTOPS_SQLITE_BINDING: join(build.resources, 'better_sqlite3-abi130.node') } : {}),
  };
}
