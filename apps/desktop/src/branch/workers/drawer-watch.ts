import { lookAtDrawer, UNWATCHED, type DrawerWatch } from '@fastops/shared/cash/drawer-watch';
import type { BranchCore } from '../core.ts';
import { leftOpen, watchedDrawer, type DrawerSensor } from '../modules/cash/drawer-alarm.service.ts';

export type DrawerWatchParts = { readonly core: BranchCore; readonly sensor: DrawerSensor; readonly everyMs?: number };

const EVERY_MS = 5_000;

/** Looks at the drawer's switch while a shift runs; one that stands open too long becomes a fact, and rings on the screen. */
export function startDrawerWatch({ core, sensor, everyMs = EVERY_MS }: DrawerWatchParts): { look(): void; stop(): void } {
  let watch: DrawerWatch = UNWATCHED;
  const look = () => {
    const drawer = watchedDrawer(core, sensor);
    if (!drawer) {
      watch = UNWATCHED;
      return;
    }
    const seen = lookAtDrawer(watch, { ...drawer, now: core.machine.now() });
    watch = seen.watch;
    if (seen.ring) core.execute(drawer.cashier, (ctx) => leftOpen(ctx, seen.seconds));
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}
