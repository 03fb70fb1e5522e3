import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UNBROKEN } from './testing/file-oracles.ts';
import { chanceOf, cutPower, recordTill, tellCuts, type Recorded } from './testing/power-cut/power-cuts.ts';

const CUTS = 250;

async function recorded<T>(mode: 'FULL' | 'NORMAL', look: (recording: Recorded) => Promise<T>): Promise<T> {
  const recording = await recordTill(mode);
  try {
    return await look(recording);
  } finally {
    rmSync(recording.folder, { recursive: true, force: true });
  }
}

describe('D2: power cuts', () => {
  test(
    'five hundred at random moments, on a new file and on one opened again: nothing acknowledged is lost, nothing corrupt, nothing half',
    () =>
      recorded('FULL', async (recording) => {
        const chance = chanceOf(Date.now());
        for (const opening of ['first', 'again'] as const) {
          const found = await cutPower(recording, recording[opening], { cuts: CUTS, chance });
          tellCuts(CUTS, found, opening === 'first' ? 'new file' : 'file opened again');
          expect(found).toMatchObject({ broken: UNBROKEN, unsellable: 0 });
          expect(found.acknowledged).toBeGreaterThan(CUTS);
        }
      }),
    120_000,
  );

  test(
    'the control: with the driver’s own setting the same cuts lose acknowledged orders',
    () =>
      recorded('NORMAL', async (recording) => {
        const found = await cutPower(recording, recording.again, { cuts: 60, chance: chanceOf(7) });
        tellCuts(60, found, 'control, synchronous=NORMAL');
        expect(found.broken.lost).toBeGreaterThan(0);
        expect(found.broken.corrupt).toBe(0);
      }),
    120_000,
  );
});
