import { expect, test } from 'vitest';
import { NOTHING_WRONG } from './testing/compared.ts';
import { stayAway } from './testing/long-absence.ts';

test('R23: a day without a line on three tills, with restarts and new prices waiting, then everything is everywhere by itself', async () => {
  const reunion = await stayAway({ days: 1, tills: 3, ordersPerDay: 20, discardsPerDay: 2, refundsPerDay: 2 });
  expect(reunion).toMatchObject({ ...NOTHING_WRONG, shifts: 3, discards: 6, refunds: 6, restarts: 1, priceChanges: 5, missingOnTills: 0 });
  expect(reunion.hours).toMatchObject({ tickets: 60 });
});
