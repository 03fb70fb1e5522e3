import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Permission } from '@fastops/shared/identity/permissions';
import { isAllowed } from '../../allowed.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { queueDrawerKick } from '../printing/printing.service.ts';
import { cashSettings } from './cash-settings.service.ts';
import { requireSession, type NoSessionRefusal } from './cash.service.ts';
import { openingsAmong, ownFactsSince } from './reading.store.ts';

export type NoSaleOpenRefusal =
  | NoSessionRefusal
  | { readonly code: 'drawer.no-sale-limit'; readonly used: number; readonly needs: Permission };

/** How often the drawer was opened without a sale in the open session. */
export function noSalesSoFar(ctx: ReadContext): number {
  const session = requireSession(ctx);
  if (!session.ok) return 0;
  const own = ownFactsSince(ctx.db, { ...ctx, sessionId: session.value.id });
  return openingsAmong(own).filter((reason) => reason === 'no-sale').length;
}

/** Opens the drawer without a sale: always with words of why, beyond the shift's free ones only by who may. */
export function openWithoutSale(
  ctx: WriteContext,
  { id, note }: { id: string; note: string },
): Result<{ used: number }, NoSaleOpenRefusal> {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const used = noSalesSoFar(ctx);
  if (ctx.factsOf(id).length > 0) return done({ used });
  if (used >= cashSettings(ctx).freeNoSales && !isAllowed(ctx, 'drawer.open')) {
    return refuse({ code: 'drawer.no-sale-limit', used, needs: 'drawer.open' });
  }
  const { businessDay } = session.value;
  ctx.append({ type: 'drawer.opened', entityId: id, businessDay, body: { reason: 'no-sale' } });
  ctx.append({ type: 'drawer.explained', entityId: id, businessDay, body: { note } });
  queueDrawerKick(ctx);
  return done({ used: used + 1 });
}
