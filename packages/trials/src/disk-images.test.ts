import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as shop from './testing/disk-images.ts';
import { openTrialCloud, type TrialCloud } from './testing/trial-cloud.ts';
import { enrolledTill, type TrialClock, type TrialTill } from './testing/trial-till.ts';

let cloud: TrialCloud;
let tills: TrialTill[];
let images: string[];
beforeEach(async () => {
  cloud = await openTrialCloud();
  tills = [];
  images = [];
});
afterEach(async () => {
  for (const till of tills) await till.close();
  for (const image of images) rmSync(image, { recursive: true, force: true });
  await cloud.close();
});

async function aTill(clock?: TrialClock): Promise<TrialTill> {
  const till = await enrolledTill(cloud, cloud.cloud.url, clock);
  tills.push(till);
  return till;
}

function imageOf(till: TrialTill): string {
  const image = shop.imageOf(till);
  images.push(image);
  return image;
}

describe('a till’s disk in another place or time, and the real cloud', () => {
  test('S8: two tills from one image both keep all their sales, and no number is accepted twice', async () => {
    const { faults, newLetters, sameOrders } = await shop.liveTwice(cloud, { before: 4, rounds: 4, original: 3, clone: 2 });
    expect({ faults, sameOrders }).toEqual({ faults: [], sameOrders: true });
    expect(newLetters.length).toBeGreaterThan(0);
  });

  test('S9: a till put back to yesterday’s file gets its lost sales back and gives no number again', async () => {
    const till = await aTill();
    const sold = await shop.sell(till, 4);
    await shop.settled(cloud, [till]);
    const image = imageOf(till);
    sold.push(...(await shop.sell(till, 4)));
    await shop.settled(cloud, [till]);
    const again = await shop.putBack(cloud, till, image);
    tills.splice(0, 1, again);
    expect(shop.letterOf(again)).toMatch(/^[A-Z]+2$/);
    sold.push(...(await shop.sell(again, 3)));
    await shop.settled(cloud, [again]);
    expect(await shop.unsoundIn(cloud, sold)).toEqual([]);
    expect(shop.ordersOf(again)).toHaveLength(sold.length);
  });
});

test('a fresh till of a branch with a history takes a snapshot, and holds the same orders', async () => {
  const clock: TrialClock = { ahead: 0 };
  const till = await aTill(clock);
  const sold = await shop.sell(till, 1_000);
  for (let day = 0; day < 2; day += 1) {
    await shop.nextDay(cloud, till, clock);
    sold.push(...(await shop.sell(till, 3)));
  }
  await shop.settled(cloud, [till]);
  const fresh = await aTill(clock);
  await expect.poll(() => shop.ordersOf(fresh).length, { timeout: 60_000 }).toBe(sold.length);
  expect(shop.ordersOf(fresh)).toEqual(shop.ordersOf(till));
  expect(shop.hollowIn(fresh)).toBeGreaterThanOrEqual(1_000);
  const [old = ''] = sold;
  await till.refund(old, shop.managerOf(cloud));
  await expect.poll(() => shop.hollowIn(fresh), { timeout: 20_000 }).toBe(sold.length - 6 - 1);
  expect(shop.ordersOf(fresh)).toEqual(shop.ordersOf(till));
  expect(shop.refundsOf(fresh)).toEqual(shop.refundsOf(till));
  expect(shop.refundsOf(fresh)).toHaveLength(1);
  // Any order that it knows can be given back there, also one whose facts were only in the cloud until now.
  const [, other = ''] = sold;
  await fresh.refund(other, shop.managerOf(cloud));
  await expect.poll(() => fresh.unsynced(), { timeout: 20_000 }).toBe(0);
  await shop.settled(cloud, [till]);
  expect(shop.refundsOf(till)).toHaveLength(2);
}, 240_000);
