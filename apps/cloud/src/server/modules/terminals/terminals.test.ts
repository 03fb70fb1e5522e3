import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { compactVerify, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantSchema } from '@fastops/shared/identity/grant';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, aTill, reopened, sha256, type TestCompany } from '../../testing/shop.ts';
import { hourOfRemovalCode, removalCheckSchema, removalCodeSchema, removalHour } from '@fastops/shared/identity/removal-code';
import { seriesLetters } from './terminals.service.ts';

function rawKey(key: { export(options: { type: 'spki'; format: 'der' }): Buffer }): string {
  return key.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64url');
}

describe.each(ENGINES)('terminals on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;

  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const newCode = async () => (await asOwner(cloud, company).terminals.createCode({ branchId: company.branches[0] })).code;
  const enrol = (code: string) =>
    cloud.call().terminals.enrol({ code, publicKey: rawKey(generateKeyPairSync('ed25519').publicKey), terminalName: 'Caja' });

  test('a code enrols one terminal, however many try at once', async () => {
    const code = await newCode();
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => enrol(code)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of tries) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ message: 'enrol.bad-code' });
  });

  test('a code is good for ten minutes, and rests as a hash', async () => {
    const code = await newCode();
    const hashes = await cloud.look<{ hash: string }>('SELECT code_hash AS hash FROM enrolment_codes');
    expect(hashes.map(({ hash }) => hash)).toContain(sha256(code));
    cloud.passTime(10 * 60_000 + 1);
    await expect(enrol(code)).rejects.toMatchObject({ message: 'enrol.bad-code' });
    await expect(enrol('AAAA-AAAA')).rejects.toMatchObject({ message: 'enrol.bad-code' });
  });

  test('each terminal of a branch has letters of its own', async () => {
    const first = await aTill(cloud, company);
    const second = await aTill(cloud, company);
    expect(first.identity.series).not.toBe(second.identity.series);
    expect([0, 25, 26, 701, 702].map(seriesLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });

  test('only the device key gets a token, over a fresh nonce of ours', async () => {
    const device = generateKeyPairSync('ed25519');
    const other = generateKeyPairSync('ed25519');
    const { terminalId } = await cloud
      .call()
      .terminals.enrol({ code: await newCode(), publicKey: rawKey(device.publicKey), terminalName: 'Caja' });
    const proof = (nonce: string, key = device.privateKey) => ({
      terminalId,
      nonce,
      signature: sign(null, Buffer.from(`fastops-terminal:${terminalId}:${nonce}`), key).toString('base64url'),
    });
    const { nonce } = await cloud.call().terminals.challenge();
    await cloud.call().terminals.token(proof(nonce));
    const forged = [proof(nonce, other.privateKey), proof(`${Date.now()}.${nonce.split('.')[1]}x`), proof('1.x'), proof('')];
    for (const each of forged) await expect(cloud.call().terminals.token(each)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    cloud.passTime(61_000);
    await expect(cloud.call().terminals.token(proof(nonce))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('a token that somebody else signed, or nobody, or for somebody else, is nobody', async () => {
    const till = await aTill(cloud, company);
    const { terminalId } = till.identity;
    const claims = { company: company.companyId };
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const tokens = [
      await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA' })
        .setSubject(terminalId)
        .setAudience('terminal')
        .setExpirationTime('10m')
        .sign(stranger),
      await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(terminalId)
        .setAudience('terminal')
        .setExpirationTime('10m')
        .sign(Buffer.from(till.identity.cloudKey)),
      new UnsecuredJWT(claims).setSubject(terminalId).setAudience('terminal').setExpirationTime('10m').encode(),
      // The cloud's own signature over another thing is no token either.
      await cloud.services.key.signJws({ sub: terminalId, company: company.companyId }),
    ];
    for (const bearer of tokens) await expect(cloud.call({ bearer }).sync.grant()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('revoked: nobody from the next request on, no new token, and the owner still sees it', async () => {
    const till = await aTill(cloud, company);
    const api = await till.api();
    await api.sync.grant();
    await asOwner(cloud, company).terminals.revoke({ terminalId: till.identity.terminalId });
    await expect(api.sync.grant()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await expect(till.api()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    const listed = await asOwner(cloud, company).terminals.list();
    expect(listed.find(({ id }) => id === till.identity.terminalId)).toMatchObject({ revoked: true });
  });

  test('C12: a stolen till is nobody from the next request on, at every door; what it sold before is received once it is connected again', async () => {
    const till = await aTill(cloud, company);
    const hub = await aTill(cloud, company);
    const { terminalId, branchId, streamId, series } = till.identity;
    till.sell();
    await till.push();
    const { certificate } = await (await till.api()).terminals.certificate();
    const stolen = await till.api();
    const unsynced = till.sell(9_000);
    await asOwner(cloud, company).terminals.revoke({ terminalId });
    const facts = () => cloud.look(`SELECT 1 FROM events WHERE terminal_id = '${terminalId}'`);
    const nonce = async () => (await cloud.call().terminals.challenge()).nonce;
    const stream = { streamId, series, lastSeq: till.log.length, lastHash: till.log.at(-1)?.hash ?? '' };
    const doors: Record<string, () => Promise<unknown>> = {
      push: () => till.push(6),
      pull: () => stolen.sync.pull({ scope: 'branch', epoch: '', after: 0 }),
      grant: () => stolen.sync.grant(),
      aggregate: () => stolen.sync.aggregate({ entityId: unsynced }),
      token: () => till.token(),
      comeBack: async () => {
        const fresh = await nonce();
        const signature = till.signed(`fastops-return:${terminalId}:${fresh}`);
        return cloud.call().terminals.comeBack({ certificate, nonce: fresh, signature, stream });
      },
    };
    for (const [door, ask] of Object.entries(doors)) await expect(ask(), door).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    const tail = till.log.slice(5);
    const relayed = { streamId, firstSeq: 6, prevHash: tail[0]?.prevHash ?? '', events: tail };
    expect(await (await hub.api()).sync.relay(relayed)).toMatchObject({ outcome: 'unknown' });
    expect(await facts()).toHaveLength(5);
    // The owner has it back in hand: with a code it goes on as itself, and its log goes on where the cloud's ends.
    const { code } = await asOwner(cloud, company).terminals.createCode({ branchId, terminalId });
    await enrol(code);
    expect(await (await hub.api()).sync.relay(relayed)).toMatchObject({ outcome: 'stored', ackSeq: till.log.length });
    expect(await facts()).toHaveLength(10);
  });

  test('S6: a till keeps what proves the owner’s word, and the code is of it alone, of this hour, and written down', async () => {
    const till = await aTill(cloud, company);
    const other = await aTill(cloud, company);
    const { terminalId } = till.identity;
    const { check } = await (await till.api()).terminals.removalCheck();
    const kept = removalCheckSchema.parse(cloud.services.devices.readJws(check));
    expect(kept.terminalId).toBe(terminalId);
    cloud.passTime(3 * 3_600_000);
    const { code, expiresAt } = await asOwner(cloud, company).terminals.removalCode({ terminalId });
    const hour = removalHour(cloud.services.machine.now());
    const hourOf = (whose: typeof kept, at = hour) => hourOfRemovalCode(whose, removalCodeSchema.parse(code), { hour: at, sha256 });
    expect([hourOf(kept), hourOf(kept, hour + 2), expiresAt]).toEqual([hour, undefined, (hour + 2) * 3_600_000]);
    const others = await (await other.api()).terminals.removalCheck();
    const theirs = removalCheckSchema.parse(cloud.services.devices.readJws(others.check));
    expect(hourOf(theirs)).toBeUndefined();
    // A thief may have had its key: with another one it has other codes.
    const fresh = (await asOwner(cloud, company).terminals.createCode({ branchId: till.identity.branchId, terminalId })).code;
    await enrol(fresh);
    expect((await asOwner(cloud, company).terminals.removalCode({ terminalId })).code).not.toBe(code);
    const { entries } = await asOwner(cloud, company).audit.list({ action: 'terminal.removal-code' });
    expect(entries.filter(({ subject }) => subject === terminalId)).toHaveLength(2);
    await expect(asOwner(cloud, company).terminals.removalCode({ terminalId: company.branches[0] })).rejects.toMatchObject({
      message: 'terminal.not-found',
    });
  });

  test('a certificate and its key bring back a terminal that was forgotten; revoked, with another key or a forged word, nobody', async () => {
    const till = await aTill(cloud, company);
    const { terminalId, streamId, series } = till.identity;
    const { certificate } = await (await till.api()).terminals.certificate();
    const stream = { streamId, series, lastSeq: 0, lastHash: '0'.repeat(64) };
    const comeBack = async (said = certificate, key?: KeyObject) => {
      const { nonce } = await cloud.call().terminals.challenge();
      const text = `fastops-return:${terminalId}:${nonce}`;
      const signature = key ? sign(null, Buffer.from(text), key).toString('base64url') : till.signed(text);
      return cloud.call().terminals.comeBack({ certificate: said, nonce, signature, stream });
    };
    expect(await comeBack()).toEqual({ streamId, series });
    const stranger = generateKeyPairSync('ed25519');
    await expect(comeBack(certificate, stranger.privateKey)).rejects.toMatchObject({ message: 'terminal.unproven' });
    const [header, payload = '', signature] = certificate.split('.');
    const forged = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), publicKey: rawKey(stranger.publicKey) };
    const word = `${header}.${Buffer.from(JSON.stringify(forged)).toString('base64url')}.${signature}`;
    await expect(comeBack(word, stranger.privateKey)).rejects.toMatchObject({ message: 'terminal.unproven' });
    await asOwner(cloud, company).terminals.revoke({ terminalId });
    await expect(comeBack()).rejects.toMatchObject({ message: 'terminal.unproven' });
  });

  test('a code for a terminal keeps it: its old key is nobody, revoked or not, and its letters are new', async () => {
    const till = await aTill(cloud, company);
    const { terminalId, branchId, series } = till.identity;
    await asOwner(cloud, company).terminals.revoke({ terminalId });
    const { code } = await asOwner(cloud, company).terminals.createCode({ branchId, terminalId });
    const reply = await enrol(code);
    expect(reply).toMatchObject({ terminalId, branchId });
    expect(reply.series).not.toBe(series);
    await expect(till.api()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    const elsewhere = asOwner(cloud, company).terminals.createCode({ branchId: company.branches[1], terminalId });
    await expect(elsewhere).rejects.toMatchObject({ message: 'terminal.not-found' });
  });

  test('who looked at a log that began anew, and when, stays', async () => {
    const till = await aTill(cloud, company);
    const { streamId } = await reopened(cloud, till, 2);
    const owner = asOwner(cloud, company);
    const mine = async () => (await owner.sync.forks()).find((fork) => fork.streamId === streamId);
    expect(await mine()).toMatchObject({ seenBy: null, seenAt: null });
    await owner.sync.acknowledgeFork({ streamId });
    const first = await mine();
    expect(first).toMatchObject({ seenBy: 'Owner of El Parche', seenAt: expect.any(Number) });
    cloud.passTime(60_000);
    await owner.sync.acknowledgeFork({ streamId });
    expect(await mine()).toEqual(first);
    await expect(owner.sync.acknowledgeFork({ streamId: till.identity.streamId })).rejects.toMatchObject({ message: 'fork.not-found' });
    await expect(cloud.look(`DELETE FROM incarnation_notes WHERE stream_id = '${streamId}'`)).rejects.toThrow();
  });

  test('the grant is signed by the cloud and says who may work here', async () => {
    const till = await aTill(cloud, company, company.branches[1]);
    const { grant } = await (await till.api()).sync.grant();
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: till.identity.cloudKey }, 'EdDSA');
    const { payload } = await compactVerify(grant, key);
    expect(grantSchema.parse(JSON.parse(Buffer.from(payload).toString()))).toMatchObject({
      terminalId: till.identity.terminalId,
      branch: { companyId: company.companyId, branchId: company.branches[1] },
    });
  });
});
