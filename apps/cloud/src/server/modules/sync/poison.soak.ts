import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { openCloud } from '../../testing/cloud-under-test.ts';
import { POISONS, pushPoisonedDay, type Poison } from '../../testing/poisoned-day.ts';

test('S4: one bad order among a thousand, in each way that it can be bad', async () => {
  const cloud = await openCloud('postgres');
  try {
    for (const poison of Object.keys(POISONS) as Poison[]) {
      const day = await pushPoisonedDay(cloud, soakSize(1_000), poison);
      sayFigure({
        id: 'S4',
        trials: day.orders - 1,
        of: 'orders behind one bad',
        bad: day.missing + day.held,
        named: 'missing or held up',
        also: poison,
      });
      expect(day).toMatchObject({ missing: 0, held: 0, badAside: 1, goodAside: 0 });
      expect(day.hours).toBe(day.sold);
    }
  } finally {
    await cloud.close();
  }
});
