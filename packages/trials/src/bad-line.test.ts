import { expect, test } from 'vitest';
import { sellOverBadLine } from './testing/bad-line.ts';
import { NOTHING_WRONG } from './testing/compared.ts';
import { FAULTS } from './testing/fault-proxy.ts';

test('R2: over a line that drops, cuts, doubles and garbles, a day of 150 orders arrives exactly once', async () => {
  const day = await sellOverBadLine(150, 20261124);
  expect(day).toMatchObject(NOTHING_WRONG);
  expect(day.cloud).toEqual(day.tills);
  expect(day.hours).toEqual({ sales: day.tills.sold, tickets: day.tills.orders });
  expect(day.tills.orders).toBeGreaterThanOrEqual(150);
  expect([...day.faults.keys()]).toEqual(expect.arrayContaining([...FAULTS]));
});
