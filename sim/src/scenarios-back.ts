import { restoreBackup, takeBackup } from './backup.ts';
import { noteLosses } from './oracles.ts';
import { sellAt } from './scenario-steps.ts';
import type { Till } from './till.ts';
import type { World } from './world.ts';

/** A till sells, begins its log anew and sells again, sending each time; then the cloud goes back to before all of it. */
export async function sentAnewThenBack(world: World, till: Till, send: () => Promise<void>): Promise<void> {
  const backup = await takeBackup(world);
  sellAt(world, till);
  await send();
  const keychain = till.keychain();
  keychain.delete('stream-mark');
  till.restart({ image: till.image(), keychain });
  sellAt(world, till);
  await send();
  await restoreBackup(world, backup, 'epoch-2');
  await noteLosses(world);
  sellAt(world, till);
}
