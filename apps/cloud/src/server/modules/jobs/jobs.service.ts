import type { JobDefinition, JobHandler } from './jobs.port.ts';

/** Ties a kind of work to who does it; what comes out of the queue is judged before it is believed. */
export function handles<P>(job: JobDefinition<P>, run: (payload: P, turn: Parameters<JobHandler['run']>[1]) => Promise<void>): JobHandler {
  return { job, run: async (raw, turn) => run(job.payload.parse(raw), turn) };
}
