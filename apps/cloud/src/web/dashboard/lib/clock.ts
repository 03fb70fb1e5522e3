import { useEffect, useState } from 'react';

/** Where the shops are: their clocks are the ones the owner reads, wherever the owner is. */
export const SHOP_TIME_ZONE = 'America/Bogota';

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
