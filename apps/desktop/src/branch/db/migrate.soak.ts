import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { soakSize } from '@fastops/shared/testing/soak';
import { added, cutEveryStep, killUpgrades, NONE_MIGRATED, oldFile, oldVersions, tellMigrated } from './testing/migrations-lab.ts';
import { FATES } from './testing/power-cut/disk-model.ts';
import { chanceOf } from './testing/power-cut/power-cuts.ts';

test('D11: files of every older version, killed and without power after every step of the upgrade', async () => {
  const chance = chanceOf(Date.now());
  const killsEach = soakSize(20);
  let [cuts, kills] = [NONE_MIGRATED, NONE_MIGRATED];
  for (const version of oldVersions()) {
    const old = await oldFile(version);
    kills = added(kills, await killUpgrades(old, killsEach, chance));
    cuts = added(cuts, await cutEveryStep(old, FATES, chance));
    rmSync(old.folder, { recursive: true, force: true });
  }
  tellMigrated(cuts, 'steps of upgrades, killed and cut');
  tellMigrated(kills, 'real kills in upgrades');
  for (const found of [cuts, kills]) expect(found).toMatchObject({ between: 0, lost: 0, stuck: 0, uncopied: 0 });
});
