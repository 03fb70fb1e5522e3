import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { CashMovement } from '@fastops/shared/cash/session.events';
import { isWithinLimit, type Approvable } from '../../allowed.ts';
import type { WriteContext } from '../../context.ts';
import { queueDrawerKick } from '../printing/printing.service.ts';
import { projectSession, requireSession, type NoSessionRefusal, type SessionRow } from './cash.service.ts';
import { sessionIn } from './count.service.ts';

export type MovementRefusal = NoSessionRefusal | ({ readonly code: 'cash.out-over-limit' } & Approvable);

/** Puts money in, takes it out for something, or drops it into the safe. The same id twice is one movement. */
export function addMovement(ctx: WriteContext, movement: CashMovement): Result<{ movementId: string }, MovementRefusal> {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const known = sessionIn(ctx, session.value.id).movements.some((each) => each.id === movement.id);
  if (!known) {
    const { kind, amount } = movement;
    if (kind === 'cash_out' && !isWithinLimit(ctx, 'cashOutAmount', amount)) {
      return refuse({ code: 'cash.out-over-limit', needs: 'cash.move', over: { limit: 'cashOutAmount', amount } });
    }
    appendMovement(ctx, session.value, movement);
    queueDrawerKick(ctx);
  }
  return done({ movementId: movement.id });
}

/** Writes a movement and why the drawer opens for it; who opens it is the caller's to say. */
export function appendMovement(ctx: WriteContext, { id, businessDay }: SessionRow, movement: CashMovement): void {
  ctx.append({ type: 'cash-session.movement-added', entityId: id, businessDay, body: { movement } });
  ctx.append({ type: 'drawer.opened', entityId: movement.id, businessDay, body: { reason: 'movement' } });
  projectSession(ctx.db, ctx.companyId, id);
}
