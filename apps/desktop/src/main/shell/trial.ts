import { app } from 'electron';
import { FAULT_CODE, markProven, readBoot, type Slots } from './boot.ts';
import type { Build } from './build.ts';

/** So long after it could sell a version counts as one that works. */
const PROVEN_AFTER_MS = 10_000;
/** A version that can't sell after this is as good as one that crashed. */
const GIVE_UP_MS = 120_000;

/** The trial of a version that an update brought; the shell says when its branch server is well. */
export function trialOf(build: Build | undefined, slots: Slots): { healthy(): void } {
  const { current, proven } = readBoot(slots);
  if (!build || proven || current !== build.version) return { healthy: () => {} };
  const giveUp = setTimeout(() => app.exit(FAULT_CODE), GIVE_UP_MS);
  let isWell = false;
  return {
    healthy: () => {
      clearTimeout(giveUp);
      if (isWell) return;
      isWell = true;
      setTimeout(() => markProven(slots, build.version), PROVEN_AFTER_MS);
    },
  };
}
