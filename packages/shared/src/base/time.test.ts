import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessDayAt, businessDaySchema, localHourAt, localStamp } from './time.ts';

const bogota = (stamp: string) => Date.parse(`${stamp}-05:00`);
const day = (stamp: string, startHour: number) => businessDayAt(bogota(stamp), -5, startHour);

describe('the business day', () => {
  test.each([
    ['2026-11-20T23:59:59.999', 0, '2026-11-20'],
    ['2026-11-21T00:00:00.000', 0, '2026-11-21'],
    ['2026-11-21T00:00:00.000', 4, '2026-11-20'],
    ['2026-11-21T03:59:59.999', 4, '2026-11-20'],
    ['2026-11-21T04:00:00.000', 4, '2026-11-21'],
    ['2026-11-21T22:59:59.999', 23, '2026-11-20'],
    ['2027-01-01T02:30:00.000', 5, '2026-12-31'],
    ['2028-03-01T01:00:00.000', 4, '2028-02-29'],
    ['2038-01-19T08:14:07.000', 4, '2038-01-19'],
  ])('%s with a day that starts at %i belongs to %s', (stamp, startHour, expected) => {
    expect(day(stamp, startHour)).toBe(expected);
  });

  test('lasts exactly 24 hours, at any offset and start', () => {
    const offset = fc.integer({ min: -12, max: 14 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), offset, fc.integer({ min: 0, max: 23 }), (at, utcOffset, startHour) => {
        const today = businessDayAt(at, utcOffset, startHour);
        const start = Date.parse(`${today}T00:00:00Z`) + (startHour - utcOffset) * 3_600_000;
        expect(at - start).toBeGreaterThanOrEqual(0);
        expect(at - start).toBeLessThan(86_400_000);
        expect(businessDaySchema.parse(today)).toBe(today);
      }),
    );
  });

  test.each(['2026-02-29', '2026-13-01', '2026-1-1', '20261120', '2026-11-20T00:00', ''])('%j is no date', (text) => {
    expect(businessDaySchema.safeParse(text).success).toBe(false);
  });
});

test('hours and stamps are the branch’s own', () => {
  expect(localHourAt(bogota('2026-11-20T19:30'), -5)).toBe(19);
  expect(localStamp(bogota('2026-11-20T19:30'), -5)).toBe('2026-11-20 19:30');
});
