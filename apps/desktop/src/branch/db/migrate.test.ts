import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chanceOf } from './testing/power-cut/power-cuts.ts';
import {
  added,
  cutEveryStep,
  killUpgrades,
  NONE_MIGRATED,
  oldFile,
  oldVersions,
  tellMigrated,
  type OldFile,
} from './testing/migrations-lab.ts';

const KILLS = 4;
const UNHARMED = { between: 0, lost: 0, stuck: 0, uncopied: 0 };

async function withOldest<T>(look: (old: OldFile) => Promise<T>): Promise<T> {
  const old = await oldFile(oldVersions()[0] ?? 0);
  try {
    return await look(old);
  } finally {
    rmSync(old.folder, { recursive: true, force: true });
  }
}

test(
  'D11: an upgrade of the oldest file, dead or without power after every step: old or new, never between, no row lost, a copy kept',
  () =>
    withOldest(async (old) => {
      const found = await cutEveryStep(old, ['kept'], chanceOf(11));
      tellMigrated(found, 'steps of an upgrade, killed after each');
      expect(found).toMatchObject(UNHARMED);
      expect(found.trials).toBeGreaterThan(20);
    }),
  120_000,
);

test(
  'D11: real upgrades killed at random writes',
  () =>
    withOldest(async (old) => {
      const found = added(NONE_MIGRATED, await killUpgrades(old, KILLS, chanceOf(Date.now())));
      tellMigrated(found, 'real kills in an upgrade');
      expect(found).toMatchObject({ ...UNHARMED, trials: KILLS });
    }),
  120_000,
);
