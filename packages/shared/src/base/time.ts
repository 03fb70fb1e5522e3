import { z } from 'zod';

const HOUR_MS = 3_600_000;

/** `YYYY-MM-DD`, a date that exists. */
export const businessDaySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((day) => {
    const at = Date.parse(`${day}T00:00:00Z`);
    return Number.isFinite(at) && isoDay(at) === day;
  }, 'no such date');

/**
 * The business day that a moment belongs to: the local date, but hours before `startHour` still count as yesterday.
 * Colombia keeps UTC−5 all year, so an offset is enough; countries with summer time hand in that moment's offset.
 */
export function businessDayAt(atMs: number, utcOffsetHours: number, startHour: number): string {
  return isoDay(atMs + (utcOffsetHours - startHour) * HOUR_MS);
}

/** Local hour of the day, 0…23. */
export function localHourAt(atMs: number, utcOffsetHours: number): number {
  return new Date(atMs + utcOffsetHours * HOUR_MS).getUTCHours();
}

/** `2026-11-20 19:30` in the branch's own time: for tickets and lists. */
export function localStamp(atMs: number, utcOffsetHours: number): string {
  return new Date(atMs + utcOffsetHours * HOUR_MS).toISOString().slice(0, 16).replace('T', ' ');
}

function isoDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
