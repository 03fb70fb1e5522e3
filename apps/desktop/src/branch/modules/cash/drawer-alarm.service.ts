import { done, type Result } from '@fastops/shared/base/result';
import type { DrawerState } from '@fastops/shared/printing/printer-condition';
import type { Actor, ReadContext, WriteContext } from '../../context.ts';
import type { BranchCore } from '../../core.ts';
import { cashSettings } from './cash-settings.service.ts';
import { requireSession, type NoSessionRefusal } from './cash.service.ts';
import { lastDrawerFact } from './reading.store.ts';

/** Where the drawer's switch is read; a printer that can't say answers `unknown`. */
export type DrawerSensor = (ctx: ReadContext) => DrawerState;

export type WatchedDrawer = { readonly state: DrawerState; readonly alarmSeconds: number; readonly cashier: Actor };

/** The drawer of the shift that runs, and who answers for it; nothing when no shift runs. */
export function watchedDrawer(core: BranchCore, sensor: DrawerSensor): WatchedDrawer | undefined {
  if (!core.enrolment()) return undefined;
  const ctx = core.readContext({ id: '', name: '', role: 'cashier', permissions: 0n });
  const session = requireSession(ctx);
  if (!session.ok) return undefined;
  const { cashierId: id } = session.value;
  const cashier = { id, name: ctx.staffName(id), role: 'cashier', permissions: 0n };
  return { state: sensor(ctx), alarmSeconds: cashSettings(ctx).openAlarmSeconds, cashier };
}

/** The drawer has stood open for longer than the shop allows. */
export function leftOpen(ctx: WriteContext, seconds: number): Result<null, NoSessionRefusal> {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const { businessDay } = session.value;
  ctx.append({ type: 'drawer.left-open', entityId: ctx.newId(), businessDay, body: { seconds: Math.max(1, Math.min(86_400, seconds)) } });
  return done(null);
}

/** Since when it stands open: it still does, and the last thing heard of it is that it was left so. */
export function drawerAlarm(ctx: ReadContext, sensor: DrawerSensor): { readonly since: number } | null {
  const session = requireSession(ctx);
  if (!session.ok || sensor(ctx) !== 'open') return null;
  const last = lastDrawerFact(ctx.db, { ...ctx, sessionId: session.value.id });
  return last?.openSince ? { since: last.openSince } : null;
}
