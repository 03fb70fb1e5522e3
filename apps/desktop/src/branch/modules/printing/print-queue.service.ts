import { assert } from '@fastops/shared/base/assert';
import { standingIn, withoutDrawer } from '@fastops/shared/printing/document';
import { isPrintJobStale, mayStillOpenDrawer, movePrintJob, type PrintFault, type PrintJobState } from '@fastops/shared/printing/print-job';
import type { PrinterCondition } from '@fastops/shared/printing/printer-condition';
import type { Reader, Writer } from '../../db/access.ts';
import {
  deleteConditions,
  deleteFinishedJobs,
  findCondition,
  findJob,
  hasQueued,
  listBeingPrinted,
  listPrinters,
  listQueued,
  nextQueued,
  saveCondition,
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

/**
 * Gives what a printer that is down still has waiting to the printer that stands in for its role; answers how many.
 * Not a byte of these has left, so the stand-in prints them as originals. They move once: from a stand-in that fails
 * too they don't wander on. Drawer kicks stay, since the drawer's cable hangs on one printer.
 */
export function moveToBackup(
  db: Writer,
  { companyId, now }: QueueMoment,
  { printer, down }: { readonly printer: Printer; readonly down: ReadonlySet<string> },
): number {
  const standIns = listPrinters(db, companyId).filter(({ id, backupFor }) => id !== printer.id && backupFor !== undefined && !down.has(id));
  let moved = 0;
  for (const job of listQueued(db, companyId, printer.id)) {
    const standIn = standIns.find(({ backupFor }) => backupFor === 'both' || backupFor === job.kind);
    if (standIn === undefined || job.movedFrom !== null || !isTicket(job) || isPrintJobStale(job.kind, now - job.queuedAt)) continue;
    const document = standingIn(job.document, printer.name);
    updateJob(db, companyId, { ...job, printerId: standIn.id, movedFrom: printer.id, document, fault: null, changedAt: now });
    moved += 1;
  }
  return moved;
}

function isTicket({ kind }: PrintJob): boolean {
  return kind === 'receipt' || kind === 'kitchen';
}

/** Whether a printer says anything else than the last time. */
export function isNews(db: Reader, companyId: string, { printerId, condition }: ConditionNote): boolean {
  return JSON.stringify(findCondition(db, companyId, printerId)) !== JSON.stringify(condition);
}

/** Keeps what a printer says of itself. */
export function noteCondition(db: Writer, { companyId, now }: QueueMoment, note: ConditionNote): void {
  saveCondition(db, companyId, { ...note, at: now });
}

/** After a start nothing is known of any printer until it is asked. */
export function forgetConditions(db: Writer, { companyId }: QueueMoment): void {
  deleteConditions(db, companyId);
}

type ConditionNote = { readonly printerId: string; readonly condition: PrinterCondition };

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
