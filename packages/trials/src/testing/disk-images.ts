import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TrialCloud } from './trial-cloud.ts';
import { enrolledTill, startTill, type TrialClock, type TrialTill } from './trial-till.ts';

/** Everything of a till's folder as it is now, keychain included: what an image of the disk holds. */
export function imageOf(till: TrialTill): string {
  const copy = mkdtempSync(join(tmpdir(), 'trial-image-'));
  till.branch.services.core.db.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(till.folder, copy, { recursive: true, filter: (path) => !path.includes('.lock') });
  return copy;
}

/** Starts the same till a second time, from an image, with somebody logged in. */
export async function startImage(cloud: TrialCloud, image: string): Promise<TrialTill> {
  const till = startTill(cloud.cloud.url, { ahead: 0 }, image);
  await begin(cloud, till);
  return till;
}

/** Puts the file of an image in place of the till's own; the keychain stays as it is. */
export async function putBack(cloud: TrialCloud, till: TrialTill, image: string): Promise<TrialTill> {
  await till.stop();
  for (const name of ['branch.db-wal', 'branch.db-shm']) rmSync(join(till.folder, name), { force: true });
  cpSync(join(image, 'branch.db'), join(till.folder, 'branch.db'));
  const again = startTill(cloud.cloud.url, { ahead: 0 }, till.folder);
  await begin(cloud, again);
  return again;
}

/** Somebody logs in, and a shift is open. */
export async function begin(cloud: TrialCloud, till: TrialTill): Promise<void> {
  const [ana] = cloud.demo.staff;
  if (!ana) throw new Error('nobody works here');
  await till.begin({ staffId: ana.id, pin: ana.pin });
}

export async function sell(till: TrialTill, orders: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < orders; n += 1) ids.push(await till.sell());
  return ids;
}

/** Another day in the shop: the shift of the day before is counted and closed. */
export async function nextDay(cloud: TrialCloud, till: TrialTill, clock: TrialClock): Promise<void> {
  await till.finish();
  clock.ahead += 86_400_000;
  await begin(cloud, till);
}

/** Waits until these tills hold nothing alone, and all of them hold what the cloud does. */
export async function settled(cloud: TrialCloud, tills: readonly TrialTill[]): Promise<void> {
  const all = async () => (await cloud.look<{ n: number }>('SELECT count(*)::float8 AS n FROM events'))[0]?.n;
  await expect
    .poll(
      async () => {
        const events = await all();
        for (const till of tills) till.branch.services.link.syncNow();
        return Promise.all(tills.map(async (till) => [await till.unsynced(), eventsOf(till) === events]));
      },
      { timeout: 60_000, interval: 250 },
    )
    .toEqual(tills.map(() => [0, true]));
}

/** What is wrong with a cloud that ought to hold each of these sales once, paid, under a number of its own, with nothing set aside. */
export async function unsoundIn(cloud: TrialCloud, sold: readonly string[]): Promise<string[]> {
  const orders = await cloud.look<{ id: string; balance: number }>('SELECT id, balance::float8 AS balance FROM orders');
  const [known, made] = [new Set(orders.map(({ id }) => id)), new Set(sold)];
  const numbers = await numbersOf(cloud);
  const aside = await cloud.look('SELECT 1 FROM quarantine');
  const faults = {
    lost: sold.filter((id) => !known.has(id)).length,
    strange: orders.filter(({ id }) => !made.has(id)).length,
    'paid wrongly': orders.filter(({ balance }) => balance !== 0).length,
    'without a number of its own': sold.length - new Set(numbers).size,
    'set aside': aside.length,
  };
  return Object.entries(faults).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]));
}

/** How much the original and its clone sell before they meet: `before` by the one disk, then `rounds` times each. */
export type CloneStory = { readonly before: number; readonly rounds: number; readonly original: number; readonly clone: number };

/** One disk starts twice, both sell, and both meet the cloud. Answers what was sold, what is wrong, and the letters that were begun anew. */
export async function liveTwice(
  cloud: TrialCloud,
  story: CloneStory,
): Promise<{ sold: string[]; faults: string[]; newLetters: string[]; sameOrders: boolean }> {
  const till = await enrolledTill(cloud, cloud.cloud.url);
  const sold = await sell(till, story.before);
  await settled(cloud, [till]);
  const image = imageOf(till);
  const clone = await startImage(cloud, image);
  try {
    for (let round = 0; round < story.rounds; round += 1)
      sold.push(...(await sell(till, story.original)), ...(await sell(clone, story.clone)));
    await settled(cloud, [till, clone]);
    const newLetters = (await lettersOf(cloud)).filter((each) => /\d/.test(each));
    const sameOrders = JSON.stringify(ordersOf(clone)) === JSON.stringify(ordersOf(till));
    return { sold, faults: await unsoundIn(cloud, sold), newLetters, sameOrders };
  } finally {
    await till.close();
    await clone.close();
    rmSync(image, { recursive: true, force: true });
  }
}

/** Every order as a till lists it. */
export function ordersOf(till: TrialTill): unknown[] {
  return till.branch.services.core.db.all('SELECT id, state, series, sequence, total, paid, balance, needs_review FROM orders ORDER BY id');
}

/** Money given back, as a till lists it. */
export function refundsOf(till: TrialTill): unknown[] {
  return till.branch.services.core.db.all('SELECT order_id, id, method, amount FROM refunds ORDER BY id');
}

/** Ticket numbers that count, as the cloud has them. */
export async function numbersOf(cloud: TrialCloud): Promise<string[]> {
  const rows = await cloud.look<{ number: string }>(
    "SELECT business_day::text || ' ' || number AS number FROM orders WHERE number IS NOT NULL",
  );
  return rows.map(({ number }) => number);
}

/** The letters of all logs that the cloud knows. */
export async function lettersOf(cloud: TrialCloud): Promise<string[]> {
  return (await cloud.look<{ series: string }>('SELECT series FROM streams ORDER BY series')).map(({ series }) => series);
}

/** The letters that a till gives numbers of now. */
export function letterOf(till: TrialTill): string | undefined {
  return till.branch.services.core.db.get<{ series: string }>('SELECT series FROM streams WHERE own = 1 AND is_open = 1')?.series;
}

/** Orders that a till knows by their row alone. */
export function hollowIn(till: TrialTill): number {
  return till.branch.services.core.db.get<{ n: number }>('SELECT count(*) AS n FROM hollow_orders')?.n ?? 0;
}

export function managerOf({ demo }: TrialCloud): { staffId: string; pin: string } {
  const manager = demo.staff.find(({ role }) => role === 'manager');
  if (!manager) throw new Error('nobody manages here');
  return { staffId: manager.id, pin: manager.pin };
}

function eventsOf(till: TrialTill): number | undefined {
  return till.branch.services.core.db.get<{ n: number }>('SELECT count(*) AS n FROM events')?.n;
}
