import { z } from 'zod';
import { businessDaySchema } from '../base/time.ts';

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * When something holds, in the shop's own time. Weekdays are 1 (Monday) to 7; none means every day. `from` and `to` are minutes
 * after midnight; with `to` ≤ `from` it runs past midnight and belongs to the weekday on which it began.
 */
export const scheduleSchema = z.strictObject({
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  from: z
    .int()
    .min(0)
    .max(DAY_MINUTES - 1),
  to: z.int().min(1).max(DAY_MINUTES),
  firstDay: businessDaySchema.optional(),
  lastDay: businessDaySchema.optional(),
});
/** See {@link scheduleSchema}. */
export type Schedule = z.infer<typeof scheduleSchema>;

/** Whether the schedule holds at a moment, by the shop's wall clock. From `from` on, until just before `to`. */
export function holdsAt(schedule: Schedule, atMs: number, utcOffsetHours: number): boolean {
  const local = atMs + utcOffsetHours * HOUR_MS;
  const minute = Math.floor(local / MINUTE_MS) % DAY_MINUTES;
  const { from, to } = schedule;
  if (to > from) return minute >= from && minute < to && isOn(schedule, local);
  if (minute >= from) return isOn(schedule, local);
  return minute < to && isOn(schedule, local - DAY_MINUTES * MINUTE_MS);
}

function isOn({ weekdays, firstDay, lastDay }: Schedule, localMs: number): boolean {
  const date = new Date(localMs);
  const day = date.toISOString().slice(0, 10);
  const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
  if (firstDay !== undefined && day < firstDay) return false;
  if (lastDay !== undefined && day > lastDay) return false;
  return weekdays.length === 0 || weekdays.includes(weekday);
}
