import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shiftAt, shiftsOf, type ShiftSession } from './shifts.ts';

const HOUR = 3_600_000;
const session = (id: string, from: number, to: number | null, person = id): ShiftSession => {
  return { id, businessDay: '2026-11-24', openedAt: from * HOUR, closedAt: to === null ? null : to * HOUR, person };
};

test('drawers that are open together are one shift, one after the other are two', () => {
  const shifts = shiftsOf([session('tarde', 16, 23), session('A', 8, 15), session('B', 9, 15.5, 'Luis')]);
  expect(shifts.map(({ from, to, people }) => [from / HOUR, Number(to) / HOUR, people])).toEqual([
    [8, 15.5, ['A', 'Luis']],
    [16, 23, ['tarde']],
  ]);
});

test('a count after the close is the closing shift’s, and goods before the first opening the first one’s', () => {
  const shifts = shiftsOf([session('mañana', 8, 15), session('tarde', 16, 23)]);
  expect([7, 8, 15.5, 16, 23.5].map((hour) => shiftAt(shifts, hour * HOUR)?.id)).toEqual(['mañana', 'mañana', 'mañana', 'tarde', 'tarde']);
  expect(shiftAt([], 5)).toBeUndefined();
});

test('a drawer that nobody closed holds the shifts of a day together, not those of a month', () => {
  const shifts = shiftsOf([session('rota', 8, null), session('otra', 10, 20), session('mañana', 34, 40)]);
  expect(shifts.map(({ id, to }) => [id, to])).toEqual([
    ['rota', null],
    ['mañana', 40 * HOUR],
  ]);
});

test('however sessions lie, whatever happened falls into exactly one shift, whatever order they came in', () => {
  const drawer = fc.record({ from: fc.integer({ min: 0, max: 200 }), hours: fc.integer({ min: 0, max: 14 }) });
  fc.assert(
    fc.property(fc.array(drawer, { minLength: 1, maxLength: 12 }), fc.integer({ min: -10, max: 260 }), (drawers, hour) => {
      const sessions = drawers.map(({ from, hours }, index) => session(`s${index}`, from, from + hours));
      const shifts = shiftsOf(sessions);
      expect(shiftsOf([...sessions].reverse())).toEqual(shifts);
      expect(shifts.filter((each) => each === shiftAt(shifts, hour * HOUR))).toHaveLength(1);
      for (const [index, { from }] of shifts.entries()) expect(from).toBeGreaterThanOrEqual(shifts[index - 1]?.to ?? from);
    }),
    { seed: 24, numRuns: 200 },
  );
});
