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
  /** `12 min`, `3 h`: a length, in the largest unit that is at least one. */
  readonly span: (ms: number) => string;
  /** `24 nov, 7:42 p. m.`. */
  readonly moment: (atMs: number) => string;
  /** `lun 23 nov`, of a business day. */
  readonly day: (businessDay: string) => string;
};

export function useTimeFormat(): TimeFormat {
  const { language } = useSettings();
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat(LOCALE[language], { hour: 'numeric', minute: '2-digit' });
    const relative = new Intl.RelativeTimeFormat(LOCALE[language], { numeric: 'auto', style: 'short' });
    const moment = new Intl.DateTimeFormat(LOCALE[language], { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });
    // At noon and in UTC, so that no zone makes another day of it.
    const day = new Intl.DateTimeFormat(LOCALE[language], { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
    return {
      day: (businessDay) => day.format(Date.parse(`${businessDay}T12:00:00Z`)),
      moment: (atMs) => moment.format(atMs),
      span: (ms) => lengthText(ms, LOCALE[language]),
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

function lengthText(ms: number, locale: string): string {
  const [unit, sizeMs] = ms < MINUTE_MS ? (['second', 1000] as const) : ms < HOUR_MS ? (['minute', MINUTE_MS] as const) : longUnit(ms);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.floor(ms / sizeMs));
}

function longUnit(ms: number) {
  return ms < DAY_MS ? (['hour', HOUR_MS] as const) : (['day', DAY_MS] as const);
}
