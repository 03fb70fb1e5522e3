import { expect, test } from 'vitest';
import { NOTHING_WRONG } from './testing/compared.ts';
import { loseCloud } from './testing/gone-cloud.ts';

/** Full jitter up to a minute makes two tries a minute; the first ones come quicker. */
const mostTries = (hours: number) => hours * 60 * 2 * 1.5 + 20;

test('S12: no name, no TLS, refused, 500, hanging, silent, dripping: for half an hour of a till every sale goes through and all arrive after', async () => {
  const report = await loseCloud(0.5);
  expect(Object.keys(report.absences)).toHaveLength(7);
  for (const [way, absence] of Object.entries(report.absences)) {
    expect(absence, way).toMatchObject({ blocked: 0, saysOffline: true });
    expect(absence.sold, way).toBeGreaterThan(0);
    expect(absence.tries, way).toBeGreaterThan(0);
    expect(absence.tries, way).toBeLessThan(mostTries(absence.hours));
  }
  // One probe, one line that listens, and one of each on its way out.
  expect(report.peak).toBeLessThanOrEqual(4);
  expect(report).toMatchObject(NOTHING_WRONG);
  expect(report.cloud).toEqual(report.tills);
});
