import type { Language } from './i18n.ts';

const HOUR_MS = 3_600_000;

/** A moment on a shop's wall: owners read the shop's clock, wherever they are themselves. */
export type WallTime = { readonly at: number; readonly utcOffsetHours: number };

/** `10:42`. */
export function clockTime(wall: WallTime): string {
  return new Intl.DateTimeFormat('es-CO', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(onWall(wall));
}

/** The hour, 0…23. */
export function clockHour(wall: WallTime): number {
  return new Date(onWall(wall)).getUTCHours();
}

/** `martes, 24 de noviembre`. */
export function longDay(wall: WallTime, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(onWall(wall));
}

/** `10:42`, or `23 de nov, 10:42` when it was another day. */
export function clockTimeOrDay(wall: WallTime, now: number, locale: string): string {
  const day = calendarDay(wall);
  if (day === calendarDay({ ...wall, at: now })) return clockTime(wall);
  return `${shortBusinessDay(day, locale)}, ${clockTime(wall)}`;
}

/** `2026-11-24` on the shop's calendar. */
export function calendarDay(wall: WallTime): string {
  return new Date(onWall(wall)).toISOString().slice(0, 10);
}

/** `23 de nov` of a business day written `YYYY-MM-DD`. */
export function shortBusinessDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(Date.parse(`${day}T00:00:00Z`));
}

/** `1.234`: grouped like the pesos beside it, so that one screen has one kind of dot. */
export function wholeNumber(count: number): string {
  return new Intl.NumberFormat('es-CO').format(count);
}

/** Words that stay on one line. */
export function unbroken(words: string): string {
  return words.replaceAll(' ', '\u00a0');
}

/** `7`, `07:00`. */
export function hourLabel(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** An amount short enough for an axis: the number and which unit it counts. */
export function shortAmount(amount: number, language: Language): { readonly value: string; readonly unit?: 'thousand' | 'million' } {
  const [divisor, unit] = amount >= 1_000_000 ? ([1_000_000, 'million'] as const) : ([1000, 'thousand'] as const);
  if (amount < 1000) return { value: wholeNumber(amount) };
  const value = new Intl.NumberFormat(language === 'es' ? 'es-CO' : 'en-US', { maximumFractionDigits: 1 }).format(amount / divisor);
  return { value, unit };
}

/** Minutes and seconds of a wait, never less than a second while it lasts. */
export function waitParts(ms: number): { readonly minutes: number; readonly seconds: number } {
  const whole = Math.max(0, Math.ceil(ms / 1000));
  return { minutes: Math.floor(whole / 60), seconds: whole % 60 };
}

/** `12 min`, `3 h`, `2 días`: a length in the largest unit that is at least one. */
export function spanText(ms: number, locale: string): string {
  const minutes = Math.floor(ms / 60_000);
  const [unit, value] =
    minutes < 60 ? (['minute', minutes] as const) : minutes < 1440 ? (['hour', minutes / 60] as const) : (['day', minutes / 1440] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.floor(value));
}

/** Basis points as people say a rate: 800 → `8`. */
export function rateText(rateBp: number): string {
  return new Intl.NumberFormat('es-CO', { maximumFractionDigits: 2 }).format(rateBp / 100);
}

function onWall({ at, utcOffsetHours }: WallTime): number {
  return at + utcOffsetHours * HOUR_MS;
}
