import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { foldOrder } from '@fastops/shared/orders/order.fold';
import type { Event } from '@fastops/shared/sync/event';
import { hollowOrder } from '@fastops/shared/sync/hollow-order';
import { acceptGrant } from '../adapters/enrolment.ts';
import { cursorOf } from '../modules/sync/sync.service.ts';
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
  openTill,
  TERMINAL,
  type Till,
} from '../testing/branch-fixture.ts';
import { fakeCloud, otherTill, type FakeCloud } from '../testing/fake-cloud.ts';
import { aHistory, snapshotLinesOf } from '../testing/fake-snapshot.ts';
import { rebuildProjections } from '../modules/sync/projections.service.ts';
import { callBranch } from '../rpc/router.ts';
import { hollowOrders } from '../modules/orders/hollow.service.ts';
import { bringOrder, createBackfill } from './sync-hollow.ts';
import { syncOnce, type SyncParts } from './sync-loop.ts';

/** More than a till pulls one by one. */
const ORDERS = 1_300;
const history = aHistory(ORDERS);
const byOrder = Map.groupBy(history, (event) => event.entityId);

let till: Till;
let cloud: FakeCloud;
beforeEach(async () => {
  till = await onShift(openTill());
  cloud = fakeCloud();
  cloud.scopes.company.push(...aMenu().map((master) => ({ master })));
  cloud.scopes.branch.push(...history.map((event) => ({ event })));
});
afterEach(() => demolish(till));

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
/** The last twenty orders with their facts, the others as rows. */
const lines = (changes: { masters?: ReturnType<typeof aMenu> } = {}) => {
  const orders = [...byOrder.values()];
  const young = orders.slice(-20).flat();
  return [
    ...snapshotLinesOf({
      position: history.length,
      events: young,
      orders: orders.slice(0, -20).map((facts) => hollowOrder(foldOrder(facts))),
      ...changes,
    }),
  ];
};
const tables = () =>
  ['orders', 'order_lines', 'payments', 'refunds'].map((table) => till.core.db.all(`SELECT * FROM ${table} ORDER BY 1, 2, 3`));
const position = () => cursorOf(till.core.db, COMPANY, 'branch').position;
const pulls = () => cloud.calls.filter((call) => call === 'pull branch').length;
/** A payment too many on an old order, as another till of the branch took it. */
function lateFact(of: readonly Event[]): Event {
  const late = otherTill(77);
  const [{ entityId } = { entityId: '' }] = of;
  return late.append('order.payment-added', { entityId, rev: 5, body: { payment: late.payment(idOf(8_999), 5_000) } });
}

describe('a fresh till far behind', () => {
  test('takes a snapshot, and has the same rows as one that pulled everything', async () => {
    cloud.snapshot = undefined;
    await syncOnce(parts());
    const pulled = tables();
    expect(pulls()).toBeGreaterThan(10);
    demolish(till);
    till = await onShift(openTill());
    cloud.calls.length = 0;
    cloud.snapshot = lines({ masters: aMenu() });
    await syncOnce(parts());
    expect([pulls(), position()]).toEqual([2, history.length]);
    expect(tables()).toEqual(pulled);
    expect(await till.call.orders.ringUp(anOrder(till))).toMatchObject({ ok: true });
  });

  test('sells while the snapshot is still coming', async () => {
    const menu = [aMaster(aProduct({ name: 'Del retrato' }), { version: 9 })];
    const all = lines({ masters: menu });
    const sold: unknown[] = [];
    async function* slowly() {
      for (const [index, line] of all.entries()) {
        if (index === 1_000) sold.push(await till.call.orders.ringUp(anOrder(till)));
        yield line;
      }
    }
    await syncOnce(parts({ client: { ...cloud.client, snapshot: async () => slowly() } }));
    expect(sold).toMatchObject([{ ok: true, value: { lines: [{ name: 'Del retrato' }], number: { series: 'A', sequence: 1 } } }]);
    expect(position()).toBe(history.length);
  });

  test.each([
    ['that breaks off', (all: string[]) => all.slice(0, 700)],
    ['without its last line', (all: string[]) => all.slice(0, -1)],
    ['with a line missing', (all: string[]) => all.toSpliced(300, 1)],
    ['with a line changed', (all: string[]) => all.with(300, (all[300] ?? '').replace('25000', '26000'))],
  ])('does not count one %s, and starts anew', async (_, spoil) => {
    cloud.snapshot = spoil(lines());
    await expect(syncOnce(parts())).rejects.toThrow('snapshot');
    expect(cursorOf(till.core.db, COMPANY, 'branch')).toEqual({ epoch: '', position: 0 });
    expect(await till.call.orders.ringUp(anOrder(till))).toMatchObject({ ok: true });
    cloud.snapshot = lines();
    await syncOnce(parts());
    expect([position(), countOf(till, 'orders')]).toEqual([history.length, ORDERS + 1]);
    expect(till.core.db.get('SELECT sum(total) AS total FROM orders')).toEqual({ total: (ORDERS + 1) * 25_000 });
  });

  test('skips lines of a kind that it does not know', async () => {
    const future = JSON.stringify({ kind: 'hologram', of: 'a table to come' });
    const [head = '', ...rest] = lines();
    const withFuture = [head, future, ...rest.slice(0, -1)];
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256')
      .update(withFuture.map((line) => `${line}\n`).join(''))
      .digest('hex');
    cloud.snapshot = [...withFuture, JSON.stringify({ kind: 'end', count: withFuture.length, sha256 })];
    await syncOnce(parts());
    expect(countOf(till, 'orders')).toBe(ORDERS);
  });

  test('that has pulled before is not handed one', async () => {
    cloud.scopes.branch.length = 0;
    await syncOnce(parts());
    cloud.scopes.branch.push(...history.map((event) => ({ event })));
    cloud.snapshot = lines();
    await syncOnce(parts());
    expect(cloud.calls).not.toContain('snapshot');
    expect(countOf(till, 'orders')).toBe(ORDERS);
  });
});

describe('an order that came as its row alone', () => {
  const old = byOrder.get(idOf(1_000_000)) ?? [];

  test('is fetched whole when a later fact of it comes, and folds like anywhere else', async () => {
    cloud.snapshot = lines();
    await syncOnce(parts());
    cloud.scopes.branch.push({ event: lateFact(old) });
    await syncOnce(parts());
    expect(cloud.calls.filter((call) => call === 'aggregate')).toHaveLength(1);
    expect(await till.call.orders.find({ orderId: idOf(1_000_000) })).toMatchObject({
      value: { paid: 30_000, balance: -5_000, needsReview: ['overpaid'], number: { series: 'B', sequence: 1 } },
    });
    expect(till.core.db.all('SELECT paid, needs_review FROM orders WHERE id = ?', idOf(1_000_000))).toEqual([
      { paid: 30_000, needs_review: 'overpaid' },
    ]);
    cloud.scopes.branch.push({ event: otherTill(78).append('order.closed', { entityId: idOf(1_000_000), rev: 6, body: {} }) });
    await syncOnce(parts());
    expect(cloud.calls.filter((call) => call === 'aggregate')).toHaveLength(1);
    expect(till.core.db.get('SELECT state FROM orders WHERE id = ?', idOf(1_000_000))).toEqual({ state: 'closed' });
  });

  test('stays a row when the projections are made anew', async () => {
    cloud.snapshot = lines();
    await syncOnce(parts());
    const rows = tables();
    till.core.transaction((db) => rebuildProjections(db, TERMINAL), []);
    expect(tables()).toEqual(rows);
  });
});

describe('an order that came as its row alone', () => {
  const old = [...byOrder.values()].slice(0, 40);
  const idAt = (index: number) => old[index]?.[0]?.entityId ?? '';
  const withCloud = (client: SyncParts['client'] | undefined) =>
    callBranch({
      ...till.services,
      connection: till.connection,
      link: { ...till.services.link, bring: (id) => bringOrder({ core: till.core, client }, id) },
    });
  beforeEach(async () => {
    cloud.snapshot = lines({ masters: aMenu() });
    await syncOnce(parts());
  });

  test('is opened, looked through and printed again like any other: its facts come when somebody asks', async () => {
    const call = withCloud(cloud.client);
    expect(await call.orders.find({ orderId: idAt(0) })).toMatchObject({ ok: true, value: { id: idAt(0), balance: 0 } });
    expect(await call.orders.history({ orderId: idAt(1) })).toMatchObject({ ok: true });
    expect(await call.orders.reprint({ orderId: idAt(2) })).toMatchObject({ ok: true });
    const asked = cloud.calls.filter((name) => name === 'aggregate').length;
    await call.orders.find({ orderId: idAt(0) });
    expect(cloud.calls.filter((name) => name === 'aggregate')).toHaveLength(asked);
    expect(hollowOrders(till.core.db, COMPANY, { since: 0, limit: 5_000 })).toHaveLength(ORDERS - 20 - 3);
  });

  test('says in a clear code that its facts are elsewhere when the cloud is out of reach, and asks nobody who may not see it', async () => {
    cloud.online = false;
    const refusal = { code: 'order.facts-elsewhere' };
    expect(await withCloud(cloud.client).orders.find({ orderId: idAt(0) })).toEqual({ ok: false, refusal });
    expect(await withCloud(undefined).orders.reprint({ orderId: idAt(0) })).toEqual({ ok: false, refusal });
    cloud.calls.length = 0;
    till.connection.actor = undefined;
    await expect(withCloud(cloud.client).orders.find({ orderId: idAt(0) })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(cloud.calls).toEqual([]);
  });

  test('is filled by itself while there is time, latest first, and no older than the bound', async () => {
    const before = hollowOrders(till.core.db, COMPANY, { since: 0, limit: 5_000 });
    const backfill = createBackfill({ core: till.core, client: cloud.client });
    for (let n = 0; n < 25; n += 1) expect(await backfill.next()).toBe(true);
    expect(hollowOrders(till.core.db, COMPANY, { since: 0, limit: 5_000 })).toEqual(before.slice(25));
    cloud.online = false;
    expect(await backfill.next()).toBe(false);
    cloud.online = true;
    till.clock.now += 200 * 86_400_000;
    expect(await createBackfill({ core: till.core, client: cloud.client }).next()).toBe(false);
  });
});
