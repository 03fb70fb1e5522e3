import type { Draft } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { ownStream } from '../../db/event-log.ts';
import { findOrder, isNumberShared, saveOrder, takeSequence } from './orders.store.ts';

/** What giving another number needs of a command. */
export type RenumberContext = { readonly db: Writer; readonly companyId: string; append(draft: Draft<'order.renumbered'>): void };

/** Whether another order of the day has this one's number: a till that was rolled back gave it again. */
export function sharesItsNumber(db: Reader, companyId: string, orderId: string): boolean {
  return isNumberShared(db, companyId, orderId);
}

/**
 * Gives an order the next number of the open stream's series, when its number is of `series`: a clone of this till may have given
 * that one to another order. Answers whether it did.
 */
export function renumberOrder(ctx: RenumberContext, orderId: string, series: string): boolean {
  const { db, companyId } = ctx;
  const order = findOrder(db, companyId, orderId);
  if (order?.number?.series !== series) return false;
  const { businessDay, number: previous } = order;
  const fresh = ownStream(db, companyId).series;
  const number = { series: fresh, sequence: takeSequence(db, { companyId, series: fresh, businessDay }) };
  ctx.append({ type: 'order.renumbered', entityId: orderId, businessDay, body: { number, previous } });
  const renumbered = findOrder(db, companyId, orderId);
  if (renumbered) saveOrder(db, companyId, renumbered);
  return true;
}
