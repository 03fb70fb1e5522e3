import type { DrawerState } from '../printing/printer-condition.ts';

/** What is known of a drawer over time: since when it stands open, and whether that was told already. */
export type DrawerWatch = { readonly openSince: number | undefined; readonly told: boolean };

/** Nobody has looked yet. */
export const UNWATCHED: DrawerWatch = { openSince: undefined, told: false };

/** One more look at the sensor. `ring`: it has just been open for too long; told once for each time it stands open. */
export function lookAtDrawer(
  watch: DrawerWatch,
  seen: { readonly state: DrawerState; readonly now: number; readonly alarmSeconds: number },
): { readonly watch: DrawerWatch; readonly ring: boolean; readonly seconds: number } {
  // A printer that doesn't answer for a moment says nothing about its drawer.
  if (seen.state === 'unknown') return { watch, ring: false, seconds: 0 };
  if (seen.state === 'shut') return { watch: UNWATCHED, ring: false, seconds: 0 };
  const openSince = watch.openSince ?? seen.now;
  const seconds = Math.max(0, Math.floor((seen.now - openSince) / 1000));
  const ring = !watch.told && seconds >= seen.alarmSeconds;
  return { watch: { openSince, told: watch.told || ring }, ring, seconds };
}
