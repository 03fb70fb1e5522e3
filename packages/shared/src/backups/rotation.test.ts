import { expect, test } from 'vitest';
import { outdatedBackups, ROTATION, type RotatedBackup } from './rotation.ts';

const QUARTER_MS = 15 * 60_000;

/** A till that takes a copy every quarter of an hour, twelve hours a day, and rotates after each. */
function keptAfter(days: number): RotatedBackup[] {
  let kept: RotatedBackup[] = [];
  for (let day = 0; day < days; day += 1) {
    const opening = Date.parse('2026-11-02T06:00:00Z') + day * 86_400_000;
    for (let quarter = 0; quarter < 48; quarter += 1) {
      const takenAt = opening + quarter * QUARTER_MS;
      const name = new Date(takenAt).toISOString();
      kept.push({ name, takenAt, businessDay: name.slice(0, 10) });
      const gone = new Set(outdatedBackups(kept));
      kept = kept.filter((backup) => !gone.has(backup));
    }
  }
  return kept;
}

test('after two months there are the last two hours, the last of seven days and of four weeks', () => {
  const kept = keptAfter(60);
  const days = [...new Set(kept.map(({ businessDay }) => businessDay))];
  expect(kept.length).toBe(ROTATION.newest + (ROTATION.days - 1) + 2);
  expect(days.at(-1)).toBe('2026-12-31');
  expect(days.slice(-7)).toEqual(['2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31']);
  // The last business day of the weeks before, Sundays.
  expect(days.slice(0, -7)).toEqual(['2026-12-13', '2026-12-20']);
});

test('the newest copy stays, whatever its business day', () => {
  const odd = { name: 'odd', takenAt: 10, businessDay: '' };
  expect(outdatedBackups([odd])).toEqual([]);
  expect(outdatedBackups([])).toEqual([]);
});
