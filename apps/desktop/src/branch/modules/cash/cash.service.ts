import { NO_MONEY, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Permission } from '@fastops/shared/identity/permissions';
import { businessDayAt } from '@fastops/shared/base/time';
import { foldCashSession } from '@fastops/shared/cash/session.fold';
import { isAllowed } from '../../allowed.ts';
import type { ReadContext, Terminal, WriteContext } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { factsOf } from '../../db/event-log.ts';
import { findLastClosedSession, findOpenSession, saveSession, type SessionRow } from './cash.store.ts';
import { insertZ } from './z-reports.store.ts';

export type { SessionRow } from './cash.store.ts';

export type NoSessionRefusal = { readonly code: 'cash.no-session' };
export type OpenSessionRefusal =
  | { readonly code: 'cash.already-open'; readonly sessionId: string }
  | { readonly code: 'cash.float-differs'; readonly left: Money; readonly needs: Permission }
  | { readonly code: 'cash.reason-needed' | 'subscription.ended' };
export type NoSaleRefusal = NoSessionRefusal;

/** What the cash screens show: the open session, or what the next float should be. */
export type CashStatus = { readonly session: SessionRow | null; readonly suggestedFloat: Money };

export function cashStatus(ctx: ReadContext): CashStatus {
  return { session: findOpenSession(ctx.db, ctx) ?? null, suggestedFloat: floatOnHand(ctx) ?? NO_MONEY };
}

/** Whether a shift is running at this till. */
export function hasOpenSession(db: Reader, terminal: Terminal): boolean {
  return findOpenSession(db, terminal) !== undefined;
}

/** The session that fixes the business day of what happens now. */
export function requireSession(ctx: ReadContext): Result<SessionRow, NoSessionRefusal> {
  const session = findOpenSession(ctx.db, ctx);
  return session ? done(session) : refuse({ code: 'cash.no-session' });
}

/** What the last close left in this drawer; undefined before the first. */
function floatOnHand(ctx: ReadContext): Money | undefined {
  const last = findLastClosedSession(ctx.db, ctx);
  return last?.floatLeft ?? last?.counted ?? undefined;
}

/** Opens the drawer with the float that the last close left; another amount needs somebody who may say so, and a reason. */
export function openSession(
  ctx: WriteContext,
  input: { sessionId: string; openingFloat: Money; reason?: string | undefined },
): Result<{ sessionId: string; businessDay: string }, OpenSessionRefusal> {
  const open = findOpenSession(ctx.db, ctx);
  if (open && open.id !== input.sessionId) return refuse({ code: 'cash.already-open', sessionId: open.id });
  if (open) return done({ sessionId: open.id, businessDay: open.businessDay });
  // Only here: a shift that runs is sold on and closed, whatever is owed.
  if (ctx.worksUntil !== null && ctx.now >= ctx.worksUntil) return refuse({ code: 'subscription.ended' });
  const left = floatOnHand(ctx);
  if (left !== undefined && left !== input.openingFloat) {
    if (!isAllowed(ctx, 'cash.correct-float')) return refuse({ code: 'cash.float-differs', left, needs: 'cash.correct-float' });
    if (input.reason === undefined) return refuse({ code: 'cash.reason-needed' });
  }
  const businessDay = businessDayAt(ctx.now, ctx.branch.utcOffsetHours, ctx.branch.dayStartHour);
  ctx.append({
    type: 'cash-session.opened',
    entityId: input.sessionId,
    businessDay,
    body: input.reason === undefined ? { openingFloat: input.openingFloat } : { openingFloat: input.openingFloat, reason: input.reason },
  });
  projectSession(ctx.db, ctx.companyId, input.sessionId);
  return done({ sessionId: input.sessionId, businessDay });
}

/** Folds the session's facts into its row; also how facts of other tills arrive. */
export function projectSession(db: Writer, companyId: string, sessionId: string): void {
  const session = foldCashSession(factsOf(db, companyId, sessionId));
  saveSession(db, companyId, session);
  if (session.z) insertZ(db, companyId, { ...session.z, terminalId: session.terminalId });
}
