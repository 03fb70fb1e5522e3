import type { Terminal } from '../../context.ts';
import type { Reader } from '../../db/access.ts';
import { holderOf } from './orders.store.ts';

/** Whether another till may be working on the order too: it was placed, or opened elsewhere. A cart of one's own is nobody else's. */
export function isSharedOrder(db: Reader, { companyId, terminalId }: Terminal, orderId: string): boolean {
  const holder = holderOf(db, companyId, orderId);
  return holder !== undefined && (holder.state !== 'draft' || holder.terminalId !== terminalId);
}
