import { money } from '@fastops/shared/base/money';
import { describe, expect, it } from 'vitest';

import type { Branch } from './today.queries.ts';
import { axisMarks } from '../../lib/axis-marks.ts';
import { wholeUntil } from '../../lib/whole-until.ts';
import { custodyOf, hourRows, hoursInSight, seriesOf, strongestHour } from './today.view.ts';

const NOTHING = { count: 0, value: money(0), oldestAt: null };

describe('the hours in sight', () => {
  it('begin with the first busy hour and end with the present one', () => {
    expect(hoursInSight(busyAt(11, 12, 19), 20)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });
  it('read past midnight as one day when the shop sells into the night', () => {
    expect(hoursInSight(busyAt(18, 23, 1), 2)).toEqual([18, 19, 20, 21, 22, 23, 0, 1, 2]);
  });
  it('are eight at least, so that one sale does not fill the chart', () => {
    const hours = hoursInSight(busyAt(12), 12);
    expect(hours).toHaveLength(8);
    expect(hours).toContain(12);
  });
  it('are all twenty-four for a shop that never closes', () => {
    const hours = hoursInSight(busyAt(...Array.from({ length: 24 }, (_, hour) => hour)), 9);
    expect(new Set(hours).size).toBe(24);
  });
});

describe('the series', () => {
  it('keep the order of the list, so that a branch keeps its drawing when it overtakes another', () => {
    const slow = aBranch({ branchId: 'a', sales: money(1) });
    const fast = aBranch({ branchId: 'b', sales: money(9) });
    expect(seriesOf([slow, fast]).map((series) => series.key)).toEqual(['a', 'b']);
  });
  it('are five at most: four branches and all the others as one, without losing a peso', () => {
    const branches = Array.from({ length: 7 }, (_, index) =>
      aBranch({
        branchId: `b${index}`,
        sales: money(index * 100),
        byHour: busyAt(12).map((each) => (each.hour === 12 ? { ...each, sales: money(index * 100) } : each)),
      }),
    );
    const series = seriesOf(branches);
    expect(series.map((each) => each.key)).toEqual(['b3', 'b4', 'b5', 'b6', 'others']);
    const noon = hourRows(series, 12).find((row) => row.hour === 12);
    expect(noon?.sales).toBe(2100);
    expect(noon?.parts.reduce<number>((sum, part) => sum + part, 0)).toBe(2100);
    expect(noon?.tickets).toBe(7);
  });
});

describe('the strongest hour', () => {
  it('is the one that sold most', () => {
    const branch = aBranch({ byHour: busyAt(11, 12).map((each) => (each.hour === 12 ? { ...each, sales: money(500) } : each)) });
    expect(strongestHour(hourRows(seriesOf([branch]), 13))?.hour).toBe(12);
  });
  it('does not exist on a day without sales', () => {
    expect(strongestHour(hourRows(seriesOf([aBranch({})]), 13))).toBeUndefined();
  });
});

describe('what is not in the cloud yet', () => {
  it('adds up over the branches, and is as old as its oldest', () => {
    const branches = [
      aBranch({ custody: { count: 2, value: money(30_000), oldestAt: 200 } }),
      aBranch({ custody: NOTHING }),
      aBranch({ custody: { count: 1, value: money(5_000), oldestAt: 100 } }),
    ];
    expect(custodyOf(branches)).toEqual({ count: 3, value: 35_000, oldestAt: 100 });
  });
  it('keeps a branch whole only up to the oldest thing that its slowest till holds', () => {
    const held = aTerminal({ lastContactAt: 900, custody: { count: 3, value: money(1), oldestAt: 400 } });
    expect(wholeUntil([aTerminal({ lastContactAt: 1000 }), held])).toBe(400);
    expect(wholeUntil([aTerminal({ lastContactAt: 1000 }), aTerminal({ lastContactAt: 700 })])).toBe(700);
  });
  it('is not asked of retired tills, nor of one that never spoke', () => {
    expect(
      wholeUntil([aTerminal({ lastContactAt: 1000 }), aTerminal({ lastContactAt: 1, revoked: true }), aTerminal({ lastContactAt: null })]),
    ).toBe(1000);
    expect(wholeUntil([])).toBeNull();
  });
});

describe('the axis', () => {
  it('goes in round steps to just above the highest bar', () => {
    expect(axisMarks(380_000)).toEqual([0, 100_000, 200_000, 300_000, 400_000]);
    expect(axisMarks(99_999_999)).toEqual([0, 50_000_000, 100_000_000]);
    expect(axisMarks(0)).toEqual([0, 1]);
  });
});

function busyAt(...hours: readonly number[]): Branch['byHour'] {
  return Array.from({ length: 24 }, (_, hour) => ({ hour, sales: money(0), tickets: hours.includes(hour) ? 1 : 0 }));
}

function aBranch(branch: Partial<Branch>): Branch {
  return {
    branchId: 'branch',
    name: 'Norte',
    businessDay: '2026-11-24',
    utcOffsetHours: -5,
    sales: money(0),
    tickets: 0,
    averageTicket: money(0),
    byHour: busyAt(),
    custody: NOTHING,
    lastContactAt: null,
    terminals: [],
    ...branch,
  };
}

function aTerminal(terminal: Partial<Branch['terminals'][number]>): Branch['terminals'][number] {
  return { id: 'till', name: 'Caja A', lastContactAt: null, custody: NOTHING, revoked: false, ...terminal };
}
