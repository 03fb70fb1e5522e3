import { useEffect, useRef, useState } from 'react';

/** Long enough to catch the eye that comes back to the screen. */
const FRESH_MS = 4000;

/** Which ids came while this was open, and only for a moment. What was there at first is not news. */
export function useFresh(ids: readonly string[]): ReadonlySet<string> {
  const known = useRef<ReadonlySet<string>>(undefined);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const key = ids.join(' ');

  useEffect(() => {
    const now = key === '' ? [] : key.split(' ');
    const before = known.current;
    known.current = new Set([...(before ?? []), ...now]);
    if (!before) return;
    const arrived = now.filter((id) => !before.has(id));
    if (arrived.length === 0) return;
    setFresh((shown) => new Set([...shown, ...arrived]));
    setTimeout(() => setFresh((shown) => new Set([...shown].filter((id) => !arrived.includes(id)))), FRESH_MS);
  }, [key]);

  return fresh;
}
