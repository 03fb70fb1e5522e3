import { defineConfig } from 'vitest/config';
import { WORKERS } from '../../vitest.workers.ts';

// Pure functions: nothing of one file can be seen by the next, and a worker each would cost a third of the time.
export default defineConfig({
  test: { name: 'shared', include: ['src/**/*.test.ts'], testTimeout: 90_000, maxWorkers: WORKERS, isolate: false },
});
