import { NO_MONEY, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { businessDayAt } from '@fastops/shared/base/time';
import { foldCashSession } from '@fastops/shared/cash/session.fold';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Writer } from '../../db/access.ts';
import { factsOf } from '../../db/event-log.ts';
import { findLastClosedSession, findOpenSession, saveSession, type SessionRow } from './cash.store.ts';

export type { SessionRow } from './cash.store.ts';

export type NoSessionRefusal = { readonly code: 'cash.no-session' };
export type OpenSessionRefusal = { readonly code: 'cash.already-open'; readonly sessionId: string };
export type NoSaleRefusal = NoSessionRefusal;

/** What the cash screens show: the open session, or what the next float should be. */
export type CashStatus = { readonly session: SessionRow | null; readonly suggestedFloat: Money };

export function cashStatus(ctx: ReadContext): CashStatus {
  return {
    session: findOpenSession(ctx.db, ctx) ?? null,
    suggestedFloat: findLastClosedSession(ctx.db, ctx)?.counted ?? NO_MONEY,
  };
}

/** The session that fixes the business day of what happens now. */
export function requireSession(ctx: ReadContext): Result<SessionRow, NoSessionRefusal> {
  const session = findOpenSession(ctx.db, ctx);
  return session ? done(session) : refuse({ code: 'cash.no-session' });
}

export function openSession(
  ctx: WriteContext,
  input: { sessionId: string; openingFloat: Money },
): Result<{ sessionId: string; businessDay: string }, OpenSessionRefusal> {
  const open = findOpenSession(ctx.db, ctx);
  if (open && open.id !== input.sessionId) return refuse({ code: 'cash.already-open', sessionId: open.id });
  if (open) return done({ sessionId: open.id, businessDay: open.businessDay });
  const businessDay = businessDayAt(ctx.now, ctx.branch.utcOffsetHours, ctx.branch.dayStartHour);
  ctx.append({
    type: 'cash-session.opened',
    entityId: input.sessionId,
    businessDay,
    body: { openingFloat: input.openingFloat },
  });
  projectSession(ctx.db, ctx.companyId, input.sessionId);
  return done({ sessionId: input.sessionId, businessDay });
}

export function closeSession(ctx: WriteContext, input: { counted: Money }): Result<{ sessionId: string }, NoSessionRefusal> {
  const session = findOpenSession(ctx.db, ctx);
  if (!session) return refuse({ code: 'cash.no-session' });
  ctx.append({
    type: 'cash-session.closed',
    entityId: session.id,
    businessDay: session.businessDay,
    body: { counted: input.counted },
  });
  projectSession(ctx.db, ctx.companyId, session.id);
  return done({ sessionId: session.id });
}

/** Folds the session's facts into its row; also how facts of other tills arrive. */
export function projectSession(db: Writer, companyId: string, sessionId: string): void {
  saveSession(db, companyId, foldCashSession(factsOf(db, companyId, sessionId)));
}
