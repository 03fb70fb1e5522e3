import { expect, test } from 'vitest';
import { UNBROKEN } from './testing/file-oracles.ts';
import { killTills, tellKills } from './testing/kills.ts';

const KILLS = 50;

test('D1: killed fifty times while ringing up, nothing acknowledged is lost, nothing is half, doubled or skipped', async () => {
  const found = await killTills(KILLS, 3);
  tellKills(KILLS, found);
  expect(found).toMatchObject({ broken: UNBROKEN, duplicates: 0 });
  expect(found.acknowledged).toBeGreaterThan(KILLS);
}, 120_000);
