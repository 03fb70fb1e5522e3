import { useEffect, useEffectEvent } from 'react';

/** Said by the window before it closes; whoever prevents it holds the window open. */
const LEAVING = 'fastops:leaving';

/** Asks before the window closes: `hold` answers whether it must stay, and then shows why. */
export function useLeaving(hold: () => boolean): void {
  const answer = useEffectEvent((event: Event) => {
    if (hold()) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: Event) => answer(event);
    window.addEventListener(LEAVING, listen);
    return () => window.removeEventListener(LEAVING, listen);
  }, []);
}

/** Closes the window; whoever holds it is asked again. */
export function leave(): void {
  window.close();
}
