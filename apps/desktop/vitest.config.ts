import { defineConfig } from 'vitest/config';
import { WORKERS } from '../../vitest.workers.ts';

export default defineConfig({
  test: {
    name: 'desktop',
    include: ['src/**/*.test.ts'],
    // Not goals: a machine that builds at the same time is slow, and a poll ends as soon as it sees what it waits for.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    maxWorkers: WORKERS,
  },
});
