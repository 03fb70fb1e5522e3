import { assert } from '@fastops/shared/base/assert';
import { withoutDrawer } from '@fastops/shared/printing/document';
import { isPrintJobStale, mayStillOpenDrawer, movePrintJob, type PrintFault, type PrintJobState } from '@fastops/shared/printing/print-job';
import type { Reader, Writer } from '../../db/access.ts';
import {
  deleteFinishedJobs,
  findJob,
  hasQueued,
  listBeingPrinted,
  listPrinters,
  nextQueued,
  updateJob,
  type Printer,
  type PrintJob,
} from './printing.store.ts';

/** A moment at one company's queue. */
export type QueueMoment = { readonly companyId: string; readonly now: number };

/** How a delivery ended, in the queue's terms. */
export type Delivery = { readonly state: 'printed' } | { readonly state: 'queued' | 'ask' | 'failed'; readonly fault: PrintFault };

const FINISHED_JOBS_STAY_MS = 14 * 24 * 3_600_000;

export function printersInUse(db: Reader, companyId: string): Printer[] {
  return listPrinters(db, companyId);
}

export function hasQueuedJob(db: Reader, companyId: string, printerId: string): boolean {
  return hasQueued(db, companyId, printerId);
}

/**
 * Takes the next job of a printer and marks it as being printed before a byte
 * leaves, so that a till that dies in between asks instead of printing twice.
 * Jobs that went cold while waiting are put before a person on the way.
 */
export function claimJob(db: Writer, { companyId, now }: QueueMoment, printerId: string): PrintJob | undefined {
  for (let job = nextQueued(db, companyId, printerId); job; job = nextQueued(db, companyId, printerId)) {
    const ageMs = now - job.queuedAt;
    if (!isPrintJobStale(job.kind, ageMs)) {
      const document = mayStillOpenDrawer(ageMs) || job.kind !== 'receipt' ? job.document : withoutDrawer(job.document);
      return move(db, { companyId, now }, { job: { ...job, document, attempts: job.attempts + 1 }, to: 'printing' });
    }
    move(db, { companyId, now }, { job: { ...job, fault: 'print.stale' }, to: 'ask' });
  }
  return undefined;
}

/** Records how a delivery ended. */
export function settleJob(db: Writer, { companyId, now }: QueueMoment, { id, delivery }: { id: string; delivery: Delivery }): void {
  const job = findJob(db, companyId, id);
  assert(job, `print job ${id} vanished while being printed`);
  const fault = delivery.state === 'printed' ? null : delivery.fault;
  move(db, { companyId, now }, { job: { ...job, fault }, to: delivery.state });
}

/** After a start: jobs that were being printed when the till died. Nobody knows how far they got. Answers how many. */
export function askAboutInterrupted(db: Writer, moment: QueueMoment): number {
  const interrupted = listBeingPrinted(db, moment.companyId);
  for (const job of interrupted) move(db, moment, { job: { ...job, fault: 'print.interrupted' }, to: 'ask' });
  return interrupted.length;
}

/** Finished jobs leave the file after two weeks; receipts can always be made again from their order. */
export function forgetOldJobs(db: Writer, { companyId, now }: QueueMoment): void {
  deleteFinishedJobs(db, companyId, now - FINISHED_JOBS_STAY_MS);
}

function move(db: Writer, { companyId, now }: QueueMoment, { job, to }: { job: PrintJob; to: PrintJobState }): PrintJob {
  const moved = movePrintJob(job.state, to);
  assert(moved.ok, `print job ${job.id} can't go from ${job.state} to ${to}`);
  const next: PrintJob = { ...job, state: moved.value, changedAt: now };
  updateJob(db, companyId, next);
  return next;
}
