import { restoreBackup, takeBackup } from './backup.ts';
import { noteLosses } from './oracles.ts';
import { createTill, type Till } from './till.ts';
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
  { name: 'clones', times: 1, strike: (world, till) => void cloneOf(world, till) },
  { name: 'files put back', times: 1, strike: (world, till) => putBack(world, till, { image: till.image() }) },
  {
    name: 'machines rolled back',
    times: 1,
    strike: (world, till) => putBack(world, till, { image: till.image(), keychain: till.keychain() }),
  },
  { name: 'lost marks', times: 1, strike: loseMark },
  { name: 'wiped tills', times: 1, strike: wipe },
  { name: 'another till is bought', times: 2, strike: async (world, till) => void (await world.enrol(till.actor.branchId)) },
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
  const enrolled = world.enrolled();
  world.time.after(world.luck.below(LONGEST_CUT_MS), async () => {
    // A terminal that the dump doesn't know has to be enrolled again by a person.
    if (world.enrolled() !== enrolled) return;
    world.note('the cloud goes back to its dump');
    await restoreBackup(world, backup, `epoch-${world.time.now()}`);
    await noteLosses(world);
  });
}

/** The same disk twice, keychain and all, as when a virtual machine is copied; both go on. */
export function cloneOf(world: World, till: Till): Till {
  const name = `${till.name}, clone ${world.tills.length}`;
  const clone = createTill(world.partsFor(name), { image: till.image(), keychain: till.keychain(), actor: till.actor });
  world.tills.push(clone);
  world.note(`${name} is a copy of ${till.name}`);
  return clone;
}

/** A copy of the file now; some minutes later it is put in the place of the one that went on. */
function putBack(world: World, till: Till, from: { image: Buffer; keychain?: Map<string, string> }): void {
  world.time.after(world.luck.below(LONGEST_CUT_MS), async () => {
    // Somebody may have wiped it meanwhile.
    if (!world.tills.includes(till)) return;
    world.note(`${till.name} is put back`);
    till.restart(from);
    await noteLosses(world);
  });
}

/** The keychain is emptied of what it knew of the log: another system on the same machine. */
function loseMark(_: World, till: Till): void {
  const keychain = till.keychain();
  keychain.delete('stream-mark');
  till.restart({ image: till.image(), keychain });
}

/** The disk is gone. The shop enrols the machine again: another terminal. */
export async function wipe(world: World, till: Till): Promise<void> {
  till.recount();
  till.close();
  world.tills.splice(world.tills.indexOf(till), 1);
  await world.enrol(till.actor.branchId);
  await noteLosses(world);
}
