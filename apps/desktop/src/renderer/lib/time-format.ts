import { useMemo } from 'react';

import { LOCALE } from './i18n.ts';
import { useSettings } from './settings.tsx';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type TimeFormat = {
  /** `7:42 p. m.` */
  readonly clock: (atMs: number) => string;
  /** `hace 5 min`, in the largest unit that is at least one. */
  readonly ago: (atMs: number, now: number) => string;
};

export function useTimeFormat(): TimeFormat {
  const { language } = useSettings();
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat(LOCALE[language], { hour: 'numeric', minute: '2-digit' });
    const relative = new Intl.RelativeTimeFormat(LOCALE[language], { numeric: 'auto', style: 'short' });
    return {
      clock: (atMs) => clock.format(atMs),
      ago: (atMs, now) => {
        const age = Math.max(0, now - atMs);
        if (age < MINUTE_MS) return relative.format(-Math.floor(age / 1000), 'second');
        if (age < HOUR_MS) return relative.format(-Math.floor(age / MINUTE_MS), 'minute');
        return age < DAY_MS ? relative.format(-Math.floor(age / HOUR_MS), 'hour') : relative.format(-Math.floor(age / DAY_MS), 'day');
      },
    };
  }, [language]);
}
