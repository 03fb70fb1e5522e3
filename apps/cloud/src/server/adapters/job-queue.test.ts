import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { JobDefinition, JobHandler } from '../modules/jobs/jobs.port.ts';
import { handles } from '../modules/jobs/jobs.service.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../testing/cloud-under-test.ts';
import { jobQueue, type RunningQueue } from './job-queue.ts';

const count = z.strictObject({ n: z.number() });
const job = (name: string, rest: Partial<JobDefinition<{ n: number }>> = {}) => ({
  name,
  payload: count,
  retries: 1,
  retryAfterS: 1,
  expiresAfterS: 2,
  ...rest,
});
const LONG = job('test-long');
const POISON = job('test-poison');
const PLAIN = job('test-plain');
const TICK = { ...job('test-tick'), payload: z.unknown() };

describe.each(ENGINES)('the job queue on %s', (kind) => {
  let cloud: CloudUnderTest;
  const open: RunningQueue[] = [];
  const faults: Error[] = [];
  beforeAll(async () => {
    cloud = await openCloud(kind);
  });
  afterEach(async () => {
    for (const queue of open.splice(0)) await queue.stop(1_000);
  });
  afterAll(() => cloud.close());

  /** A process with its own worker over the same database. */
  const aWorker = async (handlers: readonly JobHandler[]) => {
    const options = { jobs: [LONG, POISON, PLAIN, TICK], onError: (error: Error) => void faults.push(error), superviseS: 1, pollS: 0.5 };
    const queue = await jobQueue(cloud.engine, options);
    await queue.work(handlers);
    open.push(queue);
    return queue;
  };
  const ask = (queue: RunningQueue, definition: JobDefinition<{ n: number }>, n: number) =>
    cloud.services.db.beforeCompany((sql) => queue.enqueue(sql, { job: definition, payload: { n } }));

  test('what a transaction asked for is done after its commit, and never when it was rolled back', async () => {
    const done: number[] = [];
    const queue = await aWorker([handles(PLAIN, async ({ n }) => void done.push(n))]);
    const undone = cloud.services.db.beforeCompany(async (sql) => {
      await queue.enqueue(sql, { job: PLAIN, payload: { n: 1 } });
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    await ask(queue, PLAIN, 2);
    await expect.poll(() => done, { timeout: 10_000 }).toEqual([2]);
  });

  test('a job whose worker died in the middle is done once more, by another, and not lost', async () => {
    const tries: string[] = [];
    // A worker that is killed never answers: its handler hangs, whatever it is told.
    const killed = await aWorker([handles(LONG, async ({ n }) => (tries.push(`first ${n}`), new Promise<void>(() => {})))]);
    await ask(killed, LONG, 7);
    await expect.poll(() => tries, { timeout: 10_000 }).toEqual(['first 7']);
    open.splice(0);
    void killed.stop(1_000).catch(() => {});
    await aWorker([handles(LONG, async ({ n }) => void tries.push(`second ${n}`))]);
    await expect.poll(() => tries, { timeout: 20_000, interval: 200 }).toEqual(['first 7', 'second 7']);
    await pause(1_500);
    expect(tries).toHaveLength(2);
  }, 40_000);

  test('a job that fails at every try is a dead letter with its reason, and goes on when it is put back', async () => {
    let isPoison = true;
    const done: number[] = [];
    const tries: number[] = [];
    const handler = handles(POISON, async ({ n }, turn) => {
      tries.push(turn.attempt);
      if (isPoison) throw new Error('the printer of invoices is out of ink');
      done.push(n);
    });
    const queue = await aWorker([handler]);
    await ask(queue, POISON, 9);
    await expect.poll(() => queue.deadLetters(), { timeout: 20_000 }).toHaveLength(1);
    expect(tries).toEqual([1, 2]);
    const [letter] = await queue.deadLetters();
    expect(letter).toMatchObject({ job: 'test-poison', payload: { n: 9 }, error: 'the printer of invoices is out of ink', attempts: 2 });
    expect((await queue.depths()).find(({ job: name }) => name === 'dead-letters')?.waiting).toBe(1);
    isPoison = false;
    expect(await queue.revive([letter?.id ?? ''])).toBe(1);
    await expect.poll(() => done, { timeout: 20_000 }).toEqual([9]);
    expect(await queue.deadLetters()).toEqual([]);
  }, 40_000);

  test('a payload that its job does not know fails, and is never handed to the work', async () => {
    const done: unknown[] = [];
    const queue = await aWorker([handles(PLAIN, async (payload) => void done.push(payload))]);
    await cloud.services.db.beforeCompany((sql) =>
      queue.enqueue(sql, { job: { ...PLAIN, payload: z.unknown() }, payload: { n: 'nueve' } }),
    );
    await expect.poll(() => queue.deadLetters(), { timeout: 20_000 }).toHaveLength(1);
    expect(done).toEqual([]);
    expect(await queue.bury((await queue.deadLetters()).map(({ id }) => id))).toBe(1);
    expect(await queue.deadLetters()).toEqual([]);
  }, 40_000);

  test('told to stop, it finishes what is in work', async () => {
    const done: string[] = [];
    const queue = await aWorker([
      handles(PLAIN, async () => {
        done.push('begun');
        await pause(700);
        done.push('finished');
      }),
    ]);
    await ask(queue, PLAIN, 3);
    await expect.poll(() => done, { timeout: 10_000 }).toEqual(['begun']);
    open.splice(0);
    await queue.stop(10_000);
    expect(done).toEqual(['begun', 'finished']);
  });

  test('two instances that begin at once make the same queues', async () => {
    await Promise.all([aWorker([]), aWorker([])]);
    expect(faults).toEqual([]);
  });
});
