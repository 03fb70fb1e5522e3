import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { moneyOf, sellAt } from '../../testing/clocks.ts';
import { aCompany, aLine, aTill, NO_CUSTODY, type TestCompany, type TestTill } from '../../testing/shop.ts';

const DAY_MS = 86_400_000;
/** How far a till's clock may be off, and moments at which clocks of machines have broken before. */
const CLOCKS = {
  'a day behind': -DAY_MS,
  'a day ahead': DAY_MS,
  'a year behind': -365 * DAY_MS,
  'a year ahead': 365 * DAY_MS,
} as const;
const MOMENTS = {
  'the epoch': 0,
  'the end of 32 bits, 2038': 2 ** 31 * 1000,
  'past it': Date.parse('2099-12-31T23:59:59Z'),
  'an hour that comes twice': Date.parse('2026-11-01T01:30:00-04:00'),
} as const;

describe.each(ENGINES)('S7: clocks of tills, on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let wrong: TestTill;
  let right: TestTill;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'Reloj');
    [wrong, right] = await Promise.all([aTill(cloud, company), aTill(cloud, company)]);
  });
  afterAll(() => cloud.close());

  const newId = () => cloud.services.machine.newId();
  const clocks: [string, () => number][] = [
    ...Object.entries(CLOCKS).map(([name, off]): [string, () => number] => [name, () => cloud.services.machine.now() + off]),
    ...Object.entries(MOMENTS).map(([name, at]): [string, () => number] => [name, () => at]),
  ];

  const pushLast = (till: TestTill, facts: number) => till.push(till.log.length - facts + 1, till.log.length);

  test.each(clocks)('S7: a till at %s loses nothing, and the cloud notes its own time', async (_, at) => {
    const before = cloud.services.machine.now();
    const orderId = sellAt(cloud, wrong, { first: at(), later: at() });
    expect(await pushLast(wrong, 4)).toMatchObject({ outcome: 'stored', ackSeq: wrong.log.length });
    const kept = await cloud.look<{ at: number; received: number; hash: string }>(
      `SELECT at::float8 AS at, received_at::float8 AS received, hash FROM events WHERE entity_id = '${orderId}' ORDER BY seq`,
    );
    expect(kept.map(({ hash }) => hash)).toEqual(wrong.log.slice(-4).map(({ hash }) => hash));
    for (const { received } of kept) {
      expect(received).toBeGreaterThanOrEqual(before);
      expect(received).toBeLessThanOrEqual(cloud.services.machine.now());
    }
    expect(kept.map((row) => row.at)).toEqual(wrong.log.slice(-4).map((event) => event.at));
    expect(await moneyOf(cloud, orderId)).toEqual({ state: 'placed', total: 10_000, paid: 10_000 });
  });

  test.each(clocks)('S7: the clock is set to %s in the middle of a sale: the order is whole', async (_, later) => {
    const orderId = sellAt(cloud, wrong, { first: cloud.services.machine.now(), later: later() });
    expect(await pushLast(wrong, 4)).toMatchObject({ outcome: 'stored' });
    expect(await moneyOf(cloud, orderId)).toEqual({ state: 'placed', total: 10_000, paid: 10_000 });
  });

  test('S7: a till of the future neither overrules nor delays one of today', async () => {
    const orderId = newId();
    const tomorrow = () => cloud.services.machine.now() + 365 * DAY_MS;
    const line = aLine(newId, 4_000);
    wrong.add({ type: 'order.opened', entityId: orderId, rev: 1, body: { orderType: 'counter' }, at: tomorrow() });
    wrong.add({ type: 'order.line-added', entityId: orderId, rev: 2, body: { line }, at: tomorrow() });
    wrong.add({ type: 'order.line-changed', entityId: orderId, rev: 3, body: { lineId: line.id, quantity: 9 }, at: tomorrow() });
    await pushLast(wrong, 3);
    const head = await headOf(right);
    right.add({ type: 'order.line-changed', entityId: orderId, rev: 4, body: { lineId: line.id, quantity: 2 } });
    await pushLast(right, 1);
    // What was said last counts, not what carries the later date.
    expect(await moneyOf(cloud, orderId)).toMatchObject({ total: 8_000 });
    expect(await headOf(right)).toBe(head + 1);
  });

  test('S7: the greeting tells the till how late it is', async () => {
    const reply = await (
      await wrong.api()
    ).sync.hello({
      streamId: wrong.identity.streamId,
      lastSeq: wrong.log.length,
      lastHash: wrong.log.at(-1)?.hash ?? '',
      protocol: 2,
      appVersion: '0.1.0',
      deviceTime: cloud.services.machine.now() + 3 * DAY_MS,
      custody: NO_CUSTODY,
    });
    expect(Math.abs(reply.serverTime - cloud.services.machine.now())).toBeLessThan(60_000);
  });
});

async function headOf(till: TestTill): Promise<number> {
  return (await (await till.api()).sync.pull({ scope: 'branch', epoch: '', after: 0 })).head;
}
