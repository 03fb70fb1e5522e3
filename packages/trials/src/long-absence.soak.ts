import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { NOTHING_WRONG } from './testing/compared.ts';
import { stayAway } from './testing/long-absence.ts';

const TEN_MINUTES_MS = 600_000;
/** A leak of one kilobyte an order would be twelve. */
const FLAT_MB = 10;

// 14 days × 3 tills × 286 orders and 10 dropped carts: 12,012 orders, 420 refunds, 420 discards, 42 shifts.
test('R23: two weeks without a line on three tills, then everything is everywhere in ten minutes by itself', async () => {
  const days = soakSize(14);
  const reunion = await stayAway({ days, tills: 3, ordersPerDay: 286, discardsPerDay: 10, refundsPerDay: 10 });
  sayFigure({
    id: 'R23',
    trials: reunion.hours.tickets,
    of: `orders in ${days} days without a line`,
    bad: reunion.lost + reunion.strange + reunion.unlikeOrders,
    named: 'lost, doubled or unlike',
    also:
      `${reunion.refunds} refunds, ${reunion.discards} discards, ${reunion.shifts} shifts, ${reunion.restarts} restarts, ${reunion.priceChanges} price changes; ` +
      `${reunion.events} events everywhere ${(reunion.syncMs / 1000).toFixed(1)} s after the line was back; heap ${reunion.grownMb} MB up`,
  });
  expect(reunion).toMatchObject({ ...NOTHING_WRONG, missingOnTills: 0 });
  expect(reunion.grownMb).toBeLessThan(FLAT_MB);
  expect(reunion.syncMs).toBeLessThan(TEN_MINUTES_MS);
});
