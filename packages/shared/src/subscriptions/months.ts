const DAY_MS = 86_400_000;
/** Colombia has no summer time: its days begin at 05:00 UTC all year. */
const OFFSET_MS = 5 * 3_600_000;

/** The same day `months` later, at the same hour; the last of the month where the anchor day isn't in it, and the anchor again in the next. */
export function addMonths(at: number, months: number, anchorDay: number): number {
  const local = new Date(at - OFFSET_MS);
  const year = local.getUTCFullYear();
  const month = local.getUTCMonth() + months;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeOfDay = (((at - OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS;
  return Date.UTC(year, month, Math.min(anchorDay, last)) + timeOfDay + OFFSET_MS;
}

/** The day of the month of a moment, in Colombia. */
export function dayOfMonth(at: number): number {
  return new Date(at - OFFSET_MS).getUTCDate();
}

/** The date of a moment, in Colombia. */
export function businessDateAt(at: number): string {
  return new Date(at - OFFSET_MS).toISOString().slice(0, 10);
}
