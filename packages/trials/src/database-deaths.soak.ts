import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { NOTHING_WRONG } from './testing/compared.ts';
import { killDatabaseInBatches } from './testing/database-deaths.ts';

test('C14: PostgreSQL stopped, dropped and killed inside batches forgets nothing, and doubles nothing', async () => {
  const report = await killDatabaseInBatches(soakSize(100), Date.now());
  sayFigure({
    id: 'C14',
    trials: report.deaths,
    of: 'deaths of the database',
    bad: report.forgotten + report.strange,
    named: 'acknowledged facts lost or doubled',
    also: `${report.acknowledged} facts acknowledged, ${report.cloud.orders} orders`,
  });
  expect(report).toMatchObject({ ...NOTHING_WRONG, forgotten: 0, synchronous: 'on' });
  expect(report.cloud).toEqual(report.tills);
});
