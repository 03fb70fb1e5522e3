import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, aTill, type TestCompany, type TestTill } from '../../testing/shop.ts';

const START = '0'.repeat(64);

describe.each(ENGINES)('what a hub hands on, on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;

  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const runOf = (till: TestTill) => ({ streamId: till.identity.streamId, firstSeq: 1, prevHash: START, events: till.log });
  const eventsOf = async (till: TestTill) => {
    const page = await (await till.api()).sync.pull({ scope: 'branch', epoch: 'epoch-1', after: 0 });
    return page.entries.filter((entry) => 'event' in entry && entry.event.streamId === till.identity.streamId).length;
  };

  test('another till’s sales arrive once, whether the hub or the till itself brings them first', async () => {
    const [hub, till] = [await aTill(cloud, company), await aTill(cloud, company)];
    till.sell();
    const api = await hub.api();
    const head = { outcome: 'stored', ackSeq: till.log.length, ackHash: till.log.at(-1)?.hash };
    expect(await api.sync.relay({ ...runOf(till), events: [] })).toEqual({ outcome: 'stored', ackSeq: 0, ackHash: START });
    expect(await api.sync.relay(runOf(till))).toEqual(head);
    expect(await api.sync.relay(runOf(till))).toEqual(head);
    expect(await till.push()).toMatchObject(head);
    expect(await eventsOf(till)).toBe(till.log.length);
  });

  test('a hub hands on for its own branch only, and not for a revoked terminal', async () => {
    const [hub, elsewhere] = [await aTill(cloud, company), await aTill(cloud, company, company.branches[1])];
    const [revoked, stranger] = [await aTill(cloud, company), await aTill(cloud, await aCompany(cloud, 'Otra'))];
    const api = await hub.api();
    for (const till of [elsewhere, revoked, stranger]) till.sell();
    await asOwner(cloud, company).terminals.revoke({ terminalId: revoked.identity.terminalId });
    for (const till of [elsewhere, revoked, stranger])
      expect(await api.sync.relay(runOf(till))).toMatchObject({ outcome: 'unknown', ackSeq: 0 });
  });

  test('a hub that invents facts for another till forks from that till’s chain and is seen', async () => {
    const [hub, till] = [await aTill(cloud, company), await aTill(cloud, company)];
    till.sell();
    await till.push();
    const [first] = till.log;
    if (!first) throw new Error('the till sold nothing');
    const invented = { ...runOf(till), events: [{ ...first, hash: 'a'.repeat(64) }] };
    expect(await (await hub.api()).sync.relay(invented)).toMatchObject({ outcome: 'fork' });
  });

  test('what is handed on is no contact with the till: its custody stays what it said itself', async () => {
    const [hub, till] = [await aTill(cloud, company), await aTill(cloud, company)];
    till.sell();
    const listed = async () => (await asOwner(cloud, company).terminals.list()).find(({ id }) => id === till.identity.terminalId);
    const before = await listed();
    await (await hub.api()).sync.relay(runOf(till));
    expect(await listed()).toEqual(before);
  });
});
