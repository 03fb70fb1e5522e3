import type { Sql } from '../../db/sql.ts';

/** A kind of work that is done after the commit, by whichever instance comes to it. Its payload must be enough: the caller is gone by then. */
export type JobDefinition<P> = {
  /** Kept in the queue: a released name stays. */
  readonly name: string;
  /** A schema of zod, which also judges what comes back out of the queue. */
  readonly payload: { parse(raw: unknown): P };
  /** Tries after the first one; the last failure makes it a dead letter. */
  readonly retries: number;
  /** The wait before the first retry; it doubles each time, with chance in it. */
  readonly retryAfterS: number;
  /** How long one try may take. A worker that died holds its job for so long, then another takes it. */
  readonly expiresAfterS: number;
};

/** One try of one job. */
export type JobTurn = { readonly id: string; readonly attempt: number; readonly signal: AbortSignal };

/** A kind of work and who does it. What it throws is a failed try; it must bear being done twice. */
export type JobHandler = { readonly job: JobDefinition<unknown>; run(raw: unknown, turn: JobTurn): Promise<void> };

/** Work that begins by itself: cron in a time zone, once in the whole cloud however many instances there are. */
export type JobSchedule = { readonly job: JobDefinition<unknown>; readonly cron: string; readonly timeZone: string };

/** A job that failed at its last try. */
export type DeadLetter = {
  readonly id: string;
  readonly job: string;
  readonly payload: unknown;
  readonly error: string;
  readonly attempts: number;
  readonly askedAt: number;
  readonly diedAt: number;
};

/** How one kind of work stands, in all instances together. Dead letters wait under a name of their own. */
export type QueueDepth = { readonly job: string; readonly waiting: number; readonly active: number };

/** One piece of work: of which kind, with what, and not before. */
export type AskedJob<P> = { readonly job: JobDefinition<P>; readonly payload: P; readonly afterS?: number };

/** The queue as use cases see it. */
export type JobQueue = {
  /** Inside the transaction that has the reason for it: neither is kept without the other. */
  enqueue<P>(sql: Sql, asked: AskedJob<P>): Promise<void>;
  /** The newest first. */
  deadLetters(): Promise<DeadLetter[]>;
  /** Puts dead letters back where they came from, with all their tries; answers how many. */
  revive(ids: readonly string[]): Promise<number>;
  /** Takes dead letters away for good; answers how many. */
  bury(ids: readonly string[]): Promise<number>;
  depths(): Promise<QueueDepth[]>;
};
