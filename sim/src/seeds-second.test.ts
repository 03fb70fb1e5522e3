import { expect, test } from 'vitest';
import { seedsOfHalf } from './half.ts';

test('S1: tills and cloud agree to the peso after any trouble, second half of the seeds', async () => {
  const { ran, failed, unsteady } = await seedsOfHalf(1);
  expect({ failed, unsteady }).toEqual({ failed: [], unsteady: [] });
  expect(ran).toBeGreaterThanOrEqual(100);
});
