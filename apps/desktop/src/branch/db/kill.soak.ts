import { expect, test } from 'vitest';
import { soakSize } from '@fastops/shared/testing/soak';
import { UNBROKEN } from './testing/file-oracles.ts';
import { killTills, tellKills } from './testing/kills.ts';

test('D1: killed while ringing up, nothing acknowledged is lost, nothing is half, doubled or skipped', async () => {
  const kills = soakSize(500);
  const found = await killTills(kills, 3);
  tellKills(kills, found);
  expect(found).toMatchObject({ broken: UNBROKEN, duplicates: 0 });
});
