import { custody } from '@fastops/desktop/branch/modules/sync/sync.service';
import { lanBeat } from './lan-troubles.ts';
import { CALM } from './network.ts';
import type { World } from './world.ts';

/**
 * Everything must be in order after so many rounds in which each till speaks once: two to find who is hub, a third where the one that was
 * found gives the role up, one in which a till hears from it what its own file lost, one in which it tells the cloud, and one in which
 * the others hear of it.
 */
const ROUNDS = 6;
const OUTLIVES_A_CALL_MS = 20_000;

/** The lines are good again; each till speaks, time and again. */
export async function heal(world: World): Promise<void> {
  const { net, time, tills, note } = world;
  net.weather = CALM;
  net.cutOff.clear();
  for (const till of tills) {
    if (!till.isOn()) till.restart();
    till.cutPowerAfter(Number.POSITIVE_INFINITY);
  }
  await time.run(time.now() + OUTLIVES_A_CALL_MS);
  for (let round = 1; round <= ROUNDS; round += 1) {
    note(`round ${round} of healing`);
    const before = net.news;
    for (const till of tills) {
      await till.exchange();
      await lanBeat(world, till);
      await time.run(time.now() + OUTLIVES_A_CALL_MS);
    }
    // A whole round in which nobody had anything to say: there is nothing left to heal.
    if (net.news === before) break;
  }
  for (const till of tills) note(`${till.name} ends with ${JSON.stringify(custody(till.core().db, till.actor.companyId))}`);
}
