import { canonicalJson } from '@fastops/shared/base/canonical';
import { NO_MONEY, subtractMoney, sumMoney, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { CashSession, SealedCount } from '@fastops/shared/cash/session.fold';
import type { ZReport } from '@fastops/shared/cash/z-report';
import type { Permission } from '@fastops/shared/identity/permissions';
import type { PrintDocument } from '@fastops/shared/printing/document';
import { zNumberText, zReportDocument } from '@fastops/shared/printing/shift-report';
import { shiftTextsOf } from '@fastops/shared/printing/shift-texts';
import { isAllowed } from '../../allowed.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { sha256 } from '../../db/event-log.ts';
import { owedByDrivers } from '../orders/drivers-owe.service.ts';
import { nextCopyNo, queueOwnPaper } from '../printing/printing.service.ts';
import { cashSettings } from './cash-settings.service.ts';
import { projectSession, requireSession, type NoSessionRefusal } from './cash.service.ts';
import { sessionIn, type Reckoning } from './count.service.ts';
import { lastZNumber } from './cash.store.ts';
import { settleOpenOrders, unverifiedIn, type OpenOrderChoice, type OpenOrdersRefusal } from './open-orders.service.ts';
import { expectedIn, reportOf } from './reading.service.ts';
import { findZ, listZs, type ZRow } from './z-reports.store.ts';

/** What a close says. `countId` names the sealed count it stands on. */
export type CloseInput = {
  readonly countId: string;
  readonly floatLeft: Money;
  readonly reason?: string | undefined;
  /** What becomes of each order that is still open. */
  readonly openOrders?: readonly OpenOrderChoice[] | undefined;
  /** Transfers that the cashier was shown as not verified, by payment id. */
  readonly unverifiedSeen?: readonly string[] | undefined;
  /** Orders whose drivers the cashier was told still owe for them. */
  readonly driversSeen?: readonly string[] | undefined;
  /** What the card terminal's own batch says. */
  readonly cardsDeclared?: Money | undefined;
};
export type CloseRefusal =
  | NoSessionRefusal
  | OpenOrdersRefusal
  | { readonly code: 'cash.not-counted' }
  | { readonly code: 'cash.count-stale' }
  | { readonly code: 'cash.reason-needed'; readonly difference: Money }
  | { readonly code: 'cash.difference-over-limit'; readonly limit: Money; readonly difference: Money; readonly needs: Permission }
  | { readonly code: 'cash.transfers-unverified'; readonly count: number }
  | { readonly code: 'cash.drivers-owe'; readonly count: number; readonly amount: Money }
  | { readonly code: 'cash.float-too-large'; readonly counted: Money };
/** What a close answers with, for the screen. */
export type Closed = Reckoning & {
  readonly sessionId: string;
  readonly zNumber: number;
  readonly zHash: string;
  readonly printed: boolean;
};

/**
 * Closes the session on a sealed count: numbered, printed, and never opened again.
 * A difference needs a reason, and over the branch's limit a manager; what stays for tomorrow can't be more than was counted;
 * open orders and unverified transfers are dealt with in the open, one by one.
 */
export function closeSession(ctx: WriteContext, input: CloseInput): Result<Closed, CloseRefusal> {
  const open = requireSession(ctx);
  if (!open.ok) return open;
  const session = sessionIn(ctx, open.value.id);
  const decided = decideClose(ctx, session, input);
  if (!decided.ok) return decided;
  const { count, reckoning } = decided.value;
  const settled = settleOpenOrders(ctx, open.value, input.openOrders ?? []);
  if (!settled.ok) return settled;
  const zNumber = lastZNumber(ctx.db, ctx) + 1;
  const { countId, floatLeft, reason } = input;
  const { id, businessDay } = open.value;
  const body = { counted: count.total, countId, floatLeft, zNumber };
  const closed = ctx.append({
    type: 'cash-session.closed',
    entityId: id,
    businessDay,
    body: reason === undefined ? body : { ...body, reason },
  });
  const report = reportOf(ctx, session);
  const z = sealedZ(ctx, {
    ...report,
    takings: withDeclared(report.takings, input.cardsDeclared),
    zNumber,
    closedAt: ctx.now,
    closedBy: { id: ctx.actor.id, name: ctx.actor.name },
    ...(closed.approvedById === undefined ? {} : { approvedBy: { id: closed.approvedById, name: ctx.staffName(closed.approvedById) } }),
    piles: count.piles.map((pile) => ({ ...pile })),
    counted: count.total,
    difference: reckoning.difference,
    ...(reason === undefined ? {} : { differenceReason: reason }),
    floatLeft,
    takenOut: subtractMoney(count.total, floatLeft),
    openOrders: [...settled.value],
  });
  ctx.append({ type: 'cash-session.z-issued', entityId: id, businessDay, body: { z } });
  projectSession(ctx.db, ctx.companyId, id);
  return done({ ...reckoning, sessionId: id, zNumber, zHash: z.hash, printed: printZ(ctx, z, 0) });
}

type Decided = { readonly count: SealedCount; readonly reckoning: Reckoning };

/** Everything that may say no before anything is written. */
function decideClose(ctx: WriteContext, session: CashSession, input: CloseInput): Result<Decided, CloseRefusal> {
  const count = session.counts.find((each) => each.id === input.countId);
  if (!count) return refuse({ code: 'cash.not-counted' });
  const expected = expectedIn(ctx, session);
  if (count.expected !== undefined && count.expected !== expected) return refuse({ code: 'cash.count-stale' });
  const difference = subtractMoney(count.total, expected);
  if (difference !== 0 && input.reason === undefined) return refuse({ code: 'cash.reason-needed', difference });
  if (input.floatLeft > count.total) return refuse({ code: 'cash.float-too-large', counted: count.total });
  const seen = new Set(input.unverifiedSeen ?? []);
  const unseen = unverifiedIn(ctx, session.id).filter(({ id }) => !seen.has(id));
  if (unseen.length > 0) return refuse({ code: 'cash.transfers-unverified', count: unseen.length });
  const unsettled = driversUnseen(ctx, input);
  if (unsettled) return refuse(unsettled);
  const { differenceLimit: limit } = cashSettings(ctx);
  if (Math.abs(difference) > limit && !isAllowed(ctx, 'cash.approve-difference')) {
    return refuse({ code: 'cash.difference-over-limit', limit, difference, needs: 'cash.approve-difference' });
  }
  return done({ count, reckoning: { expected, counted: count.total, difference } });
}

/** Nobody closes over money in a driver's pocket without having been told of it. */
function driversUnseen(
  ctx: ReadContext,
  { driversSeen = [] }: CloseInput,
): Extract<CloseRefusal, { code: 'cash.drivers-owe' }> | undefined {
  const unseen = owedByDrivers(ctx, ctx.terminalId).filter(({ id }) => !driversSeen.includes(id));
  if (unseen.length === 0) return undefined;
  return { code: 'cash.drivers-owe', count: unseen.length, amount: sumMoney(unseen.map(({ owes }) => owes)) };
}

function withDeclared(takings: ZReport['takings'], declared: Money | undefined): ZReport['takings'] {
  if (declared === undefined) return takings;
  const cards = takings.find(({ method }) => method === 'card') ?? { method: 'card' as const, count: 0, amount: NO_MONEY };
  return [...takings.filter(({ method }) => method !== 'card'), { ...cards, declared }];
}

/** Links a Z to the till's last one and seals it: a Z that was changed, or taken out of the row, shows. */
function sealedZ(ctx: ReadContext, z: Omit<ZReport, 'previousHash' | 'hash'>): ZReport {
  const [before] = listZs(ctx.db, ctx, 1);
  const linked = before ? { ...z, previousHash: before.hash } : z;
  return { ...linked, hash: sha256(canonicalJson(linked)) };
}

/** The till's last Z's. */
export function zReports(ctx: ReadContext, { limit }: { limit: number }): ZRow[] {
  return listZs(ctx.db, ctx, limit);
}

/** A Z, and its paper. */
export type ZPaper = { readonly z: ZReport; readonly paper: PrintDocument };

/** One Z as it was issued, for the screen; null when this till never saw it. */
export function zReport(ctx: ReadContext, { hash }: { hash: string }): ZPaper | null {
  const z = findZ(ctx.db, ctx.companyId, hash);
  return z ? { z, paper: paperOf(ctx, z) } : null;
}

export type ZRefusal = { readonly code: 'cash.z-not-found' };

/** Prints a Z again, marked as a copy and otherwise the same to the letter. */
export function reprintZ(ctx: WriteContext, { hash }: { hash: string }): Result<{ printed: boolean }, ZRefusal> {
  const z = findZ(ctx.db, ctx.companyId, hash);
  if (!z) return refuse({ code: 'cash.z-not-found' });
  return done({ printed: printZ(ctx, z, nextCopyNo(ctx, z.sessionId)) });
}

function printZ(ctx: WriteContext, z: ZReport, copyNo: number): boolean {
  return queueOwnPaper(ctx, { document: paperOf(ctx, z), label: `Z ${zNumberText(z.zNumber)}`, subjectId: z.sessionId, copyNo });
}

function paperOf(ctx: ReadContext, z: ZReport): PrintDocument {
  return zReportDocument(z, { branch: ctx.branch, texts: shiftTextsOf(ctx.branch.language) });
}
