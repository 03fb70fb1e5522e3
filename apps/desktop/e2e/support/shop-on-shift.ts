import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoCloud, type DemoReady } from './demo-cloud.ts';
import { logIn, openShift, openTill, type TillWindow } from './till-window.ts';

/** The demo's cloud and a till at Norte where Ana has opened her shift, in a folder of their own. */
export type ShopOnShift = {
  readonly cloud: DemoCloud;
  readonly till: TillWindow;
  readonly owner: DemoReady['owner'];
  close(): Promise<void>;
};

/** `name` begins the folder's name, so that a forgotten one says whose it was. */
export async function openShop(name: string): Promise<ShopOnShift> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  const till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '', size: { width: 1024, height: 768 } });
  await logIn(till.page, 'Ana', '1234');
  await openShift(till.page);
  return {
    cloud,
    till,
    owner: demo.owner,
    close: async () => {
      await till.close();
      await cloud.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
