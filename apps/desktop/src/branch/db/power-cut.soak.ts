import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { soakSize } from '@fastops/shared/testing/soak';
import { UNBROKEN } from './testing/file-oracles.ts';
import { chanceOf, cutPower, recordTill, tellCuts } from './testing/power-cut/power-cuts.ts';

test('D2: the power cut at random moments, on a new file and on one opened again: nothing lost, nothing corrupt, nothing half', async () => {
  const cuts = Math.ceil(soakSize(10_000) / 2);
  const recording = await recordTill('FULL');
  try {
    for (const opening of ['first', 'again'] as const) {
      const found = await cutPower(recording, recording[opening], { cuts, chance: chanceOf(Date.now()) });
      tellCuts(cuts, found, opening === 'first' ? 'new file' : 'file opened again');
      expect(found).toMatchObject({ broken: UNBROKEN, unsellable: 0 });
    }
  } finally {
    rmSync(recording.folder, { recursive: true, force: true });
  }
});
