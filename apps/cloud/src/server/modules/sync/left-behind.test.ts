import { randomBytes } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHAIN_START } from '@fastops/shared/sync/chain';
import { revocationSchema, type SurrenderInput } from '@fastops/shared/sync/farewell';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { auditCompany } from './audit.service.ts';
import { aCompany, asOwner, aTill, type TestCompany, type TestTill } from '../../testing/shop.ts';

describe.each(ENGINES)('C12: a till that was put away, on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;

  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const owner = () => asOwner(cloud, company);
  const nonceNow = async () => (await cloud.call().terminals.challenge()).nonce;

  /** Asks as the till does; with the till's own nonce, and the signature over it. */
  async function farewell(till: TestTill, asked = randomBytes(32).toString('base64url')) {
    const { terminalId } = till.identity;
    const nonce = await nonceNow();
    return cloud
      .call()
      .terminals.farewell({ terminalId, nonce, asked, signature: till.signed(`fastops-farewell:${terminalId}:${nonce}:${asked}`) });
  }

  async function surrender(till: TestTill, firstSeq: number, change: Partial<SurrenderInput> = {}) {
    const { terminalId, streamId, series } = till.identity;
    const events = till.log.slice(firstSeq - 1);
    const nonce = await nonceNow();
    const signature = till.signed(`fastops-surrender:${terminalId}:${nonce}:${events.at(-1)?.hash}`);
    const run = { streamId, series, firstSeq, prevHash: events[0]?.prevHash ?? CHAIN_START, events };
    return cloud.call().sync.surrender({ terminalId, nonce, signature, ...run, ...change });
  }

  async function putAway(): Promise<{ till: TestTill; unsynced: string }> {
    const till = await aTill(cloud, company);
    till.sell();
    await till.push();
    const unsynced = till.sell(9_000);
    await owner().terminals.revoke({ terminalId: till.identity.terminalId });
    return { till, unsynced };
  }

  test('hears so in words that only the cloud can say, about its own key, its own question and this moment', async () => {
    const { till } = await putAway();
    const { terminalId, cloudKey } = till.identity;
    const asked = randomBytes(32).toString('base64url');
    const before = cloud.services.machine.now();
    const { word } = await farewell(till, asked);
    const { payload } = await compactVerify(word, await importJWK({ kty: 'OKP', crv: 'Ed25519', x: cloudKey }, 'EdDSA'));
    const said = revocationSchema.parse(JSON.parse(Buffer.from(payload).toString()));
    expect(said).toMatchObject({ terminalId, companyId: company.companyId, asked });
    expect(said.saidAt).toBeGreaterThanOrEqual(before);
    expect(said.endedAt).toBeLessThanOrEqual(before);
    // From where it asked is told, once: whoever has the machine is there.
    await farewell(till);
    const told = (await owner().audit.list({})).entries.filter(
      ({ action, subject }) => action === 'terminal.told' && subject === terminalId,
    );
    expect(told).toHaveLength(1);
  });

  test('one that still works hears nothing, nor does anybody without its key, nor with a nonce that is old', async () => {
    const live = await aTill(cloud, company);
    await expect(farewell(live)).rejects.toMatchObject({ code: 'UNAUTHORIZED', message: 'terminal.unproven' });
    const { till } = await putAway();
    const stranger = { ...till, signed: live.signed } as TestTill;
    await expect(farewell(stranger)).rejects.toMatchObject({ message: 'terminal.unproven' });
    const { terminalId } = till.identity;
    const asked = randomBytes(32).toString('base64url');
    const nonce = await nonceNow();
    const late = { terminalId, nonce, asked, signature: till.signed(`fastops-farewell:${terminalId}:${nonce}:${asked}`) };
    cloud.passTime(61_000);
    await expect(cloud.call().terminals.farewell(late)).rejects.toMatchObject({ message: 'terminal.unproven' });
  });

  test('the machine before hears it when the terminal was given another key; the one that goes on hears nothing', async () => {
    const till = await aTill(cloud, company);
    const { terminalId, branchId } = till.identity;
    const { code } = await owner().terminals.createCode({ branchId, terminalId });
    const next = await aTill(cloud, company, { code });
    expect(next.identity.terminalId).toBe(terminalId);
    expect((await farewell(till)).word).toContain('.');
    await expect(farewell(next)).rejects.toMatchObject({ message: 'terminal.unproven' });
  });

  test('what it had not sent is kept in quarantine and counts nowhere, however often it is handed in', async () => {
    const { till, unsynced } = await putAway();
    const { terminalId } = till.identity;
    for (let n = 0; n < 2; n += 1) expect(await surrender(till, 6)).toEqual({ outcome: 'kept', ackSeq: 10 });
    const left = (await owner().sync.leftBehind()).find((each) => each.terminalId === terminalId);
    expect(left).toMatchObject({ count: 5, value: 9_000, sales: 1, terminalName: 'Caja' });
    expect(await cloud.look(`SELECT 1 FROM orders WHERE id = '${unsynced}'`)).toEqual([]);
    // It doesn't swell the list of single facts that wait for a version.
    expect((await owner().sync.quarantine({ open: false })).filter((each) => each.terminalId === terminalId)).toEqual([]);
    await owner().sync.reproject();
    expect(await cloud.look(`SELECT 1 FROM orders WHERE id = '${unsynced}'`)).toEqual([]);
  });

  test('a hole, another history, another branch’s facts or a proof of another run: nothing is kept', async () => {
    const { till } = await putAway();
    till.sell();
    expect(await surrender(till, 8)).toEqual({ outcome: 'rewind', ackSeq: 5 });
    expect(await surrender(till, 6, { prevHash: 'f'.repeat(64) })).toMatchObject({ outcome: 'refused' });
    const { till: other } = await putAway();
    expect(await surrender(till, 6, { streamId: other.identity.streamId, events: other.log.slice(5) }).catch(String)).toMatch(/unproven/);
    const forged = till.log.slice(5).map((event) => ({ ...event, branchId: company.branches[1] }));
    expect(await surrender(till, 6, { events: forged })).toMatchObject({ outcome: 'refused' });
    await expect(surrender({ ...till, signed: other.signed } as TestTill, 6)).rejects.toMatchObject({ message: 'terminal.unproven' });
    const mine = (await owner().sync.leftBehind()).filter(({ terminalId }) => terminalId === till.identity.terminalId);
    expect(mine).toEqual([]);
  });

  test('once somebody says that they are the shop’s, the sales count as any others; once somebody says they aren’t, never', async () => {
    const { till, unsynced } = await putAway();
    const { terminalId } = till.identity;
    await surrender(till, 6);
    expect(await owner().sync.admit({ terminalId })).toEqual({ taken: 5, refused: 0 });
    const [order] = await cloud.look<{ total: number; state: string }>(
      `SELECT total::float8 AS total, state FROM orders WHERE id = '${unsynced}'`,
    );
    expect(order).toMatchObject({ total: 9_000 });
    await expect(owner().sync.admit({ terminalId })).rejects.toMatchObject({ message: 'left-behind.not-found' });
    const { till: thief, unsynced: forged } = await putAway();
    await surrender(thief, 6);
    await owner().sync.dismiss({ terminalId: thief.identity.terminalId, note: 'nos robaron la caja' });
    expect((await owner().sync.leftBehind()).filter((each) => each.terminalId === thief.identity.terminalId)).toEqual([]);
    expect(await cloud.look(`SELECT 1 FROM orders WHERE id = '${forged}'`)).toEqual([]);
    const actions = (await owner().audit.list({})).entries.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['terminal.left-admitted', 'terminal.left-dismissed']));
    expect(await cloud.services.db.inCompany(company.companyId, auditCompany)).toEqual([]);
  });

  test('the file that it left brings the same to the same place, from a person who may; of a till that works, nobody', async () => {
    const { till, unsynced } = await putAway();
    const { terminalId, streamId } = till.identity;
    const events = till.log.slice(5);
    const run = { terminalId, streamId, firstSeq: 6, prevHash: events[0]?.prevHash ?? '', events };
    expect(await owner().sync.bringFile(run)).toEqual({ outcome: 'kept', ackSeq: 10 });
    await owner().sync.admit({ terminalId });
    expect(await cloud.look(`SELECT 1 FROM orders WHERE id = '${unsynced}'`)).toHaveLength(1);
    const live = await aTill(cloud, company);
    live.sell();
    const its = { ...run, terminalId: live.identity.terminalId, streamId: live.identity.streamId, firstSeq: 1, prevHash: CHAIN_START };
    await expect(owner().sync.bringFile({ ...its, events: live.log })).rejects.toMatchObject({ message: 'left-behind.not-found' });
  });

  test('a till that is connected again sends its sales itself, and nobody is asked about them any more', async () => {
    const { till, unsynced } = await putAway();
    const { terminalId, branchId } = till.identity;
    await surrender(till, 6);
    const { code } = await owner().terminals.createCode({ branchId, terminalId });
    const next = await aTill(cloud, company, { code });
    // As the till does: what was never acknowledged is logged again, under its ids, in the new log.
    for (const { id, type, entityId, rev, body, at } of till.log.slice(5)) next.add({ id, type, entityId, rev, body, at });
    await next.push();
    expect(await cloud.look(`SELECT 1 FROM orders WHERE id = '${unsynced}'`)).toHaveLength(1);
    expect((await owner().sync.leftBehind()).filter((each) => each.terminalId === terminalId)).toEqual([]);
  });
});
