import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Event } from '@fastops/shared/sync/event';
import { eventBodies } from '@fastops/shared/sync/event-types';
import { openCloud, ENGINES, type CloudUnderTest, type EngineKind } from '../../testing/cloud-under-test.ts';
import { aCompany, aLine, aTill, asOwner, NO_CUSTODY, type TestCompany, type TestTill } from '../../testing/shop.ts';

import { auditCompany } from './audit.service.ts';
import { insertQuarantined, saveHead } from './sync.store.ts';

/** Runs as a server of an earlier version would, which has never heard of this type. */
async function withoutKnowing<T>(type: keyof typeof eventBodies, run: () => Promise<T>): Promise<T> {
  const schema = eventBodies[type];
  Reflect.deleteProperty(eventBodies, type);
  try {
    return await run();
  } finally {
    Reflect.set(eventBodies, type, schema);
  }
}

async function hello(till: TestTill): Promise<unknown> {
  const { streamId } = till.identity;
  const head = till.log.at(-1);
  return (await till.api()).sync.hello({
    streamId,
    lastSeq: head?.seq ?? 0,
    lastHash: head?.hash ?? '0'.repeat(64),
    protocol: 2,
    appVersion: '0.2.0',
    deviceTime: Date.now() + 90_000,
    custody: NO_CUSTODY,
  });
}

describe.each(ENGINES)('what is set aside on %s', (kind: EngineKind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  test('blocks nothing, is listed with its reason and its money, and becomes a fact by itself when a version can read it', async () => {
    const till = await aTill(cloud, company);
    const orderId = till.sell(31_000);
    const behind = till.sell(8_000);
    await withoutKnowing('order.payment-added', () => till.push());
    const owner = asOwner(cloud, company);
    const waiting = (await owner.sync.quarantine({ open: true })).filter(({ terminalId }) => terminalId === till.identity.terminalId);
    expect(waiting).toHaveLength(2);
    expect(waiting.at(-1)).toMatchObject({
      reason: 'unknown order.payment-added v1',
      value: 31_000,
      state: 'open',
      event: { entityId: orderId },
    });
    const paid = () =>
      cloud.look(`SELECT id, balance::int AS balance FROM orders WHERE id IN ('${orderId}', '${behind}') ORDER BY balance`);
    expect(await paid()).toMatchObject([{ balance: 8_000 }, { balance: 31_000 }]);
    await withoutKnowing('order.payment-added', () => hello(till));
    expect(await paid()).toMatchObject([{ balance: 8_000 }, { balance: 31_000 }]);
    // The same version doesn't try twice; a person may ask it to, and a newer one tries by itself.
    expect(await owner.sync.reproject()).toEqual({ read: 2 });
    expect(await paid()).toMatchObject([{ balance: 0 }, { balance: 0 }]);
    const after = (await owner.sync.quarantine({ open: false })).filter(({ terminalId }) => terminalId === till.identity.terminalId);
    expect(after.map(({ state }) => state)).toEqual(['projected', 'projected']);
    const scope = await cloud.look<{ holes: number }>(
      `SELECT (max(position) - count(*))::int AS holes FROM changes WHERE scope = 'branch:${till.identity.branchId}'`,
    );
    expect(scope).toEqual([{ holes: 0 }]);
    expect(await till.push()).toMatchObject({ outcome: 'stored', ackSeq: till.log.length });
  });

  test('S4: what this version cannot read has its position at once: other tills hold it, and nothing moves when it can be read', async () => {
    const [till, other] = [await aTill(cloud, company), await aTill(cloud, company)];
    const orderId = till.sell(12_000);
    const { branchId, streamId } = till.identity;
    await withoutKnowing('order.payment-added', () => till.push());
    const branch = async () => {
      const entries: { position: number; event: Event }[] = [];
      for (let more = true; more;) {
        const page = await (await other.api()).sync.pull({ scope: 'branch', epoch: 'epoch-1', after: entries.length });
        for (const entry of page.entries) if ('event' in entry) entries.push(entry);
        more = entries.length < page.head;
      }
      return entries;
    };
    const before = await branch();
    expect(before.filter(({ event }) => event.streamId === streamId).map(({ event }) => event)).toEqual(till.log);
    expect(await cloud.look(`SELECT balance::int AS balance FROM orders WHERE id = '${orderId}'`)).toEqual([{ balance: 12_000 }]);
    await asOwner(cloud, company).sync.reproject();
    expect(await branch()).toEqual(before);
    expect(await cloud.look(`SELECT balance::int AS balance FROM orders WHERE id = '${orderId}'`)).toEqual([{ balance: 0 }]);
    // A later fact of the same order is folded with those that waited.
    const [line] = [aLine(() => cloud.services.machine.newId(), 3_000)];
    till.add({ type: 'order.line-added', entityId: orderId, rev: 9, body: { line } });
    await till.push(till.log.length, till.log.length);
    expect(await cloud.look(`SELECT balance::int AS balance FROM orders WHERE id = '${orderId}'`)).toEqual([{ balance: 3_000 }]);
    expect(await cloud.services.db.inCompany(company.companyId, auditCompany)).toEqual([]);
    expect((await branch()).at(-1)).toMatchObject({ position: before.length + 1, event: { branchId } });
  });

  test('what a version that gave no positions had set aside gets one at the next hello', async () => {
    const till = await aTill(cloud, company);
    till.sell(4_000);
    await till.push();
    const future = till.add({ type: 'order.from-the-future', entityId: till.log[0]?.entityId ?? '', rev: 9, body: { anything: 1 } });
    const { streamId, branchId } = till.identity;
    await cloud.services.db.inCompany(company.companyId, async (sql) => {
      await insertQuarantined(sql, [{ event: future, reason: 'unknown order.from-the-future v1' }], { streamId, now: 1 });
      await saveHead(sql, streamId, future);
    });
    await hello(till);
    const at = await cloud.look(`SELECT scope FROM changes WHERE event_id = '${future.id}'`);
    expect(at).toEqual([{ scope: `branch:${branchId}` }]);
    await hello(till);
    expect(await cloud.services.db.inCompany(company.companyId, auditCompany)).toEqual([]);
  });

  test('an owner writes about it and ends it; nothing is deleted, and it never counts as open again', async () => {
    const till = await aTill(cloud, company);
    const entityId = till.sell(5_000);
    till.add({ type: 'order.from-the-future', entityId, rev: 9, body: { anything: 1 } });
    await till.push();
    const owner = asOwner(cloud, company);
    const at = { streamId: till.identity.streamId, seq: till.log.length };
    await owner.sync.annotate({ ...at, note: 'Pregunté en la sucursal' });
    await owner.sync.resolve({ ...at, note: 'Era una prueba' });
    const all = await owner.sync.quarantine({ open: false });
    const row = all.find(({ streamId }) => streamId === at.streamId);
    expect(row).toMatchObject({ state: 'resolved', notes: [{ kind: 'noted', note: 'Pregunté en la sucursal' }, { kind: 'resolved' }] });
    expect((await owner.sync.quarantine({ open: true })).some(({ streamId }) => streamId === at.streamId)).toBe(false);
    await expect(owner.sync.resolve({ ...at, seq: 1, note: 'x' })).rejects.toMatchObject({ message: 'quarantine.not-found' });
    await expect(cloud.look(`DELETE FROM quarantine_notes WHERE stream_id = '${at.streamId}'`)).rejects.toThrow();
  });

  test('custody says what a till holds alone, up to which ticket its log is verified, and how far its clock is off', async () => {
    const till = await aTill(cloud, company);
    till.sell(5_000);
    await till.push();
    await hello(till);
    const mine = (await asOwner(cloud, company).sync.custody()).find(({ terminalId }) => terminalId === till.identity.terminalId);
    expect(mine).toMatchObject({ lastSeq: 5, series: till.identity.series, custody: NO_CUSTODY, revoked: false });
    expect(mine?.lastNumber).toMatch(new RegExp(`^${till.identity.series}-\\d{3}$`));
    expect(mine?.clockOffsetMs).toBeGreaterThan(60_000);
  });
});
