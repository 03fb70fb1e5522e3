import { expect, test } from 'vitest';
import { closeDrawers } from './testing/cash-kills.ts';

test('S11: eighty cash sessions on a till that is killed ten times differ by nothing from their facts, their Z and the cloud', async () => {
  const report = await closeDrawers(80, 10);
  expect(report).toMatchObject({ lost: 0, different: [], brokenZs: 0 });
  expect(report.sessions).toBeGreaterThanOrEqual(80);
});
