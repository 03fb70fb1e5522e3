import { expect, test } from 'vitest';
import { branchEnv } from './env.ts';

const asked = { PATH: '/bin', FASTOPS_DATA: '/data', FASTOPS_SQLITE_BINDING: '/tmp/evil.node', FASTOPS_TEST_RUNTIME: '1' };

test('a packaged till lets no environment lower its SQLite floor or load a native file', () => {
  expect(branchEnv(true, asked)).toEqual({ PATH: '/bin', FASTOPS_DATA: '/data' });
  expect(branchEnv(false, asked)).toEqual(asked);
});
