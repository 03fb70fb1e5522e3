import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'cloud',
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    globalSetup: 'src/server/testing/postgres-for-tests.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
