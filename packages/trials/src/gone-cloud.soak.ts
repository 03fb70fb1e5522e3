import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { NOTHING_WRONG } from './testing/compared.ts';
import { loseCloud } from './testing/gone-cloud.ts';

test('S12: no name, no TLS, refused, 500, hanging, dripping: for a day of a till every sale goes through and all arrive after', async () => {
  const report = await loseCloud(soakSize(24));
  const absences = Object.entries(report.absences);
  const sum = (of: (absence: (typeof absences)[number][1]) => number) => absences.reduce((total, [, each]) => total + of(each), 0);
  sayFigure({
    id: 'S12',
    trials: sum(({ sold, blocked }) => sold + blocked),
    of: `sales in ${Math.round(sum(({ hours }) => hours))} h without a cloud`,
    bad: sum(({ blocked }) => blocked) + report.lost + report.strange,
    named: 'blocked, lost or doubled',
    also: `${absences.map(([way, { tries }]) => `${way} ${tries}`).join(', ')} tries; at most ${report.peak} lines at once`,
  });
  for (const [way, absence] of absences) {
    expect(absence, way).toMatchObject({ blocked: 0, saysOffline: true });
    expect(absence.tries, way).toBeLessThan(absence.hours * 180 + 20);
  }
  expect(report).toMatchObject(NOTHING_WRONG);
  expect(report.cloud).toEqual(report.tills);
});
