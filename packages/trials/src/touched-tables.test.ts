import { expect, test } from 'vitest';
import { touchPaidTables } from './testing/touched-tables.ts';

test('S5: a draft that was synced, paid offline and touched on another till stays paid, a hundred times', async () => {
  const report = await touchPaidTables(100);
  expect(report).toMatchObject({ unpaid: 0, unlike: 0 });
  expect(Object.values(report.touches)).toEqual([20, 20, 20, 20, 20]);
});
