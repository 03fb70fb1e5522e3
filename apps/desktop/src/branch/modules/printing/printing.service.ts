import { assert } from '@fastops/shared/base/assert';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { businessDayAt } from '@fastops/shared/base/time';
import type { Refund } from '@fastops/shared/orders/adjustment.events';
import type { OrderLine } from '@fastops/shared/orders/order.events';
import type { Order } from '@fastops/shared/orders/order.fold';
import { copyLabel } from '@fastops/shared/printing/copy';
import { asCopy, type PrintDocument } from '@fastops/shared/printing/document';
import { kitchenTicketDocument, type KitchenLine } from '@fastops/shared/printing/kitchen-ticket';
import { kitchenFactsOf, receiptFactsOf, refundFactsOf, ticketNumber } from '@fastops/shared/printing/order-tickets';
import { movePrintJob, type PrintFault, type PrintJobRefusal, type PrintJobState } from '@fastops/shared/printing/print-job';
import {
  drawerStateOf,
  faultOf,
  UNKNOWN_CONDITION,
  type DrawerState,
  type PrinterCondition,
} from '@fastops/shared/printing/printer-condition';
import { printersOfStation, type PrinterRole, type PrinterSettings } from '@fastops/shared/printing/printer';
import { refundReceiptDocument } from '@fastops/shared/printing/refund-receipt';
import { receiptDocument, type ReceiptFacts } from '@fastops/shared/printing/receipt';
import { profileOf, STAR_VENDOR } from '@fastops/shared/printing/printer-profiles';
import { testPageDocument, tweaksSeen, type SheetSeen } from '@fastops/shared/printing/test-page';
import { logoImageId, type TicketLayout } from '@fastops/shared/printing/ticket-layout';
import { ticketTextsOf } from '@fastops/shared/printing/ticket-texts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { opensDrawer } from '../cash/cash-settings.service.ts';
import type { Reader } from '../../db/access.ts';
import { ticketLayout } from '../catalog/catalog.service.ts';
import {
  findCondition,
  findJob,
  findPrinter,
  insertJob,
  lastCopyNo,
  listOpenJobs,
  listPrinters,
  listRecentJobs,
  markPrinterRemoved,
  savePrinter,
  summariseQueue,
  updateJob,
  type Printer,
  type PrintJob,
  type PrintJobRow,
  type QueueSummary,
} from './printing.store.ts';

export type { Printer, PrintJob, PrintJobRow, QueueSummary } from './printing.store.ts';

export type PrinterRefusal = { readonly code: 'printer.not-found'; readonly id: string } | { readonly code: 'printer.star-not-spoken' };
export type JobRefusal =
  | { readonly code: 'print.not-found'; readonly id: string }
  | { readonly code: 'print.drawer-needs-a-reason'; readonly id: string }
  | PrinterRefusal
  | PrintJobRefusal;
export type JobAnswer = Result<PrintJobRow, JobRefusal>;

/** A printer and how its queue stands: what the till shows beside its name. */
export type PrinterStatus = Printer & {
  readonly queue: QueueSummary;
  readonly condition: PrinterCondition;
  /** Why it can't print now, as it says itself. */
  readonly conditionFault: PrintFault | null;
};

/** A station's ticket as it goes on paper: `copyNo` 0 is the first print of it. */
export type KitchenPaper = {
  readonly lines: readonly KitchenLine[];
  readonly stationId: string;
  readonly stationName: string | undefined;
  readonly copyNo: number;
  /** The order was in the kitchen before: the paper says that this comes on top. */
  readonly isAddOn: boolean;
};

/** Whether this terminal could put a kitchen ticket on paper. */
export function hasKitchenPrinter(ctx: ReadContext): boolean {
  return printersFor(ctx, 'kitchen').length > 0;
}

/** Queues a station's ticket for its kitchen printers at this terminal, in the transaction that fires it; answers the jobs. */
export function queueKitchenPaper(
  ctx: WriteContext,
  order: Order,
  { lines, stationId, stationName, copyNo, isAddOn }: KitchenPaper,
): string[] {
  const printers = printersOfStation(printersFor(ctx, 'kitchen'), stationId);
  if (printers.length === 0) return [];
  const texts = textsOf(ctx);
  const { branch, terminalName } = ctx;
  const facts = {
    ...kitchenFactsOf(order, { branch, terminalName, texts }),
    lines,
    addOn: isAddOn,
    ...(stationName === undefined ? {} : { stationName }),
  };
  const document = kitchenTicketDocument(facts, texts, { copyNo, layout: ticketLayout(ctx)?.kitchen });
  return printers.map((printer) =>
    queue(ctx, printer, { kind: 'kitchen', document, label: ticketNumber(order), orderId: order.id, copyNo }),
  );
}

/** What is not to be made any more, and the stations that make it. */
type VoidPaper = { readonly line: OrderLine; readonly stationIds: readonly string[]; readonly reason: string };

/** Tells the kitchen on paper what it is not to make any more: a cook without a screen hears of a void no other way. */
export function queueVoidPaper(ctx: WriteContext, order: Order, { line, stationIds, reason }: VoidPaper): void {
  const texts = textsOf(ctx);
  const { branch, terminalName } = ctx;
  const facts = { ...kitchenFactsOf({ ...order, lines: [line] }, { branch, terminalName, texts }), voidedBecause: reason };
  const document = kitchenTicketDocument(facts, texts, { layout: ticketLayout(ctx)?.kitchen });
  const all = printersFor(ctx, 'kitchen');
  for (const printer of new Set(stationIds.flatMap((id) => printersOfStation(all, id)))) {
    queue(ctx, printer, { kind: 'kitchen', document, label: ticketNumber(order), orderId: order.id, copyNo: 0 });
  }
}

/** How some jobs stand, those that were forgotten left out. */
export function jobStates(db: Reader, companyId: string, ids: readonly string[]): PrintJobRow[] {
  return ids.flatMap((id) => findJob(db, companyId, id) ?? []);
}

/** Queues the receipt of a settled order, with the drawer's kick when it was paid by a means that opens it. */
export function queueReceipt(ctx: WriteContext, order: Order): void {
  const openDrawer = order.payments.some(({ method }) => opensDrawer(ctx, method));
  queueReceiptNo(ctx, order, { openDrawer, copyNo: 0 });
}

/** Queues the receipt once more, numbered as a copy and with the drawer left shut. */
export function queueReceiptCopy(ctx: WriteContext, order: Order): void {
  queueReceiptNo(ctx, order, { openDrawer: false, copyNo: nextCopyNo(ctx, order.id) });
}

/** Queues the paper of money given back: who gave it, who allowed it, and room for the customer to sign. */
export function queueRefundReceipt(ctx: WriteContext, order: Order, refunds: readonly Refund[]): void {
  const [printer] = printersFor(ctx, 'receipt');
  if (!printer) return;
  const texts = textsOf(ctx);
  const people = { cashierName: ctx.actor.name, ...(ctx.approver ? { approverName: ctx.approver.name } : {}) };
  const place = { branch: ctx.branch, terminalName: ctx.terminalName, atMs: ctx.now, ...people };
  const document = refundReceiptDocument(refundFactsOf(order, refunds, texts), place, texts);
  queue(ctx, printer, { kind: 'receipt', document, label: ticketNumber(order), orderId: order.id, copyNo: 0 });
}

/** Opens the drawer without a receipt. The caller has appended the event that says why. */
export function queueDrawerKick(ctx: WriteContext): void {
  const [printer] = printersFor(ctx, 'receipt');
  if (!printer) return;
  queue(ctx, printer, { kind: 'drawer', document: { blocks: [{ type: 'drawer' }] }, label: '', orderId: null, copyNo: 0 });
}

/** A paper of the shop's own on its way to the receipt printer: an X, a Z, an account. `subjectId`: whose copies are counted together. */
export type OwnPaper = {
  readonly document: PrintDocument;
  readonly label: string;
  readonly subjectId: string | null;
  readonly copyNo: number;
};

/** Queues it; false when this till has no printer for it. A repeat says COPIA and is otherwise the same. */
export function queueOwnPaper(ctx: WriteContext, { document, label, subjectId, copyNo }: OwnPaper): boolean {
  const [printer] = printersFor(ctx, 'receipt');
  if (!printer) return false;
  const mark = copyLabel(copyNo, textsOf(ctx));
  const paper = mark === undefined ? document : asCopy(document, mark);
  queue(ctx, printer, { kind: 'receipt', document: paper, label, orderId: subjectId, copyNo });
  return true;
}

/** The number of the next repeat of what was printed about an order or a shift. */
export function nextCopyNo(ctx: ReadContext, subjectId: string): number {
  return (lastCopyNo(ctx.db, ctx.companyId, subjectId) ?? 0) + 1;
}

/** Every printer with its queue. */
export function printerStatuses(ctx: ReadContext): PrinterStatus[] {
  return listPrinters(ctx.db, ctx.companyId).map((printer) => ({
    ...printer,
    queue: summariseQueue(ctx.db, ctx.companyId, printer.id),
    ...conditionOfPrinter(ctx, printer),
  }));
}

function conditionOfPrinter(ctx: ReadContext, { id }: Printer): Pick<PrinterStatus, 'condition' | 'conditionFault'> {
  const condition = findCondition(ctx.db, ctx.companyId, id) ?? UNKNOWN_CONDITION;
  return { condition, conditionFault: faultOf(condition) ?? null };
}

/** Whether the cash drawer stands open, as far as the printer that it hangs on can tell. */
export function drawerState(ctx: ReadContext): DrawerState {
  const [printer] = printersFor(ctx, 'receipt');
  if (!printer) return 'unknown';
  return drawerStateOf(conditionOfPrinter(ctx, printer).condition, printer.tweaks?.drawerOpenPin);
}

/** Jobs that need a printer or a person, oldest first; or the latest of all, newest first. */
export function printJobs(ctx: ReadContext, { show, limit }: { show: 'open' | 'recent'; limit: number }): PrintJobRow[] {
  return show === 'open' ? listOpenJobs(ctx.db, ctx.companyId, limit) : listRecentJobs(ctx.db, ctx.companyId, limit);
}

/** What a job puts on paper, for a preview; null when there is no such job. */
export function printJobDocument(ctx: ReadContext, { id }: { id: string }): PrintDocument | null {
  return findJob(ctx.db, ctx.companyId, id)?.document ?? null;
}

export function addPrinter(ctx: WriteContext, printer: PrinterSettings & { id: string }): Result<Printer, PrinterRefusal> {
  if (isStar(printer)) return refuse({ code: 'printer.star-not-spoken' });
  savePrinter(ctx.db, ctx.companyId, { ...printer, addedAt: ctx.now });
  ctx.touch('printing');
  return done(printer);
}

export function changePrinter(ctx: WriteContext, printer: PrinterSettings & { id: string }): Result<Printer, PrinterRefusal> {
  if (!findPrinter(ctx.db, ctx.companyId, printer.id)) return refuse({ code: 'printer.not-found', id: printer.id });
  return addPrinter(ctx, printer);
}

/** Star's printers speak another language and would print our commands as text. */
function isStar({ transport }: PrinterSettings): boolean {
  const usb = transport.kind === 'usb' ? transport : transport.kind === 'serial' ? transport.usb : undefined;
  return usb?.vendorId === STAR_VENDOR;
}

/** Sets a printer to what the installer saw on its test sheet. */
export function judgeTestSheet(ctx: WriteContext, { id, seen }: { id: string; seen: SheetSeen }): Result<Printer, PrinterRefusal> {
  const printer = findPrinter(ctx.db, ctx.companyId, id);
  if (!printer) return refuse({ code: 'printer.not-found', id });
  return changePrinter(ctx, { ...printer, tweaks: { ...printer.tweaks, ...tweaksSeen(profileOf(printer), seen) } });
}

/** Takes a printer out of use; what it still had to print waits for a person, it doesn't vanish. */
export function removePrinter(ctx: WriteContext, { id }: { id: string }): Result<{ id: string }, PrinterRefusal> {
  if (!findPrinter(ctx.db, ctx.companyId, id)) return refuse({ code: 'printer.not-found', id });
  markPrinterRemoved(ctx.db, ctx.companyId, { id, at: ctx.now });
  const queued = listOpenJobs(ctx.db, ctx.companyId, 1000).filter((job) => job.printerId === id && job.state === 'queued');
  for (const row of queued) moveJob(ctx, row.id, { to: 'failed', change: () => ({ fault: 'print.printer-removed' }) });
  ctx.touch('printing');
  return done({ id });
}

/** Queues the installer's sheet. It moves the drawer, and that is a fact of its own. */
export function printTestPage(ctx: WriteContext, { id }: { id: string }): Result<{ jobId: string }, PrinterRefusal> {
  const printer = findPrinter(ctx.db, ctx.companyId, id);
  if (!printer) return refuse({ code: 'printer.not-found', id });
  const { utcOffsetHours, dayStartHour } = ctx.branch;
  const facts = { printerName: printer.name, profileName: profileOf(printer).name, atMs: ctx.now, utcOffsetHours };
  const document = testPageDocument(facts, textsOf(ctx));
  const businessDay = businessDayAt(ctx.now, utcOffsetHours, dayStartHour);
  ctx.append({ type: 'drawer.opened', entityId: ctx.newId(), businessDay, body: { reason: 'test' } });
  return done({ jobId: queue(ctx, printer, { kind: 'test', document, label: '', orderId: null, copyNo: 0 }) });
}

/**
 * Puts a job back in the queue because a person asks for it, at another printer
 * if they name one. After an unknown outcome paper may already be out, so the
 * repeat says COPIA. A drawer kick is not repeated: each has its own reason on record.
 */
export function retryJob(ctx: WriteContext, { id, printerId }: { id: string; printerId?: string | undefined }): JobAnswer {
  const job = findJob(ctx.db, ctx.companyId, id);
  if (!job) return refuse({ code: 'print.not-found', id });
  if (job.kind === 'drawer') return refuse({ code: 'print.drawer-needs-a-reason', id });
  const printer = findPrinter(ctx.db, ctx.companyId, printerId ?? job.printerId);
  if (!printer) return refuse({ code: 'printer.not-found', id: printerId ?? job.printerId });
  const repeat = job.state === 'ask' && job.fault !== 'print.stale' ? nextCopy(ctx, job) : {};
  return moveJob(ctx, id, { to: 'queued', change: () => ({ ...repeat, printerId: printer.id, fault: null, queuedAt: ctx.now }) });
}

/** A person has seen the paper: the job is done. */
export function confirmJob(ctx: WriteContext, { id }: { id: string }): JobAnswer {
  return moveJob(ctx, id, { to: 'printed', change: () => ({}), from: 'ask' });
}

/** Calls a job off; it stays in the list as cancelled. */
export function cancelJob(ctx: WriteContext, { id }: { id: string }): JobAnswer {
  return moveJob(ctx, id, { to: 'cancelled', change: () => ({}) });
}

/** Prints a finished job again, as its next copy. */
export function reprintJob(ctx: WriteContext, { id }: { id: string }): Result<{ jobId: string }, JobRefusal> {
  const job = findJob(ctx.db, ctx.companyId, id);
  if (!job) return refuse({ code: 'print.not-found', id });
  if (job.kind === 'drawer') return refuse({ code: 'print.drawer-needs-a-reason', id });
  const printer = findPrinter(ctx.db, ctx.companyId, job.printerId);
  if (!printer) return refuse({ code: 'printer.not-found', id: job.printerId });
  if (job.state !== 'printed') return refuse({ code: 'print.cannot-move', from: job.state, to: 'queued' });
  return done({ jobId: queue(ctx, printer, { ...job, ...nextCopy(ctx, job) }) });
}

type NewJob = Pick<PrintJob, 'kind' | 'document' | 'label' | 'orderId' | 'copyNo'>;

function queue(ctx: WriteContext, printer: Printer, { kind, document, label, orderId, copyNo }: NewJob): string {
  const id = ctx.newId();
  const at = { createdAt: ctx.now, queuedAt: ctx.now, changedAt: ctx.now };
  const fresh = { state: 'queued', attempts: 0, fault: null, movedFrom: null } as const;
  insertJob(ctx.db, ctx.companyId, { id, printerId: printer.id, kind, document, label, orderId, copyNo, ...fresh, ...at });
  ctx.touch('printing');
  return id;
}

function queueReceiptNo(ctx: WriteContext, order: Order, options: { openDrawer: boolean; copyNo: number }): void {
  const [printer] = printersFor(ctx, 'receipt');
  if (!printer) return;
  const texts = textsOf(ctx);
  const layout = ticketLayout(ctx);
  const facts = receiptFactsOf(order, { branch: ctx.branch, cashierName: ctx.actor.name, texts });
  const document = receiptDocument(withLogo(facts, layout), texts, { ...options, layout: layout?.receipt });
  queue(ctx, printer, { kind: 'receipt', document, label: ticketNumber(order), orderId: order.id, copyNo: options.copyNo });
}

type Move = {
  readonly to: PrintJobState;
  readonly from?: PrintJobState;
  readonly change: (job: PrintJob) => Partial<PrintJob>;
};

function moveJob(ctx: WriteContext, id: string, { to, from, change }: Move): JobAnswer {
  const job = findJob(ctx.db, ctx.companyId, id);
  if (!job) return refuse({ code: 'print.not-found', id });
  if (from !== undefined && job.state !== from) return refuse({ code: 'print.cannot-move', from: job.state, to });
  const moved = movePrintJob(job.state, to);
  if (!moved.ok) return moved;
  const next: PrintJob = { ...job, ...change(job), state: moved.value, changedAt: ctx.now };
  updateJob(ctx.db, ctx.companyId, next);
  ctx.touch('printing');
  const { document: _, ...row } = next;
  return done(row);
}

function nextCopy(ctx: ReadContext, job: PrintJob): Pick<PrintJob, 'copyNo' | 'document'> {
  const known = job.orderId === null || job.kind !== 'receipt' ? 0 : (lastCopyNo(ctx.db, ctx.companyId, job.orderId) ?? 0);
  const copyNo = Math.max(known, job.copyNo) + 1;
  const label = copyLabel(copyNo, textsOf(ctx));
  assert(label !== undefined, 'a copy has a label');
  return { copyNo, document: asCopy(job.document, label) };
}

function printersFor(ctx: ReadContext, role: Exclude<PrinterRole, 'both'>): Printer[] {
  return listPrinters(ctx.db, ctx.companyId).filter((printer) => !printer.isSpare && (printer.role === role || printer.role === 'both'));
}

/** The owner's picture, or the one that the installer put beside the till's data. */
function withLogo(facts: ReceiptFacts, layout: TicketLayout | undefined): ReceiptFacts {
  const imageId = layout && logoImageId(layout);
  return imageId === undefined ? facts : { ...facts, shop: { ...facts.shop, logoImageId: imageId } };
}

function textsOf(ctx: ReadContext) {
  const language = ticketLayout(ctx)?.language ?? 'branch';
  return ticketTextsOf(language === 'branch' ? ctx.branch.language : language);
}
