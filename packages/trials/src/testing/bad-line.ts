import { dice, type Dice } from '@fastops/cloud/server/testing/dice';
import { compare, type Compared } from './compared.ts';
import { faultProxy, FAULTS, type Fault, type FaultProxy } from './fault-proxy.ts';
import { openTrialCloud } from './trial-cloud.ts';
import { drained, enrolledTill, type TrialTill } from './trial-till.ts';

export type BadDay = Compared & { readonly faults: ReadonlyMap<Fault, number>; readonly pushes: number };

/** Of a hundred requests so many go wrong. */
const SPOILT_PERCENT = 40;

/**
 * A day of a branch over a line on which four requests of ten go wrong, in every way in turn. The till is real, with
 * its own loop; the only thing done for it is to ring its bell, so that the waits between tries don't last.
 */
export async function sellOverBadLine(orders: number, seed: number): Promise<BadDay> {
  const cloud = await openTrialCloud();
  const fates = fateBag(dice(seed));
  let pushes = 0;
  let spoiling = false;
  const proxy = await faultProxy(cloud.cloud.url, (path) => {
    if (path.startsWith('/trpc/sync.push')) pushes += 1;
    return spoiling ? fates(path) : 'pass';
  });
  const till = await enrolledTill(cloud, proxy.url);
  try {
    await drained(till);
    spoiling = true;
    for (let order = 0; order < orders; order += 1) {
      await till.sell();
      till.branch.services.link.syncNow();
      await new Promise((resolve) => setTimeout(resolve, order % 10 === 0 ? 60 : 5));
    }
    await everyFaultMet(proxy, till);
    await drained(till);
    return { ...(await compare(cloud, [till])), faults: new Map(proxy.counts), pushes };
  } finally {
    await till.close();
    await proxy.close();
    await cloud.close();
  }
}

/** Pushes meet every kind of fault before one comes again; other requests meet any. */
function fateBag(roll: Dice): (path: string) => Fault {
  let bag: Fault[] = [];
  return (path) => {
    if (roll(100) >= SPOILT_PERCENT) return 'pass';
    if (!path.startsWith('/trpc/sync.push')) return FAULTS[roll(FAULTS.length)] ?? 'pass';
    if (bag.length === 0) bag = [...FAULTS];
    return bag.splice(roll(bag.length), 1)[0] ?? 'pass';
  };
}

/** A short day may be over before everything has happened to it: it goes on until then. */
async function everyFaultMet(proxy: FaultProxy, till: TrialTill): Promise<void> {
  for (let extra = 0; FAULTS.some((fault) => !proxy.counts.has(fault)) && extra < 500; extra += 1) {
    await till.sell();
    till.branch.services.link.syncNow();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
