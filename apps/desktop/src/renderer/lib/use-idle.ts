import { useEffect, useEffectEvent } from 'react';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Calls once nobody has touched the screen or a key for so many minutes; 0 waits for ever. */
export function useIdle(minutes: number, onIdle: () => void): void {
  const left = useEffectEvent(onIdle);
  useEffect(() => {
    if (minutes <= 0) return;
    let timer = setTimeout(() => left(), minutes * 60_000);
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(() => left(), minutes * 60_000);
    };
    for (const sign of SIGNS) window.addEventListener(sign, restart, { passive: true, capture: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, restart, { capture: true });
    };
  }, [minutes]);
}
