import type { StationRole } from '@fastops/shared/releases/look';
import { useSyncExternalStore } from 'react';

/** What a new till asks, in order; each may be left for later. */
export const FIRST_STEPS = ['language', 'enrol', 'printers', 'drawer', 'screen', 'hub', 'check'] as const;
/** What each kind of computer is asked: a kitchen's screen has neither drawer nor other tills to lead. */
const STEPS_OF: Readonly<Record<StationRole, readonly FirstStep[]>> = {
  till: FIRST_STEPS,
  hub: FIRST_STEPS,
  kitchen: FIRST_STEPS.filter((step) => step !== 'drawer' && step !== 'printers'),
};

/** See {@link FIRST_STEPS}. */
export type FirstStep = (typeof FIRST_STEPS)[number];

const KEY = 'fastops.first-start';
const NEWS = 'fastops:first-start';

/** Where the first start stands: kept on this machine, so that it goes on after a power cut. Undefined: nobody is at it. */
export function useFirstStart(): { step: FirstStep | undefined; go(step: FirstStep | undefined): void } {
  const stored = useSyncExternalStore(listen, () => localStorage.getItem(KEY) ?? '');
  return { step: FIRST_STEPS.find((each) => each === stored), go };
}

/** What a computer of this role goes through, in order. */
export function stepsFor(role: StationRole | undefined): readonly FirstStep[] {
  return STEPS_OF[role ?? 'till'];
}

/** The first of a role's steps at or after one; undefined when there is none. */
export function stepFrom(role: StationRole | undefined, from: number): FirstStep | undefined {
  return stepsFor(role).find((step) => FIRST_STEPS.indexOf(step) >= from);
}

function go(step: FirstStep | undefined): void {
  if (step === undefined) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, step);
  window.dispatchEvent(new Event(NEWS));
}

function listen(changed: () => void): () => void {
  window.addEventListener(NEWS, changed);
  return () => window.removeEventListener(NEWS, changed);
}
