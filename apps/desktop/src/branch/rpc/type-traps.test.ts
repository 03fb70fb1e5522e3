import { expect, test } from 'vitest';
import { sayFigure } from '@fastops/shared/testing/soak';
import { TRAPS, tryTraps } from '../testing/type-traps.ts';

test('D13: no field of any procedure takes a value that would be changed in silence', () => {
  const { tried, accepted } = tryTraps(TRAPS);
  sayFigure({ id: 'D13', trials: tried, of: 'traps in the fields of every procedure', bad: accepted.length, named: 'accepted' });
  expect(accepted).toEqual([]);
  expect(tried).toBeGreaterThan(500);
});
