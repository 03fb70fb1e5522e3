import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { liveTwice, type CloneStory } from './testing/disk-images.ts';
import { openTrialCloud } from './testing/trial-cloud.ts';

/** Clones that meet the cloud after more or fewer sales, of their own and of the disk they share. */
function storyOf(n: number): CloneStory {
  return { before: n % 4, rounds: 1 + (n % 3), original: 1 + (n % 5), clone: 1 + ((n * 7) % 4) };
}

test('S8: one disk started as two tills, again and again: both keep all their sales, and no number is accepted twice', async () => {
  const images = soakSize(50);
  const wrong: string[] = [];
  let [orders, fenced] = [0, 0];
  for (let n = 0; n < images; n += 1) {
    const cloud = await openTrialCloud();
    const { sold, faults, newLetters, sameOrders } = await liveTwice(cloud, storyOf(n));
    await cloud.close();
    orders += sold.length;
    if (newLetters.length > 0) fenced += 1;
    if (faults.length > 0 || !sameOrders || newLetters.length === 0) wrong.push(`${n}: ${faults.join(', ')}`);
  }
  sayFigure({
    id: 'S8',
    trials: images,
    of: 'disks started twice',
    bad: wrong.length,
    named: 'with a sale lost or a number given twice',
    also: `${orders} orders, ${fenced} began a log anew`,
  });
  expect(wrong).toEqual([]);
});
