import { expect, test } from 'vitest';
import { fillDisk, tellFullDisks } from './testing/full-disks.ts';
import { chanceOf } from './testing/power-cut/power-cuts.ts';

const TIMES = 4;

test('D5: a full disk refuses the sale before anything prints, keeps what was sold, lets the shift be closed, and sells again when there is room', async () => {
  const found = await fillDisk(TIMES, chanceOf(Date.now()));
  tellFullDisks(found);
  expect(found).toHaveLength(TIMES);
  for (const { way, broken, story } of found) {
    expect(broken).toEqual({ lost: 0, half: 0, numberGaps: 0, chainBreaks: 0, corrupt: 0 });
    expect(story).toMatchObject({ refusals: ['disk.full', 'disk.full', 'disk.full'], oldOrderReadable: true, soldAgain: true });
    expect(story.jobsBefore).toBeGreaterThan(0);
    expect([story.jobsAfter, story.closed]).toEqual([story.jobsBefore, way === 'close' ? 'closed' : 'not asked']);
  }
}, 120_000);
