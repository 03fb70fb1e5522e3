import type { Money } from '@fastops/shared/base/money';
import { assert } from '@fastops/shared/base/assert';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { countTotal } from '@fastops/shared/cash/denominations';
import { cashDifference } from '@fastops/shared/cash/expected';
import type { CashCount } from '@fastops/shared/cash/session.events';
import { foldCashSession, type CashSession, type SealedCount } from '@fastops/shared/cash/session.fold';
import type { Permission } from '@fastops/shared/identity/permissions';
import { isAllowed } from '../../allowed.ts';
import type { WriteContext } from '../../context.ts';
import { queueDrawerKick } from '../printing/printing.service.ts';
import { projectSession, requireSession, type NoSessionRefusal } from './cash.service.ts';
import { expectedIn } from './reading.service.ts';

/** What a close is decided on: how the drawer stands against what it should hold. */
export type Reckoning = { readonly expected: Money; readonly counted: Money; readonly difference: Money };
/** What a seal answers: this count, and those of the same drawer before it. */
export type Sealed = Reckoning & { readonly earlier: readonly Reckoning[] };
export type CountRefusal =
  | NoSessionRefusal
  | { readonly code: 'cash.count-differs'; readonly total: Money }
  | { readonly code: 'cash.counted-twice'; readonly needs: Permission };

/** A drawer whose cash didn't move is counted twice at most: a third count is fishing for the figure. */
const MOST_COUNTS = 2;

/**
 * Seals a count: from here on it is a fact, also when a second one follows.
 * Only now is the difference told; before, nothing outside this server knows what the drawer should hold.
 */
export function sealCount(ctx: WriteContext, count: CashCount): Result<Sealed, CountRefusal> {
  const open = requireSession(ctx);
  if (!open.ok) return open;
  if (count.piles.length > 0 && countTotal(count.piles) !== count.total) {
    return refuse({ code: 'cash.count-differs', total: countTotal(count.piles) });
  }
  const { id, businessDay } = open.value;
  const session = sessionIn(ctx, id);
  const expected = expectedIn(ctx, session);
  const earlier = standingCounts(session, expected).filter((each) => each.id !== count.id);
  const reckoning = { expected, counted: count.total, difference: cashDifference(count.total, expected) };
  if (!session.counts.some((each) => each.id === count.id)) {
    if (earlier.length >= MOST_COUNTS && !isAllowed(ctx, 'cash.approve-difference')) {
      return refuse({ code: 'cash.counted-twice', needs: 'cash.approve-difference' });
    }
    ctx.append({ type: 'cash-session.counted', entityId: id, businessDay, body: { count } });
    const { difference } = reckoning;
    ctx.append({ type: 'cash-session.reckoned', entityId: id, businessDay, body: { countId: count.id, expected, difference } });
    projectSession(ctx.db, ctx.companyId, id);
  }
  return done({
    ...reckoning,
    earlier: earlier.map(({ total }) => ({ expected, counted: total, difference: cashDifference(total, expected) })),
  });
}

/** Counts that still say something: since they were sealed no cash came in or went out. */
export function standingCounts(session: CashSession, expected: Money): SealedCount[] {
  return session.counts.filter((count) => count.expected === undefined || count.expected === expected);
}

/** Opens the drawer so that it can be counted. */
export function openToCount(ctx: WriteContext): Result<null, NoSessionRefusal> {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  ctx.append({ type: 'drawer.opened', entityId: ctx.newId(), businessDay: session.value.businessDay, body: { reason: 'count' } });
  queueDrawerKick(ctx);
  return done(null);
}

/** The session as this command sees it, what it has appended included. */
export function sessionIn(ctx: WriteContext, sessionId: string): CashSession {
  const facts = ctx.factsOf(sessionId);
  assert(facts.length > 0, `session ${sessionId} has facts`);
  return foldCashSession(facts);
}
