import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cloudClient } from '../adapters/cloud-client.ts';
import { acceptGrant } from '../adapters/enrolment.ts';
import { newDeviceKey } from '../adapters/seal.ts';
import { custody } from '../modules/sync/sync.service.ts';
import { aMenu, anOrder, COMPANY, countOf, demolish, onShift, openTill, TERMINAL, type Till } from '../testing/branch-fixture.ts';
import { fakeCloud, type FakeCloud } from '../testing/fake-cloud.ts';
import { httpCloud, type CloudMood, type HttpCloud } from '../testing/http-cloud.ts';
import { startSyncLoop } from './sync-loop.ts';

/** A till's loop over a real client, against a real socket. */
type Shop = {
  readonly till: Till;
  readonly cloud: FakeCloud;
  readonly server: HttpCloud;
  loop: ReturnType<typeof startSyncLoop> | undefined;
};

let shops: Shop[];
beforeEach(() => {
  shops = [];
});
afterEach(async () => {
  for (const { till, server, loop } of shops) {
    loop?.stop();
    await server.close();
    demolish(till);
  }
});

async function aShop(): Promise<Shop> {
  const cloud = fakeCloud();
  cloud.scopes.company.push(...aMenu().map((master) => ({ master })));
  const shop: Shop = { till: await onShift(openTill()), cloud, server: await httpCloud(cloud), loop: undefined };
  shops.push(shop);
  return shop;
}

function connect(shop: Shop, cloudUrl = shop.server.url): void {
  const { till } = shop;
  const { privateKey } = newDeviceKey();
  shop.loop = startSyncLoop({
    core: till.core,
    client: cloudClient({ cloudUrl, terminalId: TERMINAL.terminalId, privateKey }),
    appVersion: '0.1.0',
    random: () => 1,
    log: () => {},
    acceptGrant: (jws) => void acceptGrant(till.core, till.secrets, jws),
    grantVersion: () => till.core.enrolment()?.grant.version ?? 0,
    incarnations: till.incarnations,
  });
}

const isOnline = ({ loop }: Shop) => loop?.state().online ?? false;
const unsynced = ({ till }: Shop) => custody(till.core.db, COMPANY).count;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sells now and again; every sale has to be answered. */
async function sellFor(shop: Shop, sales: number): Promise<void> {
  for (let n = 0; n < sales; n += 1) {
    expect(await shop.till.call.orders.ringUp(anOrder(shop.till))).toMatchObject({ ok: true });
    await pause(50);
  }
}

/** What is left once the cloud is well again: everything arrives, once. */
async function expectHealed(shop: Shop): Promise<void> {
  shop.server.mood = 'good';
  shop.server.cut();
  await expect.poll(() => [isOnline(shop), unsynced(shop)], { timeout: 20_000 }).toEqual([true, 0]);
  expect(new Set(shop.cloud.events.map(({ id }) => id)).size).toBe(countOf(shop.till, 'events'));
}

describe('S12: a cloud that goes wrong while the shop sells', () => {
  test('blocks no sale, is seen within five seconds, is probed one call at a time, and gets everything when it is well', async () => {
    const moods: readonly CloudMood[] = ['broken', 'silent', 'dripping'];
    await Promise.all(
      moods.map(async (mood) => {
        const shop = await aShop();
        connect(shop);
        await expect.poll(() => isOnline(shop), { timeout: 5_000 }).toBe(true);
        shop.server.mood = mood;
        const before = shop.server.seen.requests;
        shop.server.seen.most = 0;
        const selling = sellFor(shop, 80);
        await expect.poll(() => [mood, isOnline(shop)], { timeout: 5_000 }).toEqual([mood, false]);
        await selling;
        // Backing off 1 s, 2 s, 4 s… with at most the pair of calls that a probe makes.
        expect([mood, shop.server.seen.requests - before <= 8, shop.server.seen.most <= 2]).toEqual([mood, true, true]);
        await expectHealed(shop);
      }),
    );
  }, 60_000);

  test('a line that is cut is seen at once, and comes back by itself', async () => {
    const shop = await aShop();
    connect(shop);
    await expect.poll(() => isOnline(shop), { timeout: 5_000 }).toBe(true);
    shop.server.mood = 'silent';
    shop.server.cut();
    await expect.poll(() => isOnline(shop), { timeout: 5_000 }).toBe(false);
    await sellFor(shop, 10);
    await expectHealed(shop);
  }, 60_000);

  test('a name that leads nowhere, a port where nobody is, a server without TLS: the till sells', async () => {
    await Promise.all(
      ['http://cloud.invalid', 'http://127.0.0.1:9', 'https'].map(async (url) => {
        const shop = await aShop();
        connect(shop, url === 'https' ? shop.server.url.replace('http', 'https') : url);
        await expect.poll(() => shop.loop?.state().lastError, { timeout: 10_000 }).not.toBeNull();
        await sellFor(shop, 20);
        expect([url, isOnline(shop), unsynced(shop)]).toEqual([url, false, countOf(shop.till, 'events')]);
        expect(shop.cloud.calls).toEqual([]);
      }),
    );
  }, 60_000);
});
