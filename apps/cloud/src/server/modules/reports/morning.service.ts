import { businessDayAt } from '@fastops/shared/base/time';
import type { Reach } from '@fastops/shared/identity/access';
import { redFlags, type RedFlag } from '@fastops/shared/reports/red-flags';
import { dayAfter } from '@fastops/shared/reports/days';
import { compareDay, hoursGone, type Comparison, type HourSum } from '@fastops/shared/reports/usual';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { daysNow, type DayNow } from '../dashboard/dashboard.service.ts';
import { flagLimitsOf } from './flag-limits.service.ts';
import { hoursOfDays, signsOf, type SignsRow } from './morning.store.ts';

/** Weeks back that make a weekday's average. */
const WEEKS = 4;

export type BranchMorning = Comparison & { readonly branchId: string; readonly sales: number; readonly tickets: number };
export type Morning = { readonly now: number; readonly branches: readonly BranchMorning[]; readonly flags: readonly RedFlag[] };

/** How the day of each branch within reach stands beside its usual ones, and what a person should look at. */
export async function morning(sql: TenantSql, { now, reach }: { now: number; reach: Reach }): Promise<Morning> {
  const days = await daysNow(sql, { now, reach });
  const earlier = days.flatMap(({ id, businessDay }) =>
    Array.from({ length: WEEKS + 1 }, (_, week) => ({ id, businessDay: dayAfter(businessDay, -7 * week) })),
  );
  const limits = await flagLimitsOf(sql);
  const [hours, signs] = await Promise.all([hoursOfDays(sql, earlier), signsOf(sql, days, { now, lateMs: limits.lateMinutes * 60_000 })]);
  const byBranch = Map.groupBy(hours, ({ branchId }) => branchId);
  const branches = days.map((day) => branchMorning(day, byBranch.get(day.id) ?? [], now));
  const flags = signs.flatMap((row) => {
    const branch = branches.find(({ branchId }) => branchId === row.branchId);
    return branch ? redFlags(signsFor(row, branch, now), limits) : [];
  });
  return { now, branches, flags: flags.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning')) };
}

function branchMorning(day: DayNow, rows: readonly HourSum[], now: number): BranchMorning {
  const { utcOffsetHours, dayStartHour, businessDay } = day;
  const today = rows.filter((row) => row.day === businessDay);
  const isOver = businessDay !== businessDayAt(now, utcOffsetHours, dayStartHour);
  return {
    branchId: day.id,
    sales: today.reduce((sum, row) => sum + row.sales, 0),
    tickets: today.reduce((sum, row) => sum + row.tickets, 0),
    ...compareDay(
      rows.filter((row) => row.day !== businessDay),
      { lastWeek: dayAfter(businessDay, -7), dayStartHour, gone: hoursGone({ now, utcOffsetHours, dayStartHour, isOver }) },
    ),
  };
}

function signsFor(row: SignsRow, { sales, tickets }: BranchMorning, now: number) {
  const voids = { count: row.voidCount, amount: row.voidAmount };
  return { ...row, now, sales, tickets, voids, kitchen: { tickets: row.kitchenTickets, late: row.kitchenLate } };
}
