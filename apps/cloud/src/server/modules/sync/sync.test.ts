import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compactVerify, importJWK } from 'jose';
import { eventHash, findChainBreak } from '@fastops/shared/sync/chain';
import { foldOrder } from '@fastops/shared/orders/order.fold';
import type { Event } from '@fastops/shared/sync/event';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import {
  aCompany,
  aLine,
  aPayment,
  aTill,
  asOwner,
  DAY,
  NO_CUSTODY,
  sha256,
  type TestCompany,
  type TestTill,
  reopened,
} from '../../testing/shop.ts';

describe.each(ENGINES)('sync on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;

  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  async function branchEntries(till: TestTill) {
    const api = await till.api();
    const entries: { position: number; event: Event }[] = [];
    for (;;) {
      const page = await api.sync.pull({ scope: 'branch', epoch: 'epoch-1', after: entries.length });
      for (const entry of page.entries) if ('event' in entry) entries.push(entry);
      if (entries.length >= page.head) return entries;
    }
  }

  test('a batch that is pushed twice, and ten times at once, is stored once and answered the same', async () => {
    const till = await aTill(cloud, company, company.branches[1]);
    till.sell();
    const first = await till.push();
    const again = await Promise.all(Array.from({ length: 10 }, () => till.push()));
    expect(first).toMatchObject({ outcome: 'stored', ackSeq: 5, ackHash: till.log.at(-1)?.hash });
    for (const reply of again) expect(reply).toEqual(first);
    const mine = (await branchEntries(till)).filter(({ event }) => event.streamId === till.identity.streamId);
    expect(mine.map(({ event }) => event)).toEqual(till.log);
  });

  test('what comes down carries its own proof: the chain of the stream is whole', async () => {
    const till = await aTill(cloud, company);
    till.sell();
    till.add({ type: 'drawer.opened', entityId: cloud.services.machine.newId(), rev: 1, body: { reason: 'sale-cash' } });
    await till.push();
    const mine = (await branchEntries(till)).map(({ event }) => event).filter((event) => event.streamId === till.identity.streamId);
    expect(findChainBreak(mine, { streamId: till.identity.streamId, seq: 0, hash: '0'.repeat(64) }, sha256)).toBeUndefined();
    expect(mine).toHaveLength(6);
  });

  test('ten tills that push at once get positions without a hole, each stream in its own order', async () => {
    const branch = company.branches[0];
    const tills = await Promise.all(Array.from({ length: 10 }, () => aTill(cloud, company, branch)));
    for (const till of tills) for (let sale = 0; sale < 6; sale += 1) till.sell();
    const before = (await branchEntries(tills[0] ?? (await aTill(cloud, company, branch)))).length;
    await Promise.all(
      tills.map(async (till) => {
        await till.push(1, 10);
        await till.push(11, 30);
      }),
    );
    const [observer] = tills;
    if (!observer) throw new Error('no till');
    const entries = await branchEntries(observer);
    expect(entries.length).toBe(before + 300);
    expect(entries.map((entry) => entry.position)).toEqual(entries.map((_, index) => index + 1));
    for (const till of tills) {
      const seqs = entries.filter(({ event }) => event.streamId === till.identity.streamId).map(({ event }) => event.seq);
      expect(seqs).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    }
  });

  test('a reader that follows while others push never meets a hole', async () => {
    const branch = company.branches[1];
    const tills = await Promise.all(Array.from({ length: 4 }, () => aTill(cloud, company, branch)));
    for (const till of tills) for (let sale = 0; sale < 8; sale += 1) till.sell();
    const reader = await aTill(cloud, company, branch);
    const api = await reader.api();
    let position = (await branchEntries(reader)).length;
    const goal = position + 4 * 40;
    const pushing = Promise.all(
      tills.map(async (till) => {
        for (let from = 1; from <= 40; from += 4) await till.push(from, from + 3);
      }),
    );
    while (position < goal) {
      // Another process would leave the others their turn; here the embedded engine never waits for anything outside.
      await setImmediate();
      const { entries } = await api.sync.pull({ scope: 'branch', epoch: 'epoch-1', after: position });
      for (const entry of entries) {
        expect(entry.position).toBe(position + 1);
        position = entry.position;
      }
    }
    await pushing;
    expect(position).toBe(goal);
  });

  test('a gap is answered with how far the cloud is', async () => {
    const till = await aTill(cloud, company);
    till.sell();
    await till.push(1, 2);
    expect(await till.push(4, 5)).toMatchObject({ outcome: 'rewind', ackSeq: 2, ackHash: till.log[1]?.hash });
    expect(await till.push(3, 5)).toMatchObject({ outcome: 'stored', ackSeq: 5 });
  });

  test('another history at the same numbers is a fork, and the first one stays', async () => {
    const till = await aTill(cloud, company);
    till.sell(10_000);
    await till.push();
    const clone: TestTill = { ...till, log: [] };
    const original = [...till.log];
    till.log.length = 0;
    till.sell(99_000);
    expect(await till.push()).toMatchObject({ outcome: 'fork', ackSeq: 5, ackHash: original.at(-1)?.hash });
    // Also when it only shows behind the end: the same length, then more.
    till.sell(1_000);
    expect(await till.push(6, 10)).toMatchObject({ outcome: 'fork', ackSeq: 5 });
    expect(clone.log).toEqual([]);
    const kept = (await branchEntries(till)).filter(({ event }) => event.streamId === till.identity.streamId);
    expect(kept.map(({ event }) => event)).toEqual(original);
  });

  test('an edited event breaks the chain and is not stored', async () => {
    const till = await aTill(cloud, company);
    till.sell();
    const [, second] = till.log;
    if (!second) throw new Error('no event');
    till.log[1] = { ...second, actorId: cloud.services.machine.newId() };
    expect(await till.push()).toMatchObject({ outcome: 'fork', ackSeq: 0 });
    expect(await cloud.look(`SELECT 1 FROM events WHERE stream_id = '${till.identity.streamId}'`)).toEqual([]);
  });

  test('an event that cannot be applied is set aside and those behind it go on', async () => {
    const till = await aTill(cloud, company);
    const newId = () => cloud.services.machine.newId();
    till.sell(8_000);
    till.add({ type: 'order.line-added', entityId: newId(), rev: 1, body: { line: { price: 'free' } } });
    till.add({ type: 'loyalty.point-given', entityId: newId(), rev: 1, body: { points: 3 } });
    till.add({ type: 'order.line-added', entityId: newId(), rev: 1, body: { line: { ...aLine(newId, 100), stations: ['a\u0000b'] } } });
    till.add({ type: 'order.opened', entityId: newId(), rev: 1, body: { orderType: 'counter' }, branchId: company.branches[1] });
    till.add({ type: 'order.opened', entityId: newId(), rev: 1, body: { orderType: 'counter' }, companyId: newId() });
    const after = till.sell(9_000);
    expect(await till.push()).toMatchObject({ outcome: 'stored', ackSeq: 15, ackHash: till.log.at(-1)?.hash });
    expect(await till.push()).toMatchObject({ outcome: 'stored', ackSeq: 15 });
    const aside = await cloud.look<{ seq: number; reason: string; event: string }>(
      `SELECT seq::int AS seq, reason, event FROM quarantine WHERE stream_id = '${till.identity.streamId}' ORDER BY seq`,
    );
    expect(aside.map((row) => row.seq)).toEqual([6, 7, 8, 9, 10]);
    expect(aside.map((row) => row.reason)).toEqual([
      expect.stringContaining('line'),
      'unknown loyalty.point-given v1',
      'text with U+0000',
      'not this branch',
      'not this branch',
    ]);
    expect(aside.map((row) => JSON.parse(row.event))).toEqual(till.log.slice(5, 10));
    const [order] = await cloud.look<{ total: number }>(`SELECT total::int AS total FROM orders WHERE id = '${after}'`);
    expect(order?.total).toBe(9_000);
  });

  test('sums past all bounds are set aside too, with the order as it was', async () => {
    const till = await aTill(cloud, company);
    const newId = () => cloud.services.machine.newId();
    const entityId = till.sell(5_000);
    await till.push();
    for (let line = 0; line < 12; line += 1) {
      till.add({
        type: 'order.line-added',
        entityId,
        rev: 6 + line,
        body: { line: { ...aLine(newId, 1_000_000_000_000), quantity: 999 } },
      });
    }
    expect(await till.push(6, 17)).toMatchObject({ outcome: 'stored', ackSeq: 17 });
    const [order] = await cloud.look<{ total: number }>(`SELECT total::int AS total FROM orders WHERE id = '${entityId}'`);
    expect(order?.total).toBe(5_000);
    const reasons = await cloud.look<{ reason: string }>(
      `SELECT DISTINCT reason FROM quarantine WHERE stream_id = '${till.identity.streamId}'`,
    );
    expect(reasons).toEqual([{ reason: expect.stringContaining("can't be folded") }]);
  });

  test('the same id with other content is set aside with an alarm; logged again after a new incarnation it has no effect', async () => {
    const till = await aTill(cloud, company);
    const entityId = till.sell(12_000);
    await till.push();
    const first = [...till.log];
    const opened = await reopened(cloud, till, 2);
    // The till starts a new stream and logs all it isn't sure of again, with the same ids.
    till.log.length = 0;
    for (const { hash: _, ...event } of first) {
      till.add({ ...event, streamId: opened.streamId, seq: till.log.length + 1, prevHash: till.log.at(-1)?.hash ?? '0'.repeat(64) });
    }
    const [firstEvent] = first;
    if (!firstEvent) throw new Error('no event');
    till.add({ id: firstEvent.id, type: 'order.opened', entityId, rev: 9, body: { orderType: 'delivery' }, streamId: opened.streamId });
    const api = await till.api();
    const batch = { streamId: opened.streamId, firstSeq: 1, prevHash: '0'.repeat(64), events: till.log, custody: NO_CUSTODY };
    expect(await api.sync.push(batch)).toMatchObject({ outcome: 'stored', ackSeq: 6, ackHash: till.log.at(-1)?.hash });
    expect(await api.sync.push(batch)).toMatchObject({ outcome: 'stored', ackSeq: 6 });
    const aside = await cloud.look(`SELECT seq::int AS seq, reason FROM quarantine WHERE stream_id = '${opened.streamId}'`);
    expect(aside).toEqual([{ seq: 6, reason: 'same id, other content' }]);
    const kept = await cloud.look(`SELECT id FROM events WHERE entity_id = '${entityId}'`);
    expect(kept).toHaveLength(5);
  });

  test('a log that a till began by itself is registered once; a clone, a foreign series or a foreign id is told that it is taken', async () => {
    const till = await aTill(cloud, company);
    till.sell(9_000);
    await till.push();
    const other = await aTill(cloud, company);
    const api = await till.api();
    const { series, streamId } = till.identity;
    const previous = { streamId, lastSeq: 3, lastHash: '0'.repeat(64) };
    const mine = { streamId: cloud.services.machine.newId(), series: `${series}2`, reason: 'fork', previous } as const;
    expect(await api.sync.openStream(mine)).toEqual({ outcome: 'opened' });
    expect(await api.sync.openStream(mine)).toEqual({ outcome: 'opened' });
    const newId = cloud.services.machine.newId;
    expect(await api.sync.openStream({ ...mine, streamId: newId() })).toEqual({ outcome: 'taken' });
    expect(await api.sync.openStream({ ...mine, streamId: newId(), series: `${other.identity.series}9` })).toEqual({ outcome: 'taken' });
    expect(await (await other.api()).sync.openStream(mine)).toEqual({ outcome: 'taken' });
    const rows = await cloud.look(
      `SELECT reason, told_seq::int AS told, cloud_seq::int AS held FROM incarnations WHERE stream_id = '${mine.streamId}'`,
    );
    expect(rows).toEqual([{ reason: 'fork', told: 3, held: till.log.length }]);
  });

  test('two tills that push one order at the same moment end in the fold of both', async () => {
    const [one, other] = await Promise.all([aTill(cloud, company), aTill(cloud, company)]);
    const newId = () => cloud.services.machine.newId();
    const orders = Array.from({ length: 12 }, newId);
    for (const entityId of orders) {
      one.add({ type: 'order.opened', entityId, rev: 1, body: { orderType: 'counter' } });
      one.add({ type: 'order.line-added', entityId, rev: 2, body: { line: aLine(newId, 7_000) } });
      other.add({ type: 'order.line-added', entityId, rev: 2, body: { line: aLine(newId, 3_000) } });
      other.add({ type: 'order.payment-added', entityId, rev: 3, body: { payment: aPayment(newId(), 10_000) } });
    }
    await Promise.all([one.push(), other.push()]);
    const rows = await cloud.look<{ id: string; total: number; paid: number }>(
      `SELECT id, total::int AS total, paid::int AS paid FROM orders WHERE id IN (${orders.map((id) => `'${id}'`).join(',')})`,
    );
    expect(rows).toHaveLength(12);
    for (const row of rows) expect(row).toMatchObject({ total: 10_000, paid: 10_000 });
  });

  test('the hourly sums equal the fold of all facts, whatever came in whichever order', async () => {
    const till = await aTill(cloud, company, company.branches[1]);
    const newId = () => cloud.services.machine.newId();
    const cancelled = till.sell(40_000);
    const grown = till.sell(15_000);
    await till.push();
    till.add({ type: 'order.cancelled', entityId: cancelled, rev: 6, body: { reason: 'se fue' } });
    till.add({ type: 'order.line-added', entityId: grown, rev: 6, body: { line: aLine(newId, 2_000) } });
    await till.push(11, 12);
    const [sums] = await cloud.look<{ sales: number; tickets: number }>(
      `SELECT sum(sales)::int AS sales, sum(tickets)::int AS tickets FROM branch_hours WHERE branch_id = '${company.branches[1]}'`,
    );
    const events = (await branchEntries(till)).map(({ event }) => event).filter((event) => event.type.startsWith('order.'));
    const ids = [...new Set(events.map((event) => event.entityId))];
    const folds = ids.map((id) => foldOrder(events.filter((event) => event.entityId === id)));
    const sold = folds.filter((order) => order.settledAt !== undefined && order.state !== 'cancelled');
    expect(sums).toEqual({ sales: sold.reduce((sum, order) => sum + order.totals.total, 0), tickets: sold.length });
    expect(sold.some((order) => order.id === grown && order.totals.total === 17_000)).toBe(true);
  });

  test('an entity of another branch is not reached into', async () => {
    const here = await aTill(cloud, company, company.branches[0]);
    const there = await aTill(cloud, company, company.branches[1]);
    const entityId = here.sell(6_000);
    await here.push();
    there.add({ type: 'order.cancelled', entityId, rev: 9, body: { reason: 'otra sede' } });
    expect(await there.push()).toMatchObject({ outcome: 'stored', ackSeq: 1 });
    const [order] = await cloud.look<{ state: string }>(`SELECT state FROM orders WHERE id = '${entityId}'`);
    expect(order?.state).toBe('placed');
  });

  test("the head that the cloud signs is the till's receipt", async () => {
    const till = await aTill(cloud, company);
    till.sell();
    const reply = await till.push();
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: till.identity.cloudKey }, 'EdDSA');
    const { payload } = await compactVerify(reply.signedHead, key);
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual({ streamId: till.identity.streamId, seq: 5, hash: till.log.at(-1)?.hash });
    expect(reply.durableSeq).toBe(kind === 'postgres' ? 5 : 0);
  });

  test('hello says what the cloud holds, and notes contact and custody', async () => {
    const till = await aTill(cloud, company);
    till.sell();
    await till.push();
    const reply = await (
      await till.api()
    ).sync.hello({
      streamId: till.identity.streamId,
      lastSeq: 5,
      lastHash: till.log.at(-1)?.hash ?? '',
      protocol: 1,
      appVersion: '0.1.0',
      deviceTime: 1,
      custody: { count: 3, value: 41_000, oldestAt: 1_700_000_000_000 },
    });
    expect(reply).toMatchObject({ lastSeq: 5, lastHash: till.log.at(-1)?.hash, epoch: 'epoch-1' });
    const terminals = await asOwner(cloud, company).terminals.list();
    expect(terminals.find(({ id }) => id === till.identity.terminalId)).toMatchObject({
      custody: { count: 3, value: 41_000, oldestAt: 1_700_000_000_000 },
      appVersion: '0.1.0',
      revoked: false,
    });
  });

  test('a body that nobody could have sealed is refused as input', async () => {
    const till = await aTill(cloud, company);
    const api = await till.api();
    const deep: Record<string, unknown> = {};
    let inner = deep;
    for (let depth = 0; depth < 5_000; depth += 1) inner = inner['a'] = {};
    for (const body of [{ a: 1.5 }, { a: '\ud800' }, deep]) {
      const event: Event = { ...till.add({ type: 'order.opened', entityId: company.companyId, rev: 1, body: {} }), body };
      const push = api.sync.push({
        streamId: till.identity.streamId,
        firstSeq: event.seq,
        prevHash: event.prevHash,
        events: [event],
        custody: NO_CUSTODY,
      });
      await expect(push).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
  });

  test('a commit is heard by the tills of the branch and by the owner', async () => {
    const till = await aTill(cloud, company);
    const api = await till.api();
    const pokes = (await api.sync.poke())[Symbol.asyncIterator]();
    const ticks = (await asOwner(cloud, company).dashboard.live())[Symbol.asyncIterator]();
    // At first each hears where things are.
    await Promise.all([pokes.next(), pokes.next(), ticks.next()]);
    const heard = Promise.all([pokes.next(), ticks.next()]);
    till.sell();
    await till.push();
    const [poke] = await heard;
    expect(poke.value).toMatchObject({ scope: 'branch' });
    await Promise.all([pokes.return?.(undefined), ticks.return?.(undefined)]);
  });

  test('every stored hash is the hash of its event', async () => {
    const till = await aTill(cloud, company);
    till.sell();
    await till.push();
    for (const { event } of await branchEntries(till)) {
      expect(eventHash(event, sha256)).toBe(event.hash);
      expect(event.businessDay).toBe(DAY);
    }
  });
});
