/** What was sold in one hour of one day. */
export type HourSum = { readonly day: string; readonly hour: number; readonly sales: number; readonly tickets: number };
/** What is normal for an hour: least, average and most of the days that are compared with. */
export type UsualHour = { readonly hour: number; readonly low: number; readonly average: number; readonly high: number };
/** Sales and tickets. */
export type SoldSum = { readonly sales: number; readonly tickets: number };

/** A day beside the days it is compared with. */
export type Comparison = {
  /** The same weekday a week before, up to the same time of the day; undefined when nothing was sold on it. */
  readonly lastWeek: SoldSum | undefined;
  /** The average of the same weekdays that sold anything, up to the same time; `days`: how many they are. */
  readonly average: (SoldSum & { readonly days: number }) | undefined;
  readonly usual: readonly UsualHour[];
};

const HOURS = 24;
const HOUR_MS = 3_600_000;

/** How much of a business day has gone by, in hours since it began; a day that is over has all of them. */
export function hoursGone(at: {
  readonly now: number;
  readonly utcOffsetHours: number;
  readonly dayStartHour: number;
  readonly isOver: boolean;
}): number {
  if (at.isOver) return HOURS;
  return (((at.now / HOUR_MS + at.utcOffsetHours - at.dayStartHour) % HOURS) + HOURS) % HOURS;
}

/**
 * Compares a day with earlier ones of the same weekday, up to the same time: whole hours that went by, and the part of the present
 * one. Sums are rounded to whole pesos.
 */
export function compareDay(
  earlier: readonly HourSum[],
  at: { readonly lastWeek: string; readonly dayStartHour: number; readonly gone: number },
): Comparison {
  const weightOf = (hour: number) => Math.min(1, Math.max(0, at.gone - ((hour - at.dayStartHour + HOURS) % HOURS)));
  const soFar = (rows: readonly HourSum[]): SoldSum => ({
    sales: Math.round(rows.reduce((sum, row) => sum + row.sales * weightOf(row.hour), 0)),
    tickets: Math.round(rows.reduce((sum, row) => sum + row.tickets * weightOf(row.hour), 0)),
  });
  const byDay = Map.groupBy(
    earlier.filter(({ tickets }) => tickets > 0),
    ({ day }) => day,
  );
  const lastWeek = byDay.get(at.lastWeek);
  const days = byDay.size;
  const all = soFar([...byDay.values()].flat());
  return {
    lastWeek: lastWeek && soFar(lastWeek),
    average: days === 0 ? undefined : { sales: Math.round(all.sales / days), tickets: Math.round(all.tickets / days), days },
    usual: days === 0 ? [] : usualHours([...byDay.values()]),
  };
}

function usualHours(days: readonly (readonly HourSum[])[]): UsualHour[] {
  return Array.from({ length: HOURS }, (_, hour) => {
    const sales = days.map((rows) => rows.find((row) => row.hour === hour)?.sales ?? 0);
    const average = Math.round(sales.reduce((sum, value) => sum + value, 0) / sales.length);
    return { hour, low: Math.min(...sales), average, high: Math.max(...sales) };
  });
}
