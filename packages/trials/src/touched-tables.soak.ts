import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { touchPaidTables } from './testing/touched-tables.ts';

test('S5: a draft that was synced, paid offline and touched on another till stays paid', async () => {
  const report = await touchPaidTables(soakSize(1_000));
  const also = Object.entries(report.touches)
    .map(([touch, count]) => `${count} ${touch}`)
    .join(', ');
  sayFigure({
    id: 'S5',
    trials: report.orders,
    of: 'paid orders touched elsewhere',
    bad: report.unpaid + report.unlike,
    named: 'unpaid or seen differently',
    also,
  });
  expect(report).toMatchObject({ unpaid: 0, unlike: 0 });
});
