import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Money } from '@fastops/shared/base/money';
import { may } from '@fastops/shared/identity/permissions';
import type { Actor, WriteContext } from '../../context.ts';
import { projectSession, requireSession, type NoSessionRefusal } from './cash.service.ts';
import { sessionIn } from './count.service.ts';
import { expectedIn } from './reading.service.ts';

export type HandoverRefusal =
  | NoSessionRefusal
  | { readonly code: 'cash.not-counted' }
  | { readonly code: 'cash.count-stale' }
  | { readonly code: 'cash.same-person' }
  | { readonly code: 'cash.may-not-take-over' };

/**
 * The drawer goes on with another person, who has just said their PIN: counted, and both of them in one fact.
 * Whatever it was off by is the first one's; the session and its expected figure go on as they are.
 */
export function handOver(
  ctx: WriteContext,
  { countId, taker }: { countId: string; taker: Actor },
): Result<{ readonly cashierId: string; readonly difference: Money }, HandoverRefusal> {
  const open = requireSession(ctx);
  if (!open.ok) return open;
  const session = sessionIn(ctx, open.value.id);
  const count = session.counts.find((each) => each.id === countId);
  if (!count) return refuse({ code: 'cash.not-counted' });
  const difference = count.difference;
  if (difference === undefined || expectedIn(ctx, session) !== count.expected) return refuse({ code: 'cash.count-stale' });
  if (taker.id === session.cashierId) return refuse({ code: 'cash.same-person' });
  if (!may(taker.permissions, 'payments.take')) return refuse({ code: 'cash.may-not-take-over' });
  const { id, businessDay } = open.value;
  ctx.append({ type: 'cash-session.handed-over', entityId: id, businessDay, body: { toStaffId: taker.id, countId } });
  projectSession(ctx.db, ctx.companyId, id);
  return done({ cashierId: taker.id, difference });
}
