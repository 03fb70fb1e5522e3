import { defineConfig } from 'vitest/config';
import { WORKERS } from '../vitest.workers.ts';

export default defineConfig({
  test: {
    name: 'sim',
    include: ['src/**/*.test.ts'],
    // Not a goal: a machine that builds at the same time is slow.
    testTimeout: 300_000,
    hookTimeout: 60_000,
    // Not a goal: a poll ends as soon as it sees what it waits for.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    maxWorkers: WORKERS,
  },
});
