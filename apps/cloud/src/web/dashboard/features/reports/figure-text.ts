import { formatCop, money } from '@fastops/shared/base/money';
import type { TFunction } from 'i18next';

import { clockTime, shortBusinessDay, wholeNumber } from '../../lib/format.ts';
import type { Format, Value } from './report-table.ts';

const OFFSET_HOURS = -5;
/** In a kilo. */
const GRAMS = 1_000;

/** A figure as a person reads it. */
export function figureText(t: TFunction, locale: string, { value, format }: { readonly value: Value; readonly format: Format }): string {
  if (value === null) return '–';
  if (typeof value === 'string') return format === 'day' ? shortBusinessDay(value, locale) : value;
  return WRITE[format](value, t, locale);
}

const WRITE: Readonly<Record<Format, (value: number, t: TFunction, locale: string) => string>> = {
  text: String,
  day: String,
  money: (value) => formatCop(money(Math.round(value))),
  hundredths: (value) => formatCop(money(Math.round(value / 100))),
  count: wholeNumber,
  kilos: (value) => kilosText(value),
  share: (value) => shareText(value),
  seconds: (value, t) =>
    t('reports.seconds', { minutes: Math.floor(value / 60), seconds: String(Math.round(value % 60)).padStart(2, '0') }),
  moment: (value, _t, locale) => {
    const wall = { at: value, utcOffsetHours: OFFSET_HOURS };
    const day = new Date(value + OFFSET_HOURS * 3_600_000).toISOString().slice(0, 10);
    return `${shortBusinessDay(day, locale)}, ${clockTime(wall)}`;
  },
};

/** `12,3 %` of a part of one. */
export function shareText(part: number): string {
  return new Intl.NumberFormat('es-CO', { style: 'percent', maximumFractionDigits: 1 }).format(part);
}

/** `4,25 kg` of so many grams. */
export function kilosText(grams: number): string {
  return `${new Intl.NumberFormat('es-CO', { maximumFractionDigits: 3 }).format(grams / GRAMS)} kg`;
}

/** A figure as a file keeps it: numbers as numbers, in pesos and kilos. */
export function fileValue(value: Value, format: Format): Value {
  if (typeof value !== 'number') return value;
  if (format === 'hundredths') return value / 100;
  if (format === 'kilos') return value / GRAMS;
  if (format === 'moment') return new Date(value + OFFSET_HOURS * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  return format === 'share' ? Math.round(value * 10_000) / 10_000 : value;
}
