import { describe, expect, test } from 'vitest';
import { redFlags, type BranchSigns } from './red-flags.ts';
import { isPeriod } from './report.ts';
import { dayAfter, daysBetween, wholeWeeks, weekdayOf } from './days.ts';
import { menuClasses } from './menu-classes.ts';
import { compareDay, hoursGone } from './usual.ts';

const NOW = Date.UTC(2026, 10, 24, 17);
const QUIET: BranchSigns = {
  branchId: 'norte',
  now: NOW,
  lastContactAt: NOW,
  isOpen: true,
  sales: 1_000_000,
  tickets: 60,
  voids: { count: 0, amount: 0 },
  noSales: 0,
  freeNoSales: 0,
  kitchen: { tickets: 60, late: 0 },
  worstDifference: null,
  differenceLimit: 10_000,
};
const kinds = (signs: Partial<BranchSigns>) => redFlags({ ...QUIET, ...signs }).map(({ kind }) => kind);

describe('red flags', () => {
  test('a quiet day has none', () => expect(kinds({})).toEqual([]));
  test('a branch is silent after half an hour, and only while its drawer is open', () => {
    expect(kinds({ lastContactAt: NOW - 30 * 60_000 })).toEqual([]);
    expect(kinds({ lastContactAt: NOW - 31 * 60_000 })).toEqual(['silent']);
    expect(kinds({ lastContactAt: NOW - 31 * 60_000, isOpen: false })).toEqual([]);
  });
  test('a drawer is off beyond the limit, missing or too much', () => {
    expect(kinds({ worstDifference: 10_000 })).toEqual([]);
    expect(kinds({ worstDifference: -10_001 })).toEqual(['difference']);
    expect(kinds({ worstDifference: 10_001 })).toEqual(['difference']);
  });
  test('voids count from three, when they are over three of a hundred pesos', () => {
    expect(kinds({ voids: { count: 2, amount: 500_000 } })).toEqual([]);
    expect(kinds({ voids: { count: 3, amount: 30_000 } })).toEqual([]);
    expect(kinds({ voids: { count: 3, amount: 40_000 } })).toEqual(['voids']);
  });
  test('a drawer opened without a sale more often than is free, and a late kitchen', () => {
    expect(kinds({ noSales: 1, freeNoSales: 1 })).toEqual([]);
    expect(kinds({ noSales: 2, freeNoSales: 1 })).toEqual(['no-sale']);
    expect(kinds({ kitchen: { tickets: 60, late: 9 } })).toEqual([]);
    expect(kinds({ kitchen: { tickets: 60, late: 10 } })).toEqual(['late-kitchen']);
  });
  test('the gravest come first', () => {
    expect(kinds({ noSales: 4, worstDifference: -20_000 })).toEqual(['difference', 'no-sale']);
  });
});

describe('a day beside its usual ones', () => {
  const at = { lastWeek: '2026-11-17', dayStartHour: 5, gone: 7.5 };
  const row = (day: string, hour: number, sales: number, tickets = 1) => ({ day, hour, sales, tickets });

  test('is compared up to the same time: whole hours, and the part of the present one', () => {
    const earlier = [row('2026-11-17', 11, 100), row('2026-11-17', 12, 100), row('2026-11-17', 13, 100)];
    // Half past twelve: from five on, seven and a half hours.
    expect(compareDay(earlier, at).lastWeek).toEqual({ sales: 150, tickets: 2 });
  });
  test('after midnight is the end of the day, not its beginning', () => {
    expect(compareDay([row('2026-11-17', 1, 900)], at).lastWeek).toEqual({ sales: 0, tickets: 0 });
    expect(compareDay([row('2026-11-17', 1, 900)], { ...at, gone: 24 }).lastWeek).toEqual({ sales: 900, tickets: 1 });
  });
  test('days without sales are not averaged, and no day is no average', () => {
    const earlier = [row('2026-11-17', 11, 300), row('2026-11-10', 11, 100), row('2026-11-03', 11, 0, 0)];
    expect(compareDay(earlier, at)).toMatchObject({ average: { sales: 200, tickets: 1, days: 2 } });
    expect(compareDay(earlier, at).usual[11]).toEqual({ hour: 11, low: 100, average: 200, high: 300 });
    expect(compareDay([], at)).toEqual({ lastWeek: undefined, average: undefined, usual: [] });
  });
  test('hours since five in the morning in Bogotá', () => {
    expect(hoursGone({ now: NOW, utcOffsetHours: -5, dayStartHour: 5, isOver: false })).toBe(7);
    expect(hoursGone({ now: NOW + 14 * 3_600_000, utcOffsetHours: -5, dayStartHour: 5, isOver: false })).toBe(21);
    expect(hoursGone({ now: NOW, utcOffsetHours: -5, dayStartHour: 5, isOver: true })).toBe(24);
  });
});

describe('periods and the menu', () => {
  test('a period runs forward, two years at most', () => {
    expect(isPeriod({ from: '2026-11-01', to: '2026-11-01' })).toBe(true);
    expect(isPeriod({ from: '2026-11-02', to: '2026-11-01' })).toBe(false);
    expect(isPeriod({ from: '2023-11-01', to: '2026-11-01' })).toBe(false);
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-29')]).toEqual([1, 7]);
  });

  test('a period is whole weeks and the days at its ends: each of its days once', () => {
    const daysOf = ({ from, to }: { from: string; to: string }) =>
      Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => dayAfter(from, index));
    for (let start = 0; start < 7; start += 1)
      for (let length = 0; length < 40; length += 1) {
        const period = { from: dayAfter('2026-11-16', start), to: dayAfter('2026-11-16', start + length) };
        const { weeks, days } = wholeWeeks(period);
        const inWeeks = weeks ? daysOf(weeks).filter((day) => weekdayOf(day) === 1) : [];
        const all = [...inWeeks.flatMap((monday) => daysOf({ from: monday, to: dayAfter(monday, 6) })), ...days.flatMap(daysOf)];
        expect(all.sort(), JSON.stringify(period)).toEqual(daysOf(period));
        expect(days.flatMap(daysOf).length).toBeLessThanOrEqual(12);
      }
  });
  test('the four classes of a menu', () => {
    const item = (quantity: number, price: number, unitCost: number) => ({ quantity, sales: quantity * price, unitCost });
    expect(menuClasses([item(100, 20, 5), item(100, 8, 5), item(5, 30, 5), item(5, 6, 5)])).toEqual(['star', 'workhorse', 'puzzle', 'dog']);
    expect(menuClasses([])).toEqual([]);
  });
});
