import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHAIN_START, eventHash } from '@fastops/shared/sync/chain';
import { eventBodies } from '@fastops/shared/sync/event-types';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { effectsIn, factsIn, sayAllAgain } from '../../testing/repeats.ts';
import { aCompany, asOwner, aTill, NO_CUSTODY, sha256, type TestCompany, type TestTill } from '../../testing/shop.ts';

const THIRTY_DAYS_MS = 30 * 86_400_000;
const TEN = Array.from({ length: 10 });

describe.each(ENGINES)('S2: what is said again, on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'Repetida');
  });
  afterAll(() => cloud.close());

  const newId = () => cloud.services.machine.newId();
  async function pushAs(till: TestTill, from: number, to: number) {
    const events = till.log.slice(from - 1, to);
    const prevHash = events[0]?.prevHash ?? CHAIN_START;
    return (await till.api()).sync.push({ streamId: till.identity.streamId, firstSeq: from, prevHash, events, custody: NO_CUSTODY });
  }

  test('S2: every kind of fact, ten times at once and again after thirty days, has one effect and one answer', async () => {
    expect(await sayAllAgain(cloud, await aTill(cloud, company))).toEqual({ said: Object.keys(eventBodies).length, wrong: [] });
  });

  test('S2: the id of a known fact with other content has no effect and is set aside once, whoever sends it', async () => {
    const till = await aTill(cloud, company);
    till.sell(12_000);
    await pushAs(till, 1, 5);
    const before = await factsIn(cloud);
    const asideBefore = await asideIn(cloud);
    const impostor = await aTill(cloud, company);
    for (const known of till.log.slice()) {
      for (const sender of [till, impostor]) {
        sender.add({ id: known.id, type: known.type, entityId: known.entityId, rev: known.rev, body: known.body, actorId: newId() });
      }
    }
    const replies = await Promise.all(TEN.map(() => pushAs(impostor, 1, 5)));
    for (const reply of replies) expect(reply).toEqual(replies[0]);
    expect(replies[0]).toMatchObject({ outcome: 'stored', ackSeq: 5 });
    expect(await pushAs(till, 6, 10)).toMatchObject({ outcome: 'stored', ackSeq: 10 });
    expect(await factsIn(cloud)).toEqual(before);
    expect((await asideIn(cloud)) - asideBefore).toBe(10);
  });

  test('S2: another fact at a number that is taken is a fork, ten times at once, and changes nothing', async () => {
    const till = await aTill(cloud, company);
    till.sell(7_000);
    await pushAs(till, 1, 5);
    const before = await effectsIn(cloud);
    const [last] = till.log.slice(-1);
    if (!last) throw new Error('no event');
    const other = { ...last, actorId: newId() };
    till.log[4] = { ...other, hash: eventHash(other, sha256) };
    for (const reply of await Promise.all(TEN.map(() => pushAs(till, 5, 5)))) expect(reply).toMatchObject({ outcome: 'fork', ackSeq: 5 });
    expect(await effectsIn(cloud)).toEqual(before);
  });

  test('S2: a stream that a till registers ten times at once and after thirty days is one stream', async () => {
    const till = await aTill(cloud, company);
    till.sell(3_000);
    await pushAs(till, 1, 5);
    const [last] = till.log.slice(-1);
    const previous = { streamId: till.identity.streamId, lastSeq: 5, lastHash: last?.hash ?? '' };
    const opening = { streamId: newId(), series: `${till.identity.series}2`, reason: 'fork', previous } as const;
    const open = async () => (await till.api()).sync.openStream(opening);
    for (const reply of await Promise.all(TEN.map(open))) expect(reply).toEqual({ outcome: 'opened' });
    const once = await effectsIn(cloud);
    cloud.passTime(THIRTY_DAYS_MS);
    expect(await open()).toEqual({ outcome: 'opened' });
    expect(await effectsIn(cloud)).toEqual(once);
  });

  test('S2: a code that is used ten times at once makes one terminal, and none after thirty days', async () => {
    const owner = asOwner(cloud, await aCompany(cloud, `Nueva ${kind}`));
    const [branch] = await owner.branches.list();
    const { code } = await owner.terminals.createCode({ branchId: branch?.id ?? '' });
    const enrol = () => cloud.call().terminals.enrol({ code, publicKey: newKey(), terminalName: 'Caja' });
    const answers = await Promise.allSettled(TEN.map(enrol));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await owner.terminals.list()).toHaveLength(1);
    cloud.passTime(THIRTY_DAYS_MS);
    await expect(enrol()).rejects.toThrow('enrol.bad-code');
  });
});

async function asideIn(cloud: CloudUnderTest): Promise<number> {
  return (await cloud.look('SELECT 1 FROM quarantine')).length;
}

function newKey(): string {
  const { publicKey } = generateKeyPairSync('ed25519');
  return publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64url');
}
