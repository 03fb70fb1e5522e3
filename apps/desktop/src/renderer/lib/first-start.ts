import { useSyncExternalStore } from 'react';

/** What a new till asks, in order; each may be left for later. */
export const FIRST_STEPS = ['language', 'enrol', 'printers', 'drawer', 'screen', 'hub', 'check'] as const;
/** See {@link FIRST_STEPS}. */
export type FirstStep = (typeof FIRST_STEPS)[number];

const KEY = 'fastops.first-start';
const NEWS = 'fastops:first-start';

/** Where the first start stands: kept on this machine, so that it goes on after a power cut. Undefined: nobody is at it. */
export function useFirstStart(): { step: FirstStep | undefined; go(step: FirstStep | undefined): void } {
  const stored = useSyncExternalStore(listen, () => localStorage.getItem(KEY) ?? '');
  return { step: FIRST_STEPS.find((each) => each === stored), go };
}

/** The step after one; undefined after the last. */
export function stepAfter(step: FirstStep): FirstStep | undefined {
  return FIRST_STEPS[FIRST_STEPS.indexOf(step) + 1];
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
