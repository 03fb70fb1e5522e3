import { done, refuse } from '../base/result.ts';
import type { Result } from '../base/result.ts';

/** What a job is for. */
export const PRINT_JOB_KINDS = ['receipt', 'kitchen', 'drawer', 'test'] as const;
/** See {@link PRINT_JOB_KINDS}. */
export type PrintJobKind = (typeof PRINT_JOB_KINDS)[number];

/**
 * `ask`: bytes left for the printer and nobody knows whether paper came out; a
 * person looks and says. `failed`: printing it again can't help (its printer or
 * profile is gone). Neither repeats by itself, and neither ever vanishes.
 */
export const PRINT_JOB_STATES = ['queued', 'printing', 'printed', 'ask', 'failed', 'cancelled'] as const;
/** See {@link PRINT_JOB_STATES}. */
export type PrintJobState = (typeof PRINT_JOB_STATES)[number];

/**
 * Why paper did not come out, or may not have. Those up to `cutter-jammed` are
 * known before a byte leaves; after `timeout`, `cut-off` and `no-answer` nobody knows.
 */
export const PRINT_FAULTS = [
  'printer.unreachable',
  'printer.missing',
  'printer.no-access',
  'printer.busy',
  'printer.offline',
  'printer.paper-out',
  'printer.cover-open',
  'printer.cutter-jammed',
  'printer.timeout',
  'printer.cut-off',
  'printer.no-answer',
  'print.interrupted',
  'print.stale',
  'print.printer-removed',
  'print.unprintable',
] as const;
/** See {@link PRINT_FAULTS}. */
export type PrintFault = (typeof PRINT_FAULTS)[number];

const NEXT: Readonly<Record<PrintJobState, readonly PrintJobState[]>> = {
  queued: ['printing', 'ask', 'failed', 'cancelled'],
  printing: ['printed', 'queued', 'ask', 'failed'],
  ask: ['printed', 'queued', 'cancelled'],
  failed: ['queued', 'cancelled'],
  printed: [],
  cancelled: [],
};

/** A step the job's state does not allow, e.g. retrying what is already on paper. */
export interface PrintJobRefusal {
  readonly code: 'print.cannot-move';
  readonly from: PrintJobState;
  readonly to: PrintJobState;
}

/** Whether a job may go from one state to another; the table above is the whole rule. */
export function movePrintJob(from: PrintJobState, to: PrintJobState): Result<PrintJobState, PrintJobRefusal> {
  return NEXT[from].includes(to) ? done(to) : refuse({ code: 'print.cannot-move', from, to });
}

/** States that still need the printer or a person. */
export function isPrintJobOpen(state: PrintJobState): boolean {
  return NEXT[state].length > 0;
}

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;

/** How long a printer is left alone after its n-th failure in a row (n ≥ 1): doubling, at most 15 s. */
export function printRetryDelayMs(failures: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(10, failures - 1));
}

const STALE_AFTER_MS: Readonly<Record<PrintJobKind, number>> = {
  receipt: Infinity,
  kitchen: 30 * 60_000,
  drawer: 60_000,
  test: Infinity,
};

/** A cold kitchen ticket or a late drawer kick must not come by itself when a dead printer wakes up; a person decides. */
export function isPrintJobStale(kind: PrintJobKind, ageMs: number): boolean {
  return ageMs > STALE_AFTER_MS[kind];
}

/** A receipt that waited longer than this leaves the drawer shut: the customer has gone, nobody stands at the till for it. */
export function mayStillOpenDrawer(ageMs: number): boolean {
  return ageMs <= STALE_AFTER_MS.drawer;
}
