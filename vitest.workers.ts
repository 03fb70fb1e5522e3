import { availableParallelism } from 'node:os';

/** Two at least: many tests wait for a child process or a database, and one worker on two cores would idle. All projects say the same, so that they run side by side. */
export const WORKERS = Math.max(2, availableParallelism() - 1);
