import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { sellOverBadLine } from './testing/bad-line.ts';
import { NOTHING_WRONG } from './testing/compared.ts';

test('R2: over a line that drops, cuts, doubles and garbles, a branch-day arrives exactly once', async () => {
  const day = await sellOverBadLine(soakSize(2_000), Date.now());
  const spoilt = [...day.faults].filter(([fault]) => fault !== 'pass').reduce((sum, [, count]) => sum + count, 0);
  sayFigure({
    id: 'R2',
    trials: day.tills.orders,
    of: 'orders over a bad line',
    bad: day.lost + day.strange + day.unlikeOrders,
    named: 'lost, doubled or unlike',
    also: `${spoilt} requests spoilt, ${day.pushes} pushes, ${day.cloud.paid} paid at both ends`,
  });
  expect(day).toMatchObject(NOTHING_WRONG);
  expect(day.cloud).toEqual(day.tills);
  expect(day.hours).toEqual({ sales: day.tills.sold, tickets: day.tills.orders });
});
