import { defineConfig } from 'vitest/config';
import { WORKERS } from '../../vitest.workers.ts';

export default defineConfig({
  test: {
    name: 'trials',
    include: ['src/**/*.test.ts'],
    globalSetup: '../../apps/cloud/src/server/testing/postgres-for-tests.ts',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // Not a goal: a poll ends as soon as it sees what it waits for.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    maxWorkers: WORKERS,
  },
});
