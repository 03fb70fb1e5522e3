import { expect, test } from 'vitest';
import { soakSize } from '@fastops/shared/testing/soak';
import { fillDisk, tellFullDisks } from './testing/full-disks.ts';
import { chanceOf } from './testing/power-cut/power-cuts.ts';

test('D5: a disk full at random writes refuses sales before anything prints and keeps what was sold', async () => {
  const found = await fillDisk(soakSize(20), chanceOf(Date.now()));
  tellFullDisks(found);
  for (const { way, broken, story } of found) {
    expect(broken).toEqual({ lost: 0, half: 0, numberGaps: 0, chainBreaks: 0, corrupt: 0 });
    expect(story).toMatchObject({ refusals: ['disk.full', 'disk.full', 'disk.full'], oldOrderReadable: true, soldAgain: true });
    expect([story.jobsAfter, story.closed]).toEqual([story.jobsBefore, way === 'close' ? 'closed' : 'not asked']);
  }
});
