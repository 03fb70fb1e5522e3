import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { closeDrawers } from './testing/cash-kills.ts';

test('S11: cash sessions on a till that is killed inside them differ by nothing from their facts, their Z and the cloud', async () => {
  const sessions = soakSize(10_000);
  const report = await closeDrawers(sessions, Math.max(5, Math.round(sessions / 25)));
  sayFigure({
    id: 'S11',
    trials: report.sessions,
    of: `cash sessions with ${report.kills} kills`,
    bad: report.different.length,
    named: 'differ',
    also: `${report.events} events, ${report.lost} closes lost, ${report.brokenZs} Z's out of the row`,
  });
  expect(report).toMatchObject({ lost: 0, different: [], brokenZs: 0 });
});
