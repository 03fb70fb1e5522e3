import { expect, test } from 'vitest';
import { NOTHING_WRONG } from './testing/compared.ts';
import { killDatabaseInBatches } from './testing/database-deaths.ts';

test('C14: PostgreSQL stopped, dropped and killed inside batches forgets nothing that it acknowledged, and doubles nothing', async () => {
  const report = await killDatabaseInBatches(3, 14);
  expect(report).toMatchObject({ ...NOTHING_WRONG, forgotten: 0, synchronous: 'on' });
  expect(report.cloud).toEqual(report.tills);
  expect(report.acknowledged).toBe(report.events);
});
