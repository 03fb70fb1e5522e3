const DAY_MS = 86_400_000;

/** How many days later the second is. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The day so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Monday 1 … Sunday 7. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** A period cut where weeks begin: its whole weeks, by the Mondays of the first and the last, and the days that are in none of them. */
export type WeeksAndDays = {
  readonly weeks: { readonly from: string; readonly to: string } | undefined;
  readonly days: readonly { readonly from: string; readonly to: string }[];
};

/** Cuts a period into whole weeks and what is left of it at both ends. */
export function wholeWeeks({ from, to }: { readonly from: string; readonly to: string }): WeeksAndDays {
  const first = dayAfter(from, (8 - weekdayOf(from)) % 7);
  const next = dayAfter(to, 1);
  const afterLast = dayAfter(next, 1 - weekdayOf(next));
  if (first >= afterLast) return { weeks: undefined, days: [{ from, to }] };
  const ends = [
    { from, to: dayAfter(first, -1) },
    { from: afterLast, to },
  ];
  return { weeks: { from: first, to: dayAfter(afterLast, -7) }, days: ends.filter((end) => end.from <= end.to) };
}
