import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PROTOCOL_VERSION } from '@fastops/shared/sync/protocol';
import { acceptGrant } from '../adapters/enrolment.ts';
import { custody } from '../modules/sync/sync.service.ts';
import {
  aMaster,
  aMenu,
  anOrder,
  aProduct,
  COMPANY,
  countOf,
  demolish,
  idOf,
  onShift,
  OPENING,
  openTill,
  SALCHIPAPA,
  signedByCloud,
  STREAM,
  type Till,
} from '../testing/branch-fixture.ts';
import { aForeignSale, fakeCloud, type FakeCloud } from '../testing/fake-cloud.ts';
import { backoffMs, startSyncLoop, syncOnce, type SyncParts } from './sync-loop.ts';

let till: Till;
let cloud: FakeCloud;
let stop: () => void;
beforeEach(async () => {
  till = await onShift(openTill());
  cloud = fakeCloud();
  cloud.scopes.company.push(...aMenu().map((master) => ({ master })));
  stop = () => {};
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  demolish(till);
});

const parts = (changes: Partial<SyncParts> = {}): SyncParts => ({
  core: till.core,
  client: cloud.client,
  appVersion: '0.1.0',
  random: () => 1,
  log: () => {},
  acceptGrant: (jws) => void acceptGrant(till.core, till.secrets, jws),
  grantVersion: () => till.core.enrolment()?.grant.version ?? 0,
  incarnations: till.incarnations,
  ...changes,
});
const sell = () => till.call.orders.ringUp(anOrder(till));
const unsynced = () => custody(till.core.db, COMPANY).count;

/** Starts the loop under a clock that only the test moves. */
function started(changes: Partial<SyncParts> = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const loop = startSyncLoop(parts(changes));
  stop = loop.stop;
  return loop;
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const hellos = () => cloud.calls.filter((call) => call === 'hello').length;

describe('waiting after a failure', () => {
  test('doubles, up to a minute, with full jitter', () => {
    expect([1, 2, 3, 6, 7, 8, 50, 5000].map((failures) => backoffMs(failures, () => 1))).toEqual([
      1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000, 60_000,
    ]);
    expect(backoffMs(9, () => 0)).toBe(0);
    const waits = Array.from({ length: 2000 }, () => backoffMs(20, Math.random));
    const share = (from: number, to: number) => waits.filter((ms) => ms >= from && ms < to).length / waits.length;
    for (let part = 0; part < 4; part += 1) expect(share(part * 15_000, (part + 1) * 15_000)).toBeGreaterThan(0.2);
  });
});

describe('one exchange', () => {
  test('sends everything, brings everything, and a second one finds nothing to do', async () => {
    await sell();
    cloud.scopes.branch.push(...aForeignSale(idOf(600)).map((event) => ({ event })));
    await syncOnce(parts());
    expect([cloud.events.length, unsynced()]).toEqual([countOf(till, 'events') - 4, 0]);
    expect(await till.call.orders.find({ orderId: idOf(600) })).toMatchObject({ ok: true });
    cloud.calls.length = 0;
    await syncOnce(parts());
    expect(cloud.calls).toEqual(['hello', 'pull company', 'pull branch']);
  });

  test('more than a page is fetched to the end', async () => {
    for (let n = 0; n < 1200; n += 1) cloud.scopes.company.push({ master: aMaster(aProduct({ id: idOf(20_000 + n) })) });
    await syncOnce(parts());
    expect((await till.call.catalog.menu()).products).toHaveLength(1202);
  });

  test('a lost answer is harmless: the same events again are the same events', async () => {
    await sell();
    cloud.repliesToLose = 2;
    await expect(syncOnce(parts())).rejects.toThrow('the answer was lost');
    await sell();
    await expect(syncOnce(parts())).rejects.toThrow('the answer was lost');
    expect(unsynced()).toBe(countOf(till, 'events'));
    await syncOnce(parts());
    expect([cloud.events.length, unsynced()]).toEqual([countOf(till, 'events'), 0]);
    expect(new Set(cloud.events.map(({ id }) => id)).size).toBe(cloud.events.length);
  });

  test('a cloud restored from a backup is offered what it lost, also when nothing new was sold', async () => {
    await sell();
    await syncOnce(parts());
    const all = cloud.events;
    for (const left of [3, 0]) {
      cloud.events = all.slice(0, left);
      cloud.epoch = `after ${left}`;
      await syncOnce(parts());
      expect(cloud.events).toEqual(all);
    }
    expect((await till.call.catalog.menu()).products).toHaveLength(2);
  });

  test('a cloud that lost events between hello and push says rewind, and gets them', async () => {
    await sell();
    await syncOnce(parts());
    await sell();
    const client = {
      ...cloud.client,
      hello: async (input: Parameters<typeof cloud.client.hello>[0]) => {
        const reply = await cloud.client.hello(input);
        cloud.events = cloud.events.slice(0, 2);
        return reply;
      },
    };
    await syncOnce(parts({ client }));
    expect(cloud.events).toHaveLength(countOf(till, 'events'));
  });

  test('a cloud that answers nonsense is an error, not an endless loop', async () => {
    await sell();
    cloud.distort = (reply) => ({ ...reply, ackSeq: 1, ackHash: cloud.events[0]?.hash ?? '' });
    await expect(syncOnce(parts())).rejects.toThrow('stored less than it was sent');
    cloud.distort = (reply) => ({ ...reply, signedHead: signedByCloud({ streamId: STREAM, seq: 1, hash: reply.ackHash }) });
    await expect(syncOnce(parts())).rejects.toThrow('not signed by its key');
    cloud.distort = (reply) => ({ ...reply, ackHash: 'd'.repeat(64), signedHead: 'x.y.z' });
    await expect(syncOnce(parts())).rejects.toThrow('not signed by its key');
    cloud.distort = (reply) => reply;
    const pull: FakeCloud['client']['pull'] = async () => ({ epoch: 'e1', head: 7, entries: [] });
    await expect(syncOnce(parts({ client: { ...cloud.client, pull } }))).rejects.toThrow('gives nothing after');
  });

  test('a new grant is fetched when there is one, and a broken one doesn’t hold up the sales', async () => {
    await sell();
    cloud.grantVersion = 2;
    const broken = parts({
      acceptGrant: () => {
        throw new Error('the signature is not the cloud’s');
      },
    });
    await expect(syncOnce(broken)).rejects.toThrow('the signature');
    expect(unsynced()).toBe(0);
    await syncOnce(parts());
    expect(till.core.enrolment()?.grant.version).toBe(2);
  });
});

describe('the loop', () => {
  test('sends a sale at once, and says hello in between', async () => {
    const loop = started();
    await pass(0);
    expect(loop.state()).toMatchObject({ online: true, lastError: null });
    await sell();
    await pass(0);
    expect(unsynced()).toBe(0);
    const before = hellos();
    await pass(20_000);
    expect(hellos()).toBe(before + 1);
  });

  test('S7: how far the clock is off, and that an update is needed, is known even when the exchange fails', async () => {
    till.clock.now = OPENING - 3 * 60_000;
    cloud.minProtocol = PROTOCOL_VERSION + 1;
    await sell();
    const loop = started();
    await pass(0);
    expect(loop.state()).toMatchObject({ online: true, clockOffsetMs: 3 * 60_000, clockDrifted: true, updateNeeded: true });
    expect((await sell()).ok).toBe(true);
    await pass(0);
    expect(cloud.calls).not.toContain('push');
    cloud.minProtocol = 1;
    till.clock.now = OPENING;
    cloud.distort = (reply) => ({ ...reply, signedHead: 'forged' });
    await pass(20_000);
    expect(loop.state()).toMatchObject({ online: false, clockOffsetMs: 0, clockDrifted: false, updateNeeded: false });
  });

  test('the line for news that is still down when the cloud answers is opened within five seconds, once', async () => {
    cloud.online = false;
    started();
    await pass(30_000);
    expect(cloud.reopened).toBe(0);
    cloud.online = true;
    await pass(60_000);
    const first = cloud.reopened;
    expect(first).toBeGreaterThanOrEqual(1);
    cloud.listener?.up();
    await pass(60_000);
    expect(cloud.reopened).toBe(first);
    cloud.listener?.down();
    await pass(5_100);
    expect(cloud.reopened).toBe(first + 1);
  });

  test('a busy evening costs one push a sale, and still says hello in time', async () => {
    started();
    await pass(0);
    cloud.calls.length = 0;
    for (let n = 0; n < 10; n += 1) {
      await sell();
      await pass(1_000);
    }
    expect(cloud.calls).toEqual(Array.from({ length: 10 }, () => 'push'));
    for (let n = 0; n < 15; n += 1) {
      await sell();
      await pass(1_000);
    }
    expect(hellos()).toBe(1);
  });

  test('offline, one probe at a time, and sales don’t hurry it', async () => {
    cloud.online = false;
    const loop = started();
    await pass(0);
    expect(loop.state()).toMatchObject({ online: false, lastError: 'no route to the cloud' });
    const before = hellos();
    for (let n = 0; n < 50; n += 1) await sell();
    await pass(999);
    expect(hellos()).toBe(before);
    await pass(1);
    expect(hellos()).toBe(before + 1);
    await pass(3_600_000);
    expect(hellos()).toBeLessThan(before + 70);
    expect(cloud.calls.filter((call) => call === 'push')).toEqual([]);
    cloud.online = true;
    await pass(60_000);
    expect([loop.state().online, unsynced(), cloud.events.length]).toEqual([true, 0, countOf(till, 'events')]);
  });

  test('a person, or the line coming up, may hurry it', async () => {
    cloud.online = false;
    const loop = started();
    await pass(200_000);
    cloud.online = true;
    loop.syncNow();
    await pass(0);
    expect(loop.state().online).toBe(true);
    cloud.online = false;
    cloud.listener?.poke({ scope: 'branch', head: 1 });
    await pass(1000);
    expect(loop.state().online).toBe(false);
    cloud.online = true;
    cloud.listener?.up();
    await pass(0);
    expect(loop.state().online).toBe(true);
  });

  test('a poke brings what the cloud has, and one that is lost costs a heartbeat', async () => {
    started();
    await pass(0);
    cloud.scopes.branch.push(...aForeignSale(idOf(600)).map((event) => ({ event })));
    cloud.listener?.poke({ scope: 'branch', head: 4 });
    await pass(0);
    expect(await till.call.orders.find({ orderId: idOf(600) })).toMatchObject({ ok: true });
    cloud.scopes.company.push({ master: aMaster(aProduct({ name: 'Salchipapa nueva' }), { version: 2 }) });
    await pass(20_000);
    expect((await till.call.catalog.menu()).products.find(({ id }) => id === SALCHIPAPA)?.name).toBe('Salchipapa nueva');
  });

  test('stopped, it is silent', async () => {
    const loop = started();
    await pass(0);
    loop.stop();
    await pass(0);
    const before = cloud.calls.length;
    await sell();
    await pass(600_000);
    expect(cloud.calls.length).toBe(before);
    expect(cloud.calls.at(-1)).toBe('close');
  });
});
