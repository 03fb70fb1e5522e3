import { restoreBackup, takeBackup } from './backup.ts';
import { noteLosses } from './oracles.ts';
import type { Till } from './till.ts';
import type { World } from './world.ts';

/** One thing that may go wrong; each seed has some of them, so that rare pairs meet. */
export type Trouble = { readonly name: string; readonly times: number; strike(world: World, till: Till): void | Promise<void> };

const YEAR_MS = 365 * 86_400_000;
const LONGEST_CUT_MS = 7 * 60_000;

export const TROUBLES: readonly Trouble[] = [
  { name: 'power cuts', times: 4, strike: ({ luck }, till) => till.cutPowerAfter(luck.below(60)) },
  { name: 'partitions', times: 3, strike: cutOff },
  { name: 'clock jumps', times: 2, strike: jumpClock },
  { name: 'restarts', times: 2, strike: (_, till) => till.restart() },
  { name: 'a cloud that goes back', times: 1, strike: goBack },
];

function cutOff({ luck, net, time }: World, till: Till): void {
  net.cutOff.add(till.name);
  time.after(luck.below(LONGEST_CUT_MS), () => void net.cutOff.delete(till.name));
}

function jumpClock({ luck }: World, till: Till): void {
  till.clockAheadMs = (luck.below(11) - 5) * YEAR_MS + luck.below(86_400_000);
}

/** A dump now; some minutes later the cloud is put back to it, and is of another lineage from then on. */
async function goBack(world: World): Promise<void> {
  const backup = await takeBackup(world);
  world.time.after(world.luck.below(LONGEST_CUT_MS), async () => {
    world.note('the cloud goes back to its dump');
    await restoreBackup(world, backup, `epoch-${world.time.now()}`);
    await noteLosses(world);
  });
}
