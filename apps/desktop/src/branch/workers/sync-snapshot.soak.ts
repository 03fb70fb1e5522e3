import { expect, test } from 'vitest';
import { foldOrder } from '@fastops/shared/orders/order.fold';
import { hollowOrder } from '@fastops/shared/sync/hollow-order';
import type { HollowOrder } from '@fastops/shared/sync/snapshot';
import { soakSize } from '@fastops/shared/testing/soak';
import { acceptGrant } from '../adapters/enrolment.ts';
import { aMenu, anOrder, countOf, demolish, idOf, onShift, openTill } from '../testing/branch-fixture.ts';
import { fakeCloud } from '../testing/fake-cloud.ts';
import { aHistory, snapshotLinesOf } from '../testing/fake-snapshot.ts';
import { syncOnce } from './sync-loop.ts';

/** So many orders of four lines, each with ids of its own. */
function* oldOrders(count: number): Generator<HollowOrder> {
  const pattern = hollowOrder(foldOrder(aHistory(1)));
  const [line, payment] = [pattern.lines[0], pattern.payments[0]];
  if (!line || !payment) throw new Error('an order has a line and a payment');
  for (let n = 0; n < count; n += 1) {
    const lines = [0, 1, 2, 3].map((index) => ({ ...line, id: idOf(10_000_000 + n * 4 + index) }));
    yield { ...pattern, id: idOf(5_000_000 + n), lines, payments: [{ ...payment, id: idOf(90_000_000 + n) }] };
  }
}

test('HYDRATE1: a fresh till of a branch with a long history sells at once, and has all of it soon after', async () => {
  const orders = soakSize(200_000);
  const till = await onShift(openTill());
  const cloud = fakeCloud();
  const young = aHistory(1_300);
  cloud.scopes.branch.push(...young.map((event) => ({ event })));
  const started = performance.now();
  let soldAfterMs = 0;
  async function* lines() {
    let count = 0;
    for (const line of snapshotLinesOf({ position: young.length, masters: aMenu(), events: young, orders: oldOrders(orders) })) {
      yield line;
      count += 1;
      if (count !== 2_000) continue;
      expect(await till.call.orders.ringUp(anOrder(till))).toMatchObject({ ok: true });
      soldAfterMs = performance.now() - started;
    }
  }
  await syncOnce({
    core: till.core,
    client: { ...cloud.client, snapshot: async () => lines() },
    appVersion: '0.1.0',
    random: () => 1,
    log: () => {},
    acceptGrant: (jws) => void acceptGrant(till.core, till.secrets, jws),
    grantVersion: () => till.core.enrolment()?.grant.version ?? 0,
    incarnations: till.incarnations,
  });
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  process.stderr.write(
    `HYDRATE1: ${orders} orders: first sale after ${seconds(soldAfterMs)} s, all of it after ${seconds(performance.now() - started)} s\n`,
  );
  expect(countOf(till, 'orders')).toBe(orders + 1_300 + 1);
  demolish(till);
});
