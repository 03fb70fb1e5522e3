import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { POISONS, pushPoisonedDay, type Poison } from '../../testing/poisoned-day.ts';

let cloud: CloudUnderTest;
beforeAll(async () => {
  cloud = await openCloud('postgres');
});
afterAll(() => cloud.close());

test.each(Object.keys(POISONS) as Poison[])(
  'S4: one bad order among a hundred, %s: the others arrive at once, it is set aside',
  async (poison) => {
    const day = await pushPoisonedDay(cloud, 100, poison);
    expect(day).toMatchObject({ missing: 0, held: 0, badAside: 1, goodAside: 0 });
    expect(day.reasons[0]).not.toBe('');
    expect(day.hours).toBe(day.sold);
  },
);
