import type { HollowOrder } from '@fastops/shared/sync/snapshot';
import type { Reader, Writer } from '../../db/access.ts';
import { forgetMoves, keepHollowMoves } from '../stock/ledger.service.ts';
import { deleteHollow, dropHollow, insertHollow, insertHollowOrder, listHollow, listHollowSince } from './hollow.store.ts';

/** Keeps a closed order of a snapshot as its row; what the file has by its facts stays as it is. */
export function keepHollow(db: Writer, companyId: string, order: HollowOrder): void {
  if (!insertHollowOrder(db, companyId, order)) return;
  insertHollow(db, companyId, order.id);
  keepHollowMoves(db, companyId, order);
}

/** Which of these orders have their facts still in the cloud. */
export function hollowOf(db: Reader, companyId: string, orderIds: readonly string[]): string[] {
  return orderIds.length === 0 ? [] : listHollow(db, companyId, orderIds);
}

/** Orders known by their row alone, latest first. */
export function hollowOrders(db: Reader, companyId: string, at: { since: number; limit: number }): string[] {
  return listHollowSince(db, companyId, at);
}

/** The facts of an order are here: from now on its row is their fold. */
export function filled(db: Writer, companyId: string, orderId: string): void {
  deleteHollow(db, companyId, orderId);
}

/** Before another snapshot: the rows of the last one go. */
export function forgetHollow(db: Writer, companyId: string): void {
  dropHollow(db, companyId);
  forgetMoves(db, companyId, 'hollow');
}
