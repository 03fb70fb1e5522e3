import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { NOTHING_WRONG } from './testing/compared.ts';
import { loseCloud, noticeLoss } from './testing/gone-cloud.ts';

test('S12: no name, no TLS, refused, 500, hanging, silent, dripping: for a day of a till every sale goes through and all arrive after', async () => {
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

test('S12: a till that loses its cloud says so within five seconds', async () => {
  const noticed = await noticeLoss();
  const late = Object.values(noticed).filter((ms) => ms > 5_000).length;
  const also = Object.entries(noticed)
    .map(([way, ms]) => `${way} ${(ms / 1000).toFixed(1)} s`)
    .join(', ');
  sayFigure({ id: 'S12', trials: Object.keys(noticed).length, of: 'ways to lose a cloud', bad: late, named: 'noticed late', also });
  expect(late).toBe(0);
});
