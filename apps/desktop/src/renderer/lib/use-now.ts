import { useCallback, useSyncExternalStore } from 'react';

/** The clock in steps of `everyMs`, redrawn at each step while `running`: for countdowns and ages on screen. */
export function useNow(everyMs: number, running = true): number {
  const subscribe = useCallback(
    (onStep: () => void) => {
      if (!running) return () => undefined;
      const timer = setInterval(onStep, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs, running],
  );
  // Rounded, because React asks several times for one drawing and must hear the same.
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / everyMs) * everyMs);
}
