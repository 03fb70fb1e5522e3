/** When a copy was taken and of which business day it is: all that decides how long it stays. */
export type RotatedBackup = { readonly name: string; readonly takenAt: number; readonly businessDay: string };

/** How many copies stay of each kind: the newest of all, the last of each business day, the last of each week. */
export type RotationPolicy = { readonly newest: number; readonly days: number; readonly weeks: number };

/** Two hours of quarter-hours, a week of days, a month of weeks. */
export const ROTATION: RotationPolicy = { newest: 8, days: 7, weeks: 4 };

/** The copies that may go: none of the newest, nor the last of a day or week that is still kept. */
export function outdatedBackups<B extends RotatedBackup>(backups: readonly B[], policy: RotationPolicy = ROTATION): B[] {
  const newestFirst = backups.toSorted((a, b) => b.takenAt - a.takenAt);
  const kept = new Set([
    ...newestFirst.slice(0, policy.newest),
    ...lastOfEach(newestFirst, ({ businessDay }) => businessDay).slice(0, policy.days),
    ...lastOfEach(newestFirst, ({ businessDay }) => weekOf(businessDay)).slice(0, policy.weeks),
  ]);
  return newestFirst.filter((backup) => !kept.has(backup));
}

function lastOfEach<B>(newestFirst: readonly B[], group: (backup: B) => string): B[] {
  const first = new Map<string, B>();
  for (const backup of newestFirst) if (!first.has(group(backup))) first.set(group(backup), backup);
  return [...first.values()];
}

/** Weeks are counted in sevens from 5 January 1970, a Monday: a name for the group, not for people. */
function weekOf(businessDay: string): string {
  return String(Math.floor((Date.parse(`${businessDay}T00:00:00Z`) / 86_400_000 - 4) / 7));
}
