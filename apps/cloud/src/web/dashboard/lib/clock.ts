import { useEffect, useState } from 'react';

export function clientNow(): number {
  return Date.now();
}

/** The time, renewed often enough for words such as "hace 5 s". */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(clientNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(clientNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
