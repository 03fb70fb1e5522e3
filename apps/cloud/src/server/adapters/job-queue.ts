import { PgBoss, type JobWithMetadata } from 'pg-boss';
import { z } from 'zod';
import type { Engine, JobsConnection, Sql } from '../db/sql.ts';
import type { DeadLetter, JobDefinition, JobHandler, JobQueue, JobSchedule, QueueDepth } from '../modules/jobs/jobs.port.ts';

/** The queue, and the worker of this process. */
export type RunningQueue = JobQueue & {
  /** Begins to work. Until then this process only asks for work. */
  work(handlers: readonly JobHandler[], schedules?: readonly JobSchedule[]): Promise<void>;
  /** Does what is due now and nothing else: for tests and for a command line. Answers how many tries it made. */
  workOnce(handlers: readonly JobHandler[]): Promise<number>;
  /** Waits for what is in work, as long as `timeoutMs`; what isn't done by then is somebody else's. */
  stop(timeoutMs?: number): Promise<void>;
};

export type QueueOptions = {
  readonly jobs: readonly JobDefinition<unknown>[];
  readonly onError: (error: Error) => void;
  /** How often lost jobs are looked for and an idle worker asks. */
  readonly superviseS?: number;
  readonly pollS?: number;
};

/** Where dead letters lie, of all kinds of work. */
const DEAD = 'dead-letters';
const KEPT_DEAD_S = 90 * 86_400;
const MOST_RETRY_AFTER_S = 3_600;

/** pg-boss over our own connections; its tables come with our migrations (0320). */
export async function jobQueue(engine: Engine, options: QueueOptions): Promise<RunningQueue> {
  const connection = engine.jobs();
  const boss = new PgBoss({
    db: connection,
    backend: engine.kind,
    migrate: false,
    createSchema: false,
    supervise: true,
    superviseIntervalSeconds: options.superviseS ?? 30,
    monitorIntervalSeconds: options.superviseS ?? 30,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', options.onError);
  await boss.start();
  await makeQueues(boss, options.jobs);
  const workers = new Map<string, string>();
  return {
    enqueue: async (sql, { job, payload, afterS }) => {
      const settings = { db: overTransaction(sql), ...(afterS === undefined ? {} : { startAfter: afterS }) };
      await boss.send(job.name, payload as object, settings);
      const worker = workers.get(job.name);
      // Not waited for and not needed: a worker asks by itself soon.
      if (worker !== undefined && afterS === undefined) whenCommitted(sql, () => boss.notifyWorker(worker));
    },
    ...deadLetters(boss),
    depths: () => depths(connection, options.jobs),
    work: async (handlers, schedules = []) => {
      for (const { job, run } of handlers) {
        const settings = { includeMetadata: true, pollingIntervalSeconds: options.pollS ?? 2 } as const;
        const id = await boss.work(job.name, settings, async (jobs: JobWithMetadata[]) => {
          for (const { id: jobId, data, retryCount, signal } of jobs) await run(data, { id: jobId, attempt: retryCount + 1, signal });
        });
        workers.set(job.name, id);
      }
      for (const { job, cron, timeZone } of schedules) await boss.schedule(job.name, cron, {}, { tz: timeZone });
    },
    workOnce: (handlers) => workOnce(boss, handlers),
    stop: async (timeoutMs = 20_000) => {
      await boss.stop({ graceful: true, close: false, timeout: timeoutMs });
      await connection.close();
    },
  };
}

/** Counted, not estimated: pg-boss's own figures are a minute old. */
async function depths(connection: JobsConnection, jobs: readonly JobDefinition<unknown>[]): Promise<QueueDepth[]> {
  const { rows } = await connection.executeSql(
    `SELECT name AS job, (count(*) FILTER (WHERE state IN ('created', 'retry')))::int AS waiting,
       (count(*) FILTER (WHERE state = 'active'))::int AS active FROM pgboss.job WHERE state < 'completed' GROUP BY name`,
  );
  const counted = z.array(z.object({ job: z.string(), waiting: z.number(), active: z.number() })).parse(rows);
  return [...jobs.map(({ name }) => name), DEAD].map((job) => counted.find((row) => row.job === job) ?? { job, waiting: 0, active: 0 });
}

/** Two instances that start at once make the same queues: the second finds them, and settings of a newer version win. */
async function makeQueues(boss: PgBoss, jobs: readonly JobDefinition<unknown>[]): Promise<void> {
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  if (!known.has(DEAD)) await boss.createQueue(DEAD, { retentionSeconds: KEPT_DEAD_S, deleteAfterSeconds: KEPT_DEAD_S });
  for (const job of jobs) {
    const settings = {
      retryLimit: job.retries,
      retryDelay: job.retryAfterS,
      retryBackoff: true,
      retryDelayMax: MOST_RETRY_AFTER_S,
      expireInSeconds: job.expiresAfterS,
      // What is done is of no use to anybody, and may hold an address.
      deleteAfterSeconds: 3_600,
    };
    if (known.has(job.name)) await boss.updateQueue(job.name, settings);
    else await boss.createQueue(job.name, { ...settings, deadLetter: DEAD });
    // Known from now on: asking inside somebody's transaction would need a second connection, which PGlite doesn't have.
    await boss.getQueue(job.name);
  }
  await boss.getQueue(DEAD);
}

function overTransaction(sql: Sql) {
  return { executeSql: async (text: string, values: unknown[] = []) => ({ rows: await sql.query(text, values as string[]) }) };
}

function whenCommitted(sql: Sql, run: () => void): void {
  if ('afterCommit' in sql && typeof sql.afterCommit === 'function') Reflect.apply(sql.afterCommit, undefined, [run]);
}

function deadLetters(boss: PgBoss): Pick<JobQueue, 'deadLetters' | 'revive' | 'bury'> {
  return {
    deadLetters: async () => {
      const found = await boss.findJobs<object>(DEAD, { queued: true, limit: 200 });
      return found.map(letter).sort((a, b) => b.diedAt - a.diedAt);
    },
    revive: (ids) => boss.redrive(DEAD, { ids: [...ids] }),
    bury: async (ids) => {
      const before = (await boss.findJobs(DEAD, { queued: true, limit: 200 })).filter(({ id }) => ids.includes(id));
      await boss.deleteJob(
        DEAD,
        before.map(({ id }) => id),
      );
      return before.length;
    },
  };
}

const fault = z.object({ message: z.string() });

function letter(job: JobWithMetadata<object>): DeadLetter {
  const told = fault.safeParse(job.sourceOutput ?? job.output);
  return {
    id: job.id,
    job: job.sourceName ?? job.name,
    payload: job.data,
    error: told.success ? told.data.message.slice(0, 500) : '',
    attempts: (job.sourceRetryCount ?? 0) + 1,
    askedAt: (job.sourceCreatedOn ?? job.createdOn).getTime(),
    diedAt: job.createdOn.getTime(),
  };
}

/** Until nothing is due: one job may ask for another. */
async function workOnce(boss: PgBoss, handlers: readonly JobHandler[]): Promise<number> {
  for (let tries = 0; ;) {
    const before = tries;
    for (const handler of handlers) tries += await workOff(boss, handler);
    if (tries === before) return tries;
  }
}

async function workOff(boss: PgBoss, { job, run }: JobHandler): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    const [next] = await boss.fetch<object>(job.name, { includeMetadata: true });
    if (!next) return tries;
    await run(next.data, { id: next.id, attempt: next.retryCount + 1, signal: next.signal }).then(
      () => boss.complete(job.name, next.id),
      (error: unknown) => boss.fail(job.name, next.id, { message: error instanceof Error ? error.message : String(error) }),
    );
  }
}
