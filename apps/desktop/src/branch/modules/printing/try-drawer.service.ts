import { done, type Result } from '@fastops/shared/base/result';
import { businessDayAt } from '@fastops/shared/base/time';
import type { WriteContext } from '../../context.ts';
import { queueDrawerKick } from './printing.service.ts';

/** Opens the drawer while a till is set up: on the record as any opening, with the words that say why. */
export function tryDrawer(ctx: WriteContext): Result<null> {
  const businessDay = businessDayAt(ctx.now, ctx.branch.utcOffsetHours, ctx.branch.dayStartHour);
  const entityId = ctx.newId();
  ctx.append({ type: 'drawer.opened', entityId, businessDay, body: { reason: 'no-sale' } });
  ctx.append({
    type: 'drawer.explained',
    entityId,
    businessDay,
    body: { note: ctx.branch.language === 'es' ? 'Prueba de instalación' : 'Try at set-up' },
  });
  queueDrawerKick(ctx);
  return done(null);
}
