import { SHOP_TIME_ZONE } from './clock.ts';
import type { Language } from './i18n.ts';

/** `10:42` on the shop's wall. */
export function clockTime(at: number): string {
  return new Intl.DateTimeFormat('es-CO', { timeZone: SHOP_TIME_ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** `martes, 24 de noviembre`. */
export function longDay(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: SHOP_TIME_ZONE, weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

/** `10:42`, or `23 nov, 10:42` when it was another day. */
export function clockTimeOrDay(at: number, now: number, locale: string): string {
  if (calendarDay(at) === calendarDay(now)) return clockTime(at);
  return `${shortDay(at, locale)}, ${clockTime(at)}`;
}

/** `2026-11-24` on the shop's calendar. */
export function calendarDay(at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: SHOP_TIME_ZONE }).format(at);
}

/** `23 nov` of a business day written `YYYY-MM-DD`. */
export function shortBusinessDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(Date.parse(`${day}T00:00:00Z`));
}

/** `1.234`: grouped like the pesos beside it, so that one screen has one kind of dot. */
export function wholeNumber(count: number): string {
  return new Intl.NumberFormat('es-CO').format(count);
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

/** Basis points as people say a rate: 800 → `8`. */
export function rateText(rateBp: number): string {
  return new Intl.NumberFormat('es-CO', { maximumFractionDigits: 2 }).format(rateBp / 100);
}


function shortDay(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: SHOP_TIME_ZONE, day: 'numeric', month: 'short' }).format(at);
}
