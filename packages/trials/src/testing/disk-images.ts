import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TrialCloud } from './trial-cloud.ts';
import { startTill, type TrialClock, type TrialTill } from './trial-till.ts';

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
