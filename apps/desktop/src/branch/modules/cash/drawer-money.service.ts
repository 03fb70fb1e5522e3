import { NO_MONEY, sumMoney, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { assert } from '@fastops/shared/base/assert';
import { countTotal } from '@fastops/shared/cash/denominations';
import { cashDifference, expectedCash } from '@fastops/shared/cash/expected';
import { explainDifference, type Explanation } from '@fastops/shared/cash/explain/explain';
import type { CashStory } from '@fastops/shared/cash/explain/story';
import type { CashCount, CashMovement } from '@fastops/shared/cash/session.events';
import { foldCashSession, type CashSession } from '@fastops/shared/cash/session.fold';
import type { ReadContext, WriteContext } from '../../context.ts';
import { factsOf } from '../../db/event-log.ts';
import { queueDrawerKick } from '../printing/printing.service.ts';
import { projectSession, requireSession, type NoSessionRefusal } from './cash.service.ts';
import { cashRefundsOf, findFloatBefore, lastZNumber, openingsWithoutSale, paymentsOfSession } from './cash.store.ts';

/** What a close is decided on: how the drawer stands against what it should hold. */
export type Reckoning = { readonly expected: Money; readonly counted: Money; readonly difference: Money };
export type CountRefusal = NoSessionRefusal | { readonly code: 'cash.count-differs'; readonly total: Money };

/** Puts money in, takes it out for something, or drops it into the safe. The same id twice is one movement. */
export function addMovement(ctx: WriteContext, movement: CashMovement): Result<{ movementId: string }, NoSessionRefusal> {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const { id, businessDay } = session.value;
  const known = sessionIn(ctx, id).movements.some((each) => each.id === movement.id);
  if (!known) {
    ctx.append({ type: 'cash-session.movement-added', entityId: id, businessDay, body: { movement } });
    ctx.append({ type: 'drawer.opened', entityId: movement.id, businessDay, body: { reason: 'movement' } });
    queueDrawerKick(ctx);
    projectSession(ctx.db, ctx.companyId, id);
  }
  return done({ movementId: movement.id });
}

/**
 * Seals a count: from here on it is a fact, also when a second one follows.
 * Only now is the difference told; before, nothing outside this server knows what the drawer should hold.
 */
export function sealCount(ctx: WriteContext, count: CashCount): Result<Reckoning, CountRefusal> {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  if (count.piles.length > 0 && countTotal(count.piles) !== count.total) {
    return refuse({ code: 'cash.count-differs', total: countTotal(count.piles) });
  }
  const { id, businessDay } = session.value;
  if (!sessionIn(ctx, id).counts.some((each) => each.id === count.id)) {
    ctx.append({ type: 'cash-session.counted', entityId: id, businessDay, body: { count } });
    projectSession(ctx.db, ctx.companyId, id);
  }
  return done(reckon(ctx, id, count.total));
}

/** What the drawer should hold now, against an amount that was counted. */
export function reckon(ctx: ReadContext, sessionId: string, counted: Money): Reckoning {
  const expected = expectedIn(ctx, sessionId);
  return { expected, counted, difference: cashDifference(counted, expected) };
}

/** What a close says. `countId` names the sealed count it stands on. */
export type CloseInput = { readonly countId: string; readonly floatLeft: Money; readonly reason?: string | undefined };
export type CloseRefusal =
  | NoSessionRefusal
  | { readonly code: 'cash.not-counted' }
  | { readonly code: 'cash.reason-needed'; readonly difference: Money }
  | { readonly code: 'cash.float-too-large'; readonly counted: Money };
/** What a close answers with, for the screen and the paper. */
export type Closed = Reckoning & { readonly sessionId: string; readonly zNumber: number };

/**
 * Closes the session on its last sealed count: numbered, and never opened again.
 * A difference needs a reason; what stays for tomorrow can't be more than was counted.
 */
export function closeSession(ctx: WriteContext, input: CloseInput): Result<Closed, CloseRefusal> {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const { id, businessDay } = session.value;
  const count = sessionIn(ctx, id).counts.find((each) => each.id === input.countId);
  if (!count) return refuse({ code: 'cash.not-counted' });
  const reckoning = reckon(ctx, id, count.total);
  const { difference } = reckoning;
  if (difference !== 0 && input.reason === undefined) return refuse({ code: 'cash.reason-needed', difference });
  if (input.floatLeft > count.total) return refuse({ code: 'cash.float-too-large', counted: count.total });
  const zNumber = lastZNumber(ctx.db, ctx) + 1;
  const { countId, floatLeft, reason } = input;
  const body = { counted: count.total, countId, floatLeft, zNumber };
  ctx.append({ type: 'cash-session.closed', entityId: id, businessDay, body: reason === undefined ? body : { ...body, reason } });
  projectSession(ctx.db, ctx.companyId, id);
  return done({ ...reckoning, sessionId: id, zNumber });
}

/** What the drawer of a session should hold: the one formula, over the facts this till knows. */
export function expectedIn(ctx: ReadContext, sessionId: string): Money {
  const session = foldCashSession(factsOf(ctx.db, ctx.companyId, sessionId));
  const payments = paymentsOfSession(ctx.db, { companyId: ctx.companyId, sessionId });
  return expectedCash({
    openingFloat: session.openingFloat,
    cashSales: sumMoney(payments.filter(({ method }) => method === 'cash').map(({ amount }) => amount)),
    cashRefunds: sumMoney(cashRefundsOf(ctx.db, { companyId: ctx.companyId, sessionId }).map(({ amount }) => amount)),
    movements: session.movements,
    thirdPartyPaidInCash: NO_MONEY,
  });
}

/** An X: what the open session holds so far. Nothing is closed and nothing is numbered. */
export function readingX(ctx: ReadContext): Result<{ readonly sessionId: string; readonly expected: Money }, NoSessionRefusal> {
  const session = requireSession(ctx);
  return session.ok ? done({ sessionId: session.value.id, expected: expectedIn(ctx, session.value.id) }) : session;
}

/** The likeliest mistakes behind the difference of a sealed count; refused before there is one. */
export function explainCount(
  ctx: ReadContext,
  { sessionId }: { sessionId: string },
): Result<readonly Explanation[], { readonly code: 'cash.not-counted' }> {
  const session = foldCashSession(factsOf(ctx.db, ctx.companyId, sessionId));
  const count = session.counts.at(-1);
  return count ? done(explainDifference(storyOf(ctx, session, count))) : refuse({ code: 'cash.not-counted' });
}

function storyOf(ctx: ReadContext, session: CashSession, count: CashCount): CashStory {
  const at = { companyId: ctx.companyId, terminalId: session.terminalId, sessionId: session.id };
  return {
    openingFloat: session.openingFloat,
    previousFloatLeft: findFloatBefore(ctx.db, { ...at, openedAt: session.openedAt }),
    payments: paymentsOfSession(ctx.db, at),
    refunds: cashRefundsOf(ctx.db, at),
    cancelled: [],
    movements: session.movements,
    openings: openingsWithoutSale(ctx.db, { ...at, businessDay: session.businessDay }),
    counted: count.piles,
    difference: reckon(ctx, session.id, count.total).difference,
  };
}

function sessionIn(ctx: WriteContext, sessionId: string): CashSession {
  const facts = ctx.factsOf(sessionId);
  assert(facts.length > 0, `session ${sessionId} has facts`);
  return foldCashSession(facts);
}
