import { useSyncExternalStore } from 'react';

/** Whether a media query holds, for what can't be decided by a style alone. */
export function useRoomFor(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}
