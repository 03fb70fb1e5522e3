import { subtractMoney } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { explainDifference, type Explanation } from '@fastops/shared/cash/explain/explain';
import type { Mistake } from '@fastops/shared/cash/explain/mistakes';
import type { CashStory } from '@fastops/shared/cash/explain/story';
import { foldCashSession, type CashSession, type SealedCount } from '@fastops/shared/cash/session.fold';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { foldOrder } from '@fastops/shared/orders/order.fold';
import type { ReadContext } from '../../context.ts';
import { factsOf } from '../../db/event-log.ts';
import { cashRefundsOf, findFloatBefore, paymentsOfSession } from './cash.store.ts';
import { expectedIn } from './reading.service.ts';
import { ownFactsSince, type OwnFact } from './reading.store.ts';

/** Something a mistake may be about: an order that can be opened, or a movement, a note, a time the drawer opened. */
export type Subject = { readonly id: string; readonly label: string; readonly isOrder: boolean };
/** An explanation with its tickets by the names that people call them. */
export type NamedExplanation = {
  readonly weight: number;
  readonly mistakes: readonly { readonly mistake: Mistake; readonly effect: number; readonly subjects: readonly Subject[] }[];
};

/** The likeliest mistakes behind the difference of a sealed count; refused before there is one. */
export function explainCount(
  ctx: ReadContext,
  { sessionId }: { sessionId: string },
): Result<readonly NamedExplanation[], { readonly code: 'cash.not-counted' }> {
  const session = foldCashSession(factsOf(ctx.db, ctx.companyId, sessionId));
  const count = session.counts.at(-1);
  if (!count) return refuse({ code: 'cash.not-counted' });
  return done(explainDifference(storyOf(ctx, session, count)).map((explanation) => named(ctx, session, explanation)));
}

function storyOf(ctx: ReadContext, session: CashSession, count: SealedCount): CashStory {
  const at = { companyId: ctx.companyId, terminalId: session.terminalId, sessionId: session.id };
  const own = ownFactsSince(ctx.db, at);
  return {
    openingFloat: session.openingFloat,
    previousFloatLeft: findFloatBefore(ctx.db, { ...at, openedAt: session.openedAt }),
    payments: paymentsOfSession(ctx.db, at),
    refunds: cashRefundsOf(ctx.db, at),
    cancelled: cancelledUnpaid(ctx, own),
    movements: session.movements,
    openings: own.filter(({ type, body }) => type === 'drawer.opened' && body['reason'] === 'no-sale').map(({ id }) => ({ id })),
    counted: count.piles,
    difference: count.difference ?? subtractMoney(count.total, expectedIn(ctx, session)),
  };
}

/** Orders of the kitchen that were called off without a payment: somebody may have paid all the same. */
function cancelledUnpaid(ctx: ReadContext, own: readonly OwnFact[]): CashStory['cancelled'] {
  return own
    .filter(({ type }) => type === 'order.cancelled')
    .map(({ entityId }) => foldOrder(factsOf(ctx.db, ctx.companyId, entityId)))
    .filter(({ number, payments }) => number !== undefined && payments.length === 0)
    .map(({ id, totals }) => ({ orderId: id, total: totals.total }));
}

function named(ctx: ReadContext, session: CashSession, { weight, mistakes }: Explanation): NamedExplanation {
  return { weight, mistakes: mistakes.map((each) => ({ ...each, subjects: each.subjects.map((id) => subjectOf(ctx, session, id)) })) };
}

function subjectOf(ctx: ReadContext, session: CashSession, id: string): Subject {
  const movement = session.movements.find((each) => each.id === id);
  if (movement) return { id, label: movement.category ?? movement.note ?? '', isOrder: false };
  const facts = id.length === 36 ? factsOf(ctx.db, ctx.companyId, id) : [];
  if (!facts.some(({ type }) => type.startsWith('order.'))) return { id, label: '', isOrder: false };
  const { number } = foldOrder(facts);
  return { id, label: number ? orderNumberText(number) : '-', isOrder: true };
}
