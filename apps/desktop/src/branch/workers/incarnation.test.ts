import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CHAIN_START, findChainBreak } from '@fastops/shared/sync/chain';
import { foldOrder } from '@fastops/shared/orders/order.fold';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { acceptGrant } from '../adapters/enrolment.ts';
import { eventsAfter, sha256 } from '../db/event-log.ts';
import { custody } from '../modules/sync/sync.service.ts';
import { anOrder, COMPANY, demolish, onShift, openTill, restart, STREAM, type Till } from '../testing/branch-fixture.ts';
import { fakeCloud, type FakeCloud } from '../testing/fake-cloud.ts';
import { syncOnce, type SyncParts } from './sync-loop.ts';

let till: Till;
let cloud: FakeCloud;
let others: Till[];
beforeEach(async () => {
  till = await onShift(openTill());
  cloud = fakeCloud();
  cloud.showsOwn = true;
  cloud.streams.takenSeries.add('A');
  others = [];
});
afterEach(() => [till, ...others].forEach(demolish));

const partsOf = (of: Till): SyncParts => ({
  core: of.core,
  client: cloud.client,
  appVersion: '0.1.0',
  random: () => 1,
  log: () => {},
  acceptGrant: (jws) => void acceptGrant(of.core, of.secrets, jws),
  grantVersion: () => of.core.enrolment()?.grant.version ?? 0,
  incarnations: of.incarnations,
});
const sync = (of: Till) => syncOnce(partsOf(of));

/** Sells, and answers the ids of what was acknowledged to the cashier. */
async function sell(of: Till, count = 1): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const order = anOrder(of);
    expect(await of.call.orders.ringUp(order)).toMatchObject({ ok: true });
    ids.push(order.orderId);
  }
  return ids;
}

/** The whole folder as it is now: what an image of the disk or a backup of it holds. */
function imageOf(of: Till): string {
  const copy = mkdtempSync(join(tmpdir(), 'till-image-'));
  of.core.db.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(of.folder, copy, { recursive: true, filter: (path) => !path.includes('.lock') });
  return copy;
}

/** Opens an image as another machine would. */
async function start(folder: string): Promise<Till> {
  const started = await onShift(openTill(folder));
  others.push(started);
  return started;
}

/** Puts yesterday's file in place of today's; the keychain of the machine stays. */
async function restoredFrom(image: string): Promise<Till> {
  till.close();
  for (const name of ['branch.db-wal', 'branch.db-shm']) rmSync(join(till.folder, name), { force: true });
  cpSync(join(image, 'branch.db'), join(till.folder, 'branch.db'));
  till = await onShift(openTill(till.folder));
  return till;
}

const streamsOf = (of: Till) =>
  of.core.db.all<{ series: string; isOpen: number; reason: string | null; registered: number }>(
    'SELECT series, is_open AS isOpen, reason, registered FROM streams WHERE own = 1 ORDER BY stream_id',
  );
const openSeries = (of: Till) => streamsOf(of).find(({ isOpen }) => isOpen === 1)?.series;
const unsynced = (of: Till) => custody(of.core.db, COMPANY).count;

/** Every order of the cloud as its facts fold, by id. */
function cloudOrders() {
  const byOrder = Map.groupBy(
    [...cloud.streams.facts.values()].filter(({ type }) => type.startsWith('order.')),
    (fact) => fact.entityId,
  );
  return new Map([...byOrder].map(([id, facts]) => [id, foldOrder(facts)]));
}

/** No number twice, no order lost, nothing twice, nothing under one id with two contents. */
function expectSound(sold: readonly string[]): void {
  const orders = cloudOrders();
  expect(sold.filter((id) => orders.get(id)?.balance !== 0)).toEqual([]);
  const numbers = [...orders.values()].flatMap(({ number }) => (number ? [orderNumberText(number)] : []));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(cloud.streams.conflicts).toEqual([]);
  for (const [streamId, log] of cloud.streams.logs) {
    expect(findChainBreak(log, { streamId, seq: 0, hash: CHAIN_START }, sha256)).toBeUndefined();
  }
}

const databaseRows = (of: Till) =>
  ['orders', 'order_lines', 'payments', 'cash_sessions'].map((table) => of.core.db.all(`SELECT * FROM ${table} ORDER BY 1, 2, 3`));

describe('a till whose file is put back to an older one', () => {
  test('S9: offline, gives no number of its old series again, and tells why', async () => {
    await sell(till, 3);
    const image = imageOf(till);
    await sell(till, 3);
    till.incarnations.note();
    await restoredFrom(image);
    expect(streamsOf(till)).toEqual([
      { series: 'A', isOpen: 0, reason: null, registered: 1 },
      { series: 'A2', isOpen: 1, reason: 'restored', registered: 0 },
    ]);
    const order = anOrder(till);
    const answer = await till.call.orders.ringUp(order);
    expect(answer).toMatchObject({ ok: true, value: { number: { series: 'A2', sequence: 4 } } });
    const recent = await till.call.orders.recent({ limit: 10 });
    expect(recent.map(({ series, sequence }) => `${series}${sequence}`).sort()).toEqual(['A21', 'A22', 'A23', 'A24']);
    rmSync(image, { recursive: true });
  });

  test('S9: online, gets back what it lost and keeps what it sold since', async () => {
    const sold = await sell(till, 3);
    await sync(till);
    const image = imageOf(till);
    sold.push(...(await sell(till, 3)));
    await sync(till);
    await restoredFrom(image);
    sold.push(...(await sell(till, 2)));
    await sync(till);
    expect(openSeries(till)).toBe('A2');
    expect(cloud.streams.opened).toMatchObject([{ series: 'A2', reason: 'restored', previous: { streamId: STREAM } }]);
    expectSound(sold);
    expect(sold.filter((id) => !cloudOrders().has(id))).toEqual([]);
    for (const orderId of sold) expect(await till.call.orders.find({ orderId })).toMatchObject({ ok: true, value: { balance: 0 } });
    expect(unsynced(till)).toBe(0);
    rmSync(image, { recursive: true });
  });

  test('S9: whose keychain lags, is found out by the cloud (lost tail)', async () => {
    const sold = await sell(till, 2);
    await sync(till);
    const image = imageOf(till);
    const marked = till.secrets.read('stream-mark') ?? '';
    sold.push(...(await sell(till, 2)));
    await sync(till);
    till.close = ((close) => () => (close(), till.secrets.write('stream-mark', marked)))(till.close);
    await restoredFrom(image);
    expect(openSeries(till)).toBe('A');
    sold.push(...(await sell(till, 1)));
    await sync(till);
    expect(streamsOf(till).at(-1)).toEqual({ series: 'A2', isOpen: 1, reason: 'lost-tail', registered: 1 });
    expectSound(sold);
    for (const orderId of sold) expect(await till.call.orders.find({ orderId })).toMatchObject({ ok: true });
    rmSync(image, { recursive: true });
  });

  test('S9: without any mark in the keychain, takes a new series to be safe', async () => {
    await sell(till);
    till.incarnations.note();
    till.secrets.write('stream-mark', '{}');
    till.incarnations.stop();
    till.secrets.write('stream-mark', '{}');
    till.close = () => till.core.db.close();
    till = await onShift(restart(till));
    expect(streamsOf(till).at(-1)).toMatchObject({ series: 'A2', reason: 'moved' });
  });

  test('an ordinary restart begins nothing', async () => {
    await sell(till);
    till = await onShift(restart(till));
    await sync(till);
    till = await onShift(restart(till));
    expect(streamsOf(till)).toHaveLength(1);
  });
});

describe('two tills from one image', () => {
  test('S8: both keep all their sales, no number is accepted twice, and a person is told', async () => {
    const sold = await sell(till, 2);
    await sync(till);
    sold.push(...(await sell(till, 1)));
    const clone = await start(imageOf(till));
    sold.push(...(await sell(till, 3)), ...(await sell(clone, 2)));
    await sync(till);
    await sync(clone);
    expect([openSeries(till), openSeries(clone)]).toEqual(['A', 'A2']);
    expect(streamsOf(clone).at(-1)).toMatchObject({ reason: 'lost-tail', registered: 1 });
    expectSound(sold);
    sold.push(...(await sell(till, 2)), ...(await sell(clone, 2)));
    await sync(clone);
    await sync(till);
    await sync(clone);
    expectSound(sold);
    expect([unsynced(till), unsynced(clone)]).toEqual([0, 0]);
    // Both tills hold everything, and fold it alike.
    const orders = (of: Till) => of.core.db.all('SELECT id, series, sequence, total, balance, needs_review FROM orders ORDER BY id');
    expect(orders(clone)).toEqual(orders(till));
    expect(orders(till)).toHaveLength(sold.length);
  });

  test('S8: a clone that comes with fewer facts than the original is found by their hash (fork)', async () => {
    const sold = await sell(till, 1);
    await sync(till);
    const clone = await start(imageOf(till));
    sold.push(...(await sell(till, 1)), ...(await sell(clone, 5)));
    await sync(till);
    await sync(clone);
    expect(streamsOf(clone).at(-1)).toMatchObject({ series: 'A2', reason: 'fork' });
    expectSound(sold);
  });

  test('S8: two clones that found out offline mint the same letters, and the second gives way', async () => {
    const sold = await sell(till, 2);
    till.incarnations.note();
    const [one, other] = [await start(imageOf(till)), await start(imageOf(till))];
    for (const each of [one, other]) {
      each.incarnations.begin('moved');
      sold.push(...(await sell(each, 2)));
    }
    expect([openSeries(one), openSeries(other)]).toEqual(['A2', 'A2']);
    await sync(one);
    await sync(other);
    expect([openSeries(one), openSeries(other)]).toEqual(['A2', 'A3']);
    await sync(one);
    // The orders of the image were renumbered by both: each has one number that counts, the same for everybody.
    const numberOf = (id: string) => cloudOrders().get(id)?.number;
    expect(sold.slice(0, 2).map(numberOf)).toEqual([1, 2].map((sequence) => ({ series: 'A3', sequence })));
    expect(await one.call.orders.find({ orderId: sold[0] ?? '' })).toMatchObject({
      value: { number: { series: 'A3', sequence: 1 }, printedNumber: { series: 'A', sequence: 1 }, needsReview: [] },
    });
    expectSound(sold);
  });
});

describe('a cloud that went back in time', () => {
  test('S9: gets everything again, closed streams and adopted facts included', async () => {
    const sold = await sell(till, 2);
    await sync(till);
    const image = imageOf(till);
    sold.push(...(await sell(till, 2)));
    await sync(till);
    await restoredFrom(image);
    sold.push(...(await sell(till, 2)));
    await sync(till);
    const facts = new Set(cloud.streams.facts.keys());
    const [firstLog] = cloud.streams.logs.values();
    // A backup of yesterday: five facts of the first stream, and nobody ever heard of the second.
    const kept = (firstLog ?? []).slice(0, 5);
    cloud.streams.logs.clear();
    cloud.streams.logs.set(STREAM, kept);
    cloud.streams.opened.length = 0;
    cloud.streams.takenSeries.delete('A2');
    cloud.streams.facts.clear();
    for (const event of kept) cloud.streams.facts.set(event.id, event);
    cloud.scopes.branch.splice(0, Infinity, ...kept.map((event) => ({ event })));
    cloud.epoch = 'e2';
    await sync(till);
    expect([...facts].filter((id) => !cloud.streams.facts.has(id))).toEqual([]);
    // A clone may have given the old numbers in the new lineage, so what was offered again got new ones.
    const more = [...cloud.streams.facts.values()].filter(({ id }) => !facts.has(id)).map(({ type }) => type);
    expect(new Set(more)).toEqual(new Set(['order.renumbered']));
    expectSound(sold);
    expect(unsynced(till)).toBe(0);
    const before = cloud.calls.length;
    await sync(till);
    expect(cloud.calls.slice(before)).toEqual(['hello', 'pull company', 'pull branch']);
    rmSync(image, { recursive: true });
  });
});

test('what is logged again keeps its ids, and the old stream keeps its chain', async () => {
  await sell(till, 3);
  const old = eventsAfter(till.core.db, { companyId: COMPANY, streamId: STREAM, seq: 0 }, 1_000);
  till.incarnations.begin('moved');
  const rows = databaseRows(till);
  const { streamId } = till.core.db.get<{ streamId: string }>(
    'SELECT stream_id AS streamId FROM streams WHERE own = 1 AND is_open = 1',
  ) ?? {
    streamId: '',
  };
  const fresh = eventsAfter(till.core.db, { companyId: COMPANY, streamId, seq: 0 }, 1_000);
  expect(fresh.slice(0, old.length).map(({ id }) => id)).toEqual(old.map(({ id }) => id));
  expect(fresh.slice(old.length).map(({ type }) => type)).toEqual(Array.from({ length: 3 }, () => 'order.renumbered'));
  for (const [stream, events] of [
    [STREAM, eventsAfter(till.core.db, { companyId: COMPANY, streamId: STREAM, seq: 0 }, 1_000)],
    [streamId, fresh],
  ] as const) {
    expect(findChainBreak(events, { streamId: stream, seq: 0, hash: CHAIN_START }, sha256)).toBeUndefined();
  }
  expect(custody(till.core.db, COMPANY)).toMatchObject({ count: fresh.length, value: 75_000 });
  till = await onShift(restart(till));
  expect(databaseRows(till)).toEqual(rows);
});
