import { argonPins } from './pin-verifier.ts';
import { hashSync } from '@node-rs/argon2';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { compilePermissions, PERMISSIONS, permissionsToHex } from '@fastops/shared/identity/permissions';
import { readGrant, readIdentity, saveGrant } from '../modules/sync/sync.service.ts';
import {
  aGrant,
  anOrder,
  CLOUD_KEY,
  COMPANY,
  demolish,
  onShift,
  openTill,
  restart,
  signedGrant,
  STAFF,
  type Till,
} from '../testing/branch-fixture.ts';
import { acceptGrant, enrolments } from './enrolment.ts';
import { newDeviceKey, seal } from './seal.ts';

let till: Till;
beforeEach(() => {
  till = openTill();
});
afterEach(() => demolish(till));

const sealKey = () => Buffer.from(till.secrets.read('seal-key') ?? '', 'base64url');
/** What someone who can write the file puts in place of the grant. */
const plant = (sealed: string) => till.core.transaction((db) => saveGrant(db, COMPANY, { version: 1, sealed }), []);
const ownerGrant = () => {
  const grant = aGrant();
  const all = permissionsToHex(compilePermissions(PERMISSIONS));
  return { ...grant, staff: grant.staff.map((each) => ({ ...each, role: 'owner', permissions: all })) };
};
const login = () => till.call.identity.login({ staffId: STAFF.pedro.id, pin: STAFF.pedro.pin });

/** The till starts, and nobody is let in. */
async function expectNobody(): Promise<void> {
  till = restart(till);
  expect(till.core.enrolment()).toBeUndefined();
  expect(await login()).toEqual({ ok: false, refusal: { code: 'terminal.not-enrolled' } });
  await expect(till.call.orders.ringUp(anOrder(till))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
}

describe('a grant', () => {
  test('survives a restart and gives what the cloud gave, no more', async () => {
    till = restart(till);
    expect(await login()).toMatchObject({ ok: true, value: { role: 'cook' } });
    await expect(till.call.orders.ringUp(anOrder(till))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('with any character changed gives nobody anything', async () => {
    const sealed = readGrant(till.core.db, COMPANY) ?? '';
    for (const at of [3, 20, 45, Math.floor(sealed.length / 2), sealed.length - 2]) {
      plant(`${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`);
      await expectNobody();
    }
    plant(sealed);
    till = restart(till);
    expect(await login()).toMatchObject({ ok: true });
  });

  test.each([
    ['not sealed at all', () => signedGrant(ownerGrant())],
    ['sealed with another secret', () => seal(signedGrant(ownerGrant()), Buffer.alloc(32, 7))],
    ['sealed well, signed by somebody else', () => seal(signedGrant(ownerGrant(), newDeviceKey().privateKey), sealKey())],
    ['sealed well, with the payload exchanged', () => seal(exchanged(), sealKey())],
    ['sealed well, without a signature', () => seal(signedGrant(ownerGrant()).replace(/\.[^.]*$/, '.'), sealKey())],
    ['sealed well, with algorithm none', () => seal(unsigned(), sealKey())],
    ['sealed and signed, for another terminal', () => seal(signedGrant({ ...ownerGrant(), terminalId: COMPANY }), sealKey())],
    ['empty', () => ''],
  ])('%s gives nobody anything', async (_, forged) => {
    plant(forged());
    await expectNobody();
  });

  test('that the cloud did not sign is not taken, and the one in force stays', async () => {
    expect(() => acceptGrant(till.core, till.secrets, signedGrant(ownerGrant(), newDeviceKey().privateKey))).toThrow('not the cloud’s');
    expect(() => acceptGrant(till.core, till.secrets, 'nonsense')).toThrow();
    expect(await login()).toMatchObject({ ok: true, value: { role: 'cook' } });
  });

  test('can be fetched again after the secrets were lost', async () => {
    rmSync(join(till.folder, 'till.secrets'));
    await expectNobody();
    acceptGrant(till.core, till.secrets, signedGrant(aGrant()));
    expect(await login()).toMatchObject({ ok: true });
  });

  function exchanged(): string {
    const [header, , signature] = signedGrant(aGrant()).split('.');
    return `${header}.${Buffer.from(JSON.stringify(ownerGrant())).toString('base64url')}.${signature}`;
  }

  function unsigned(): string {
    const [, payload, signature] = signedGrant(ownerGrant()).split('.');
    return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.${signature}`;
  }
});

describe('a stolen disk', () => {
  test('the data files hold no PIN, no PIN hash, no key and no name of the staff', async () => {
    await onShift(till, 'laura');
    await till.call.identity.login({ staffId: STAFF.ana.id, pin: '111222' });
    await till.call.orders.ringUp({ ...anOrder(till), tendered: money(50_000) });
    const grant = till.core.enrolment()?.grant;
    const names = readdirSync(till.folder).filter((name) => name !== 'till.secrets');
    expect(names).toContain('branch.db-wal');
    const bytes = Buffer.concat(names.map((name) => readFileSync(join(till.folder, name))));
    expect(bytes.includes('Salchipapa ñoña')).toBe(true);
    const people = Object.values(STAFF).flatMap(({ pin, name }) => [pin, name]);
    const hashes = grant?.staff.map(({ pinHash }) => pinHash) ?? [];
    const secrets = ['$argon2', 'pinHash', '111222', CLOUD_KEY.privateKey, sealKey().toString('base64url'), ...people, ...hashes];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(5);
      for (const form of [
        secret,
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret).toString('base64url'),
        Buffer.from(secret).toString('hex'),
      ]) {
        expect([form, bytes.includes(form)]).toEqual([form, false]);
      }
    }
    expect(statSync(join(till.folder, 'till.secrets')).mode & 0o077).toBe(0);
  });
});

describe('enrolling', () => {
  test('a cloud that isn’t there is said to be so, and an enrolled till stays what it was', async () => {
    const input = { cloudUrl: 'http://127.0.0.1:9', code: 'ABCD-1234', terminalName: 'Caja A' };
    const { core, secrets, incarnations } = till;
    const before = [readIdentity(core.db), secrets.read('device-key')];
    const way = enrolments({ core, secrets, incarnations, onEnrolled: async () => {} });
    expect(await way.enrol(input)).toEqual({ ok: false, refusal: { code: 'enrol.unreachable' } });
    expect([readIdentity(core.db), secrets.read('device-key')]).toEqual(before);
  });
});

test('a verifier that isn’t Argon2 is matched by nothing', async () => {
  expect(await argonPins.matches('1234', '')).toBe(false);
  expect(await argonPins.matches('1234', '1234')).toBe(false);
  const verifier = hashSync('1234', { memoryCost: 64, timeCost: 1 });
  expect([await argonPins.matches('1234', verifier), await argonPins.matches('1235', verifier)]).toEqual([true, false]);
});
