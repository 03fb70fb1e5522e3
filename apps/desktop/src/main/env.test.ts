import { expect, test } from 'vitest';
import { branchEnv } from './env.ts';

const asked = { FASTOPS_SQLITE_BINDING: '/tmp/evil.node', FASTOPS_TEST_RUNTIME: '1', FASTOPS_BRANCH_FILE: '/tmp/b.json', HOME: '/h' };
const build = { version: '1.0.0', releaseKey: 'k', tryOut: false, resources: '/opt/fastops/resources' };

test('while developing the environment is inherited whole', () => {
  expect(branchEnv(undefined, asked)).toEqual(asked);
});

test('a till that ships takes no native file, no SQLite floor and no branch file from its environment', () => {
  expect(branchEnv(build, asked)).toEqual({
    HOME: '/h',
    FASTOPS_BRANCH_FILE: '/opt/fastops/resources/branch.json',
    FASTOPS_APP_VERSION: '1.0.0',
    FASTOPS_RELEASE_KEY: 'k',
  });
});

test('a build to try things out brings its own native file, whatever the environment says', () => {
  expect(branchEnv({ ...build, tryOut: true }, asked)).toMatchObject({
    FASTOPS_TEST_RUNTIME: '1',
    FASTOPS_SQLITE_BINDING: '/opt/fastops/resources/better_sqlite3-abi130.node',
  });
});
