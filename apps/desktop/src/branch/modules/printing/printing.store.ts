import { z } from 'zod';
import { stationIdSchema } from '@fastops/shared/kitchen/station';
import { printDocument } from '@fastops/shared/printing/document';
import type { PrintDocument } from '@fastops/shared/printing/document';
import type { PrintFault, PrintJobKind, PrintJobState } from '@fastops/shared/printing/print-job';
import { printerConditionSchema, type PrinterCondition } from '@fastops/shared/printing/printer-condition';
import { printerTransport, printerTweaks } from '@fastops/shared/printing/printer';
import type { PrinterProfileId, PrinterRole, PrinterSettings, PrinterTransportSettings } from '@fastops/shared/printing/printer';
import type { Reader, Writer } from '../../db/access.ts';

/** A printer as this terminal knows it. */
export type Printer = PrinterSettings & { readonly id: string };

/** A job without its document: what lists show. */
export type PrintJobRow = {
  readonly id: string;
  readonly printerId: string;
  readonly kind: PrintJobKind;
  readonly state: PrintJobState;
  readonly label: string;
  readonly orderId: string | null;
  readonly copyNo: number;
  readonly attempts: number;
  readonly fault: PrintFault | null;
  /** The printer it was meant for, when a back-up printer took it. */
  readonly movedFrom: string | null;
  readonly createdAt: number;
  readonly queuedAt: number;
  readonly changedAt: number;
};

export type PrintJob = PrintJobRow & { readonly document: PrintDocument };

/** How a printer's queue stands. */
export type QueueSummary = {
  readonly waiting: number;
  readonly asking: number;
  readonly failed: number;
  readonly oldestWaitingAt: number | null;
  readonly lastFault: PrintFault | null;
};

type PrinterRow = {
  id: string;
  name: string;
  role: PrinterRole;
  profileId: PrinterProfileId;
  transport: string;
  backupFor: PrinterRole | null;
  tweaks: string;
  stations: string;
  isSpare: number;
};

const PRINTER = 'id, name, role, profile_id AS profileId, transport, backup_for AS backupFor, tweaks, stations, is_spare AS isSpare';
const JOB = `id, printer_id AS printerId, kind, state, label, order_id AS orderId, copy_no AS copyNo, attempts, fault,
  moved_from AS movedFrom, created_at AS createdAt, queued_at AS queuedAt, changed_at AS changedAt`;

export function listPrinters(db: Reader, companyId: string): Printer[] {
  return db
    .all<PrinterRow>(`SELECT ${PRINTER} FROM printers WHERE company_id = ? AND removed_at IS NULL ORDER BY added_at, id`, companyId)
    .map(toPrinter);
}

export function findPrinter(db: Reader, companyId: string, id: string): Printer | undefined {
  const row = db.get<PrinterRow>(`SELECT ${PRINTER} FROM printers WHERE company_id = ? AND id = ? AND removed_at IS NULL`, companyId, id);
  return row && toPrinter(row);
}

export function savePrinter(db: Writer, companyId: string, printer: Printer & { addedAt: number }): void {
  db.run(
    `INSERT INTO printers (company_id, id, name, role, profile_id, transport, backup_for, tweaks, stations, is_spare, added_at,
       removed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
     ON CONFLICT (company_id, id) DO UPDATE SET name = excluded.name, role = excluded.role, profile_id = excluded.profile_id,
       transport = excluded.transport, backup_for = excluded.backup_for, tweaks = excluded.tweaks,
       stations = excluded.stations, is_spare = excluded.is_spare, removed_at = NULL`,
    companyId,
    printer.id,
    printer.name,
    printer.role,
    printer.profileId,
    JSON.stringify(printer.transport),
    printer.backupFor ?? null,
    JSON.stringify(printer.tweaks ?? {}),
    JSON.stringify(printer.stations ?? []),
    printer.isSpare ? 1 : 0,
    printer.addedAt,
  );
}

export function markPrinterRemoved(db: Writer, companyId: string, printer: { id: string; at: number }): void {
  db.run('UPDATE printers SET removed_at = ? WHERE company_id = ? AND id = ?', printer.at, companyId, printer.id);
}

export function insertJob(db: Writer, companyId: string, job: PrintJob): void {
  db.run(
    `INSERT INTO print_jobs (company_id, id, printer_id, kind, state, label, order_id, document, copy_no, attempts, fault,
       moved_from, created_at, queued_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    companyId,
    job.id,
    job.printerId,
    job.kind,
    job.state,
    job.label,
    job.orderId,
    JSON.stringify(job.document),
    job.copyNo,
    job.attempts,
    job.fault,
    job.movedFrom,
    job.createdAt,
    job.queuedAt,
    job.changedAt,
  );
}

/** Everything about a job that may change, in one place. */
export function updateJob(db: Writer, companyId: string, job: PrintJob): void {
  db.run(
    `UPDATE print_jobs SET printer_id = ?, state = ?, document = ?, copy_no = ?, attempts = ?, fault = ?, moved_from = ?, queued_at = ?,
       changed_at = ?
     WHERE company_id = ? AND id = ?`,
    job.printerId,
    job.state,
    JSON.stringify(job.document),
    job.copyNo,
    job.attempts,
    job.fault,
    job.movedFrom,
    job.queuedAt,
    job.changedAt,
    companyId,
    job.id,
  );
}

export function findJob(db: Reader, companyId: string, id: string): PrintJob | undefined {
  const row = db.get<PrintJobRow & { document: string }>(
    `SELECT ${JOB}, document FROM print_jobs WHERE company_id = ? AND id = ?`,
    companyId,
    id,
  );
  return row && toJob(row);
}

/** The job that a printer should try next. */
export function nextQueued(db: Reader, companyId: string, printerId: string): PrintJob | undefined {
  const row = db.get<PrintJobRow & { document: string }>(
    `SELECT ${JOB}, document FROM print_jobs
     WHERE company_id = ? AND printer_id = ? AND state NOT IN ('printed', 'cancelled') AND state = 'queued'
     ORDER BY queued_at, id LIMIT 1`,
    companyId,
    printerId,
  );
  return row && toJob(row);
}

export function hasQueued(db: Reader, companyId: string, printerId: string): boolean {
  const sql = `SELECT 1 AS one FROM print_jobs
    WHERE company_id = ? AND printer_id = ? AND state NOT IN ('printed', 'cancelled') AND state = 'queued' LIMIT 1`;
  return db.get(sql, companyId, printerId) !== undefined;
}

/** What waits for a printer, in its order. */
export function listQueued(db: Reader, companyId: string, printerId: string): PrintJob[] {
  return db
    .all<PrintJobRow & { document: string }>(
      `SELECT ${JOB}, document FROM print_jobs
       WHERE company_id = ? AND printer_id = ? AND state NOT IN ('printed', 'cancelled') AND state = 'queued' ORDER BY queued_at, id`,
      companyId,
      printerId,
    )
    .map(toJob);
}

export function findCondition(db: Reader, companyId: string, printerId: string): PrinterCondition | undefined {
  const sql = 'SELECT condition FROM printer_conditions WHERE company_id = ? AND printer_id = ?';
  const row = db.get<{ condition: string }>(sql, companyId, printerId);
  return row && printerConditionSchema.parse(JSON.parse(row.condition));
}

export function saveCondition(
  db: Writer,
  companyId: string,
  { printerId, condition, at }: { readonly printerId: string; readonly condition: PrinterCondition; readonly at: number },
): void {
  db.run(
    `INSERT INTO printer_conditions (company_id, printer_id, condition, changed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (company_id, printer_id) DO UPDATE SET condition = excluded.condition, changed_at = excluded.changed_at`,
    companyId,
    printerId,
    JSON.stringify(condition),
    at,
  );
}

export function deleteConditions(db: Writer, companyId: string): void {
  db.run('DELETE FROM printer_conditions WHERE company_id = ?', companyId);
}

/** Jobs that still need a printer or a person, oldest first. */
export function listOpenJobs(db: Reader, companyId: string, limit: number): PrintJobRow[] {
  return db.all<PrintJobRow>(
    `SELECT ${JOB} FROM print_jobs WHERE company_id = ? AND state NOT IN ('printed', 'cancelled') ORDER BY created_at, id LIMIT ?`,
    companyId,
    limit,
  );
}

/** The latest jobs of any state, newest first. */
export function listRecentJobs(db: Reader, companyId: string, limit: number): PrintJobRow[] {
  return db.all<PrintJobRow>(`SELECT ${JOB} FROM print_jobs WHERE company_id = ? ORDER BY changed_at DESC LIMIT ?`, companyId, limit);
}

/** Jobs that a till was printing. */
export function listBeingPrinted(db: Reader, companyId: string): PrintJob[] {
  return db
    .all<PrintJobRow & { document: string }>(
      `SELECT ${JOB}, document FROM print_jobs WHERE company_id = ? AND state NOT IN ('printed', 'cancelled') AND state = 'printing'`,
      companyId,
    )
    .map(toJob);
}

/** The highest copy number of an order's receipts; undefined when none was ever queued. */
export function lastCopyNo(db: Reader, companyId: string, orderId: string): number | undefined {
  const row = db.get<{ copyNo: number | null }>(
    "SELECT max(copy_no) AS copyNo FROM print_jobs WHERE company_id = ? AND order_id = ? AND kind = 'receipt'",
    companyId,
    orderId,
  );
  return row?.copyNo ?? undefined;
}

export function summariseQueue(db: Reader, companyId: string, printerId: string): QueueSummary {
  const row = db.get<QueueSummary>(
    `SELECT coalesce(sum(state IN ('queued', 'printing')), 0) AS waiting, coalesce(sum(state = 'ask'), 0) AS asking,
       coalesce(sum(state = 'failed'), 0) AS failed, min(CASE WHEN state IN ('queued', 'printing') THEN created_at END) AS oldestWaitingAt,
       (SELECT fault FROM print_jobs WHERE company_id = ? AND printer_id = ? AND state NOT IN ('printed', 'cancelled')
          AND fault IS NOT NULL ORDER BY changed_at DESC LIMIT 1) AS lastFault
     FROM print_jobs WHERE company_id = ? AND printer_id = ? AND state NOT IN ('printed', 'cancelled')`,
    companyId,
    printerId,
    companyId,
    printerId,
  );
  return row ?? { waiting: 0, asking: 0, failed: 0, oldestWaitingAt: null, lastFault: null };
}

export function deleteFinishedJobs(db: Writer, companyId: string, before: number): void {
  db.run("DELETE FROM print_jobs WHERE company_id = ? AND changed_at < ? AND state IN ('printed', 'cancelled')", companyId, before);
}

function toPrinter({ transport, backupFor, tweaks, stations, isSpare, ...row }: PrinterRow): Printer {
  const settings: PrinterTransportSettings = printerTransport.parse(JSON.parse(transport));
  const particular = printerTweaks.parse(JSON.parse(tweaks));
  const standsIn = { ...(backupFor === null ? {} : { backupFor }), ...(isSpare === 1 ? { isSpare: true } : {}) };
  const only = z.array(stationIdSchema).parse(JSON.parse(stations));
  return { ...row, transport: settings, tweaks: particular, ...standsIn, ...(only.length === 0 ? {} : { stations: only }) };
}

function toJob(row: PrintJobRow & { document: string }): PrintJob {
  return { ...row, document: printDocument.parse(JSON.parse(row.document)) };
}
