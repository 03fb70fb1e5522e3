import { subtractMoney } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { explainDifference, type Explanation } from '@fastops/shared/cash/explain/explain';
import type { CashStory } from '@fastops/shared/cash/explain/story';
import type { CashMovement } from '@fastops/shared/cash/session.events';
import { foldCashSession, type CashSession, type SealedCount } from '@fastops/shared/cash/session.fold';
import type { ReadContext, WriteContext } from '../../context.ts';
import { factsOf } from '../../db/event-log.ts';
import { queueDrawerKick } from '../printing/printing.service.ts';
import { projectSession, requireSession, type NoSessionRefusal } from './cash.service.ts';
import { cashRefundsOf, findFloatBefore, openingsWithoutSale, paymentsOfSession } from './cash.store.ts';
import { sessionIn } from './count.service.ts';
import { expectedIn } from './reading.service.ts';

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

/** The likeliest mistakes behind the difference of a sealed count; refused before there is one. */
export function explainCount(
  ctx: ReadContext,
  { sessionId }: { sessionId: string },
): Result<readonly Explanation[], { readonly code: 'cash.not-counted' }> {
  const session = foldCashSession(factsOf(ctx.db, ctx.companyId, sessionId));
  const count = session.counts.at(-1);
  return count ? done(explainDifference(storyOf(ctx, session, count))) : refuse({ code: 'cash.not-counted' });
}

function storyOf(ctx: ReadContext, session: CashSession, count: SealedCount): CashStory {
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
    difference: count.difference ?? subtractMoney(count.total, expectedIn(ctx, session)),
  };
}
