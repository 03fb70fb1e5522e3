import { randomUUID } from 'node:crypto';
import { compare, type Compared } from './compared.ts';
import { startHeadless, type HeadlessTill } from './headless-till.ts';
import { hostileCloud, type HostileCloud, type Mood } from './hostile-cloud.ts';
import { openTrialCloud, type TrialCloud } from './trial-cloud.ts';
import { drained, enrolledTill, startTill } from './trial-till.ts';

export type Absence = {
  readonly hours: number;
  readonly sold: number;
  readonly blocked: number;
  readonly tries: number;
  readonly saysOffline: boolean;
};
export type GoneCloud = Compared & { readonly absences: Readonly<Record<string, Absence>>; readonly peak: number };

/** How fast the till's clock runs: a day in four minutes. Its longest call, 15 s, is then 42 ms. */
const SPEED = 360;
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 60_000;
const SETTLED_MS = 1_000;
const MOODS = ['refuse', 'error-500', 'hang', 'silence', 'slow-loris'] as const satisfies readonly Mood[];

/**
 * A till in a process of its own loses its cloud in seven ways, each for its share of the time, and sells on. In five of them
 * the cloud is lost while it runs and comes back; in two the till starts with an address that leads nowhere.
 */
export async function loseCloud(hours: number): Promise<GoneCloud> {
  const cloud = await openTrialCloud();
  const door = await hostileCloud(Number(new URL(cloud.cloud.url).port));
  const enrolled = await enrolledTill(cloud, cloud.cloud.url);
  await enrolled.stop();
  const { folder } = enrolled;
  const each = { hours: hours / (MOODS.length + 2), cloud };
  const start = (cloudUrl: string) => startHeadless({ folder, cloudUrl, speed: SPEED });
  const absences: Record<string, Absence> = {};
  try {
    const till = await start(`http://127.0.0.1:${door.port}`);
    await logIn(till, cloud);
    for (const mood of MOODS) {
      await backOnline(till);
      door.setMood(mood);
      absences[mood] = await sellThrough(till, each.hours);
      door.setMood('through');
    }
    await backOnline(till);
    await till.stop();
    absences['no-name'] = await startedInto(await start('http://cloud.invalid:4100'), each);
    door.setMood('no-tls');
    absences['no-tls'] = await startedInto(await start(`https://127.0.0.1:${door.port}`), each);
    return { ...(await reunited(cloud, door, folder)), absences, peak: door.peak() };
  } finally {
    await door.close();
    await cloud.close();
  }
}

/**
 * How long, in real time, a till takes to say that its cloud is gone, for each way to lose it. It has been online for a
 * while: its line for news is up, which after an outage may take up to a minute longer than its calls.
 */
export async function noticeLoss(): Promise<Readonly<Record<string, number>>> {
  const cloud = await openTrialCloud();
  const door = await hostileCloud(Number(new URL(cloud.cloud.url).port));
  const enrolled = await enrolledTill(cloud, cloud.cloud.url);
  await enrolled.stop();
  const till = await startHeadless({ folder: enrolled.folder, cloudUrl: `http://127.0.0.1:${door.port}`, speed: 1 });
  const noticed: Record<string, number> = {};
  try {
    for (const mood of MOODS) {
      await backOnline(till);
      while (!door.isListenedTo()) await new Promise((resolve) => setTimeout(resolve, 50));
      await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
      door.setMood(mood);
      const lostAt = performance.now();
      while ((await till.ask<Status>('sync.status')).online) {
        if (performance.now() - lostAt > PATIENCE_MS) throw new Error(`a minute without a cloud (${mood}), and nobody is told`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      noticed[mood] = Math.round(performance.now() - lostAt);
      door.setMood('through');
    }
    return noticed;
  } finally {
    await till.stop();
    await door.close();
    await cloud.close();
  }
}

async function startedInto(till: HeadlessTill, { hours, cloud }: { hours: number; cloud: TrialCloud }): Promise<Absence> {
  await logIn(till, cloud);
  const absence = await sellThrough(till, hours);
  await till.stop();
  return absence;
}

async function reunited(cloud: TrialCloud, door: HostileCloud, folder: string): Promise<Compared> {
  door.setMood('through');
  const till = startTill(`http://127.0.0.1:${door.port}`, undefined, folder);
  try {
    await drained(till);
    return await compare(cloud, [till]);
  } finally {
    await till.close();
  }
}

async function logIn(till: HeadlessTill, { demo }: TrialCloud): Promise<void> {
  const [ana] = demo.staff;
  const answer = await till.tell<{ ok: boolean }>('identity.login', { staffId: ana?.id, pin: ana?.pin });
  if (!answer.ok) throw new Error('Ana may not log in without a cloud');
}

type Status = { readonly online: boolean; readonly unsynced: { readonly count: number } | null };

/** Nobody does anything for it: the till comes back by itself and sends what waited. */
async function backOnline(till: HeadlessTill): Promise<void> {
  const givenUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const { online, unsynced } = await till.ask<Status>('sync.status');
    if (online && unsynced?.count === 0) return;
    if (performance.now() > givenUpAt) throw new Error(`still ${unsynced?.count} events on the till, online: ${online}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function sellThrough(till: HeadlessTill, hours: number): Promise<Absence> {
  const tried = till.failedAt.length;
  const menu = await till.ask<{ products: readonly Product[] }>('catalog.menu');
  const product = menu.products.find(isPlain);
  const endsAt = performance.now() + (hours * HOUR_MS) / SPEED;
  let sold = 0;
  let blocked = 0;
  while (performance.now() < endsAt) {
    const selections = [{ lineId: randomUUID(), productId: product?.id, quantity: 1, choices: [] }];
    const order = { orderId: randomUUID(), paymentId: randomUUID(), orderType: 'counter', selections, tendered: 1_000_000 };
    const answer = await till.tell<{ ok: boolean }>('orders.ringUp', order);
    if (answer.ok) sold += 1;
    else blocked += 1;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  const { online } = await till.ask<Status>('sync.status');
  return { hours, sold, blocked, tries: till.failedAt.length - tried, saysOffline: !online };
}

type Product = { readonly id: string; readonly kind: string; readonly sizes: readonly unknown[]; readonly groupIds: readonly unknown[] };

function isPlain(product: Product): boolean {
  return product.kind === 'single' && product.sizes.length === 0 && product.groupIds.length === 0;
}
