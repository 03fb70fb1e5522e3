import { pinLogins } from '../../adapters/pin-logins.ts';
import { argonPins } from '../../adapters/pin-verifier.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SYSTEM_ROLES } from '@fastops/shared/identity/roles';
import { compilePermissions, permissionsToHex } from '@fastops/shared/identity/permissions';
import { acceptGrant } from '../../adapters/enrolment.ts';
import { callBranch } from '../../rpc/router.ts';
import {
  aGrant,
  anOrder,
  demolish,
  idOf,
  onShift,
  openTill,
  restart,
  signedGrant,
  STAFF,
  type Till,
} from '../../testing/branch-fixture.ts';

let till: Till;
/** PINs that were really compared with a verifier. */
let evaluated: number;
beforeEach(() => {
  evaluated = 0;
  till = watched(openTill());
});
afterEach(() => demolish(till));

function watched(opened: Till): Till {
  const pins = { matches: (pin: string, verifier: string) => ((evaluated += 1), argonPins.matches(pin, verifier)) };
  const logins = pinLogins(opened.core, pins);
  return { ...opened, call: callBranch({ ...opened.services, logins, connection: opened.connection }) };
}

type Person = (typeof STAFF)[keyof typeof STAFF];
const login = ({ id }: Person, pin: string) => till.call.identity.login({ staffId: id, pin });
const wrong = (who: Person = STAFF.laura) => login(who, '000000');
const right = (who: Person = STAFF.laura) => login(who, who.pin);
const wait = (waitMs: number) => ({ ok: false, refusal: { code: 'login.wait', waitMs } });

describe('who may do what', () => {
  test('nobody does anything before logging in', async () => {
    await expect(till.call.orders.ringUp(anOrder(till))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await expect(till.call.orders.current()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await expect(till.call.sync.now()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(await till.call.identity.me()).toBeNull();
  });

  test('a cook reads orders and sells none', async () => {
    await right(STAFF.pedro);
    expect(await till.call.orders.current()).toBeNull();
    await expect(till.call.orders.ringUp(anOrder(till))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(till.call.cash.open({ sessionId: till.newId(), openingFloat: JSON.parse('0') })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('the first screen shows names and nothing to guess against', async () => {
    const tiles = await till.call.identity.staff();
    expect(tiles).toEqual(Object.values(STAFF).map(({ id, name, role }) => ({ id, name, role })));
  });

  test('after logging out there is nobody', async () => {
    await right();
    expect(await till.call.identity.me()).toMatchObject({ name: 'Laura Gómez', role: 'manager' });
    await till.call.identity.logout();
    expect(await till.call.identity.me()).toBeNull();
    await expect(till.call.orders.current()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('what the cloud takes away is gone at the next call, and whoever left is out', async () => {
    await onShift(till);
    const cook = permissionsToHex(compilePermissions(SYSTEM_ROLES.cook));
    const grant = aGrant();
    const lowered = grant.staff.map((each) => (each.id === STAFF.ana.id ? { ...each, permissions: cook } : each));
    acceptGrant(till.core, till.secrets, signedGrant(aGrant({ version: 2, staff: lowered })));
    await expect(till.call.orders.ringUp(anOrder(till))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await till.call.orders.current()).toBeNull();
    acceptGrant(till.core, till.secrets, signedGrant(aGrant({ version: 3, staff: grant.staff.slice(0, 1) })));
    await expect(till.call.orders.current()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(await till.call.identity.me()).toBeNull();
  });
});

describe('wrong PINs', () => {
  test('five are free, then the right one has to wait too', async () => {
    for (let tries = 1; tries <= 5; tries += 1) {
      expect(await wrong()).toEqual({ ok: false, refusal: { code: 'login.wrong-pin', waitMs: tries < 5 ? 0 : 30_000 } });
    }
    expect(await right()).toEqual(wait(30_000));
    till.clock.now += 29_999;
    expect(await right()).toEqual(wait(1));
    till.clock.now += 1;
    expect(await right()).toMatchObject({ ok: true, value: { name: 'Laura Gómez' } });
    expect(evaluated).toBe(6);
  });

  test('a right one starts the count again', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 0; tries < 4; tries += 1) await wrong();
      expect(await right()).toMatchObject({ ok: true });
    }
  });

  test('are counted across restarts', async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await wrong()).toMatchObject({ refusal: { code: 'login.wrong-pin' } });
      till = watched(restart(till));
    }
    expect(await wrong()).toEqual(wait(30_000));
    expect(evaluated).toBe(5);
  });

  test('ten at once are still five', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => wrong()));
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code));
    expect(codes.filter((code) => code === 'login.wrong-pin')).toHaveLength(5);
    expect(codes.filter((code) => code === 'login.wait')).toHaveLength(5);
    expect(evaluated).toBe(5);
  });

  test('one’s own right PIN buys no guesses at another’s', async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await wrong(STAFF.laura)).toMatchObject({ refusal: { code: 'login.wrong-pin' } });
      if (tries < 4) expect(await right(STAFF.ana)).toMatchObject({ ok: true });
    }
    till.clock.now += 30_000;
    expect(await right(STAFF.ana)).toMatchObject({ ok: true });
    for (let tries = 0; tries < 4; tries += 1) await wrong(STAFF.laura);
    till.clock.now += 29_000;
    expect(await right(STAFF.laura)).toMatchObject({ refusal: { code: 'login.wait' } });
  });

  test('of people who don’t exist count against the terminal', async () => {
    for (let tries = 0; tries < 5; tries += 1) await till.call.identity.login({ staffId: idOf(500 + tries), pin: '000000' });
    expect(await right()).toEqual(wait(30_000));
    expect(evaluated).toBe(0);
  });

  test('a clock set back makes the same wait start again, once', async () => {
    for (let tries = 0; tries < 5; tries += 1) await wrong();
    till.clock.now -= 365 * 86_400_000;
    expect(await right()).toEqual(wait(30_000));
    till.clock.now += 30_000;
    expect(await right()).toMatchObject({ ok: true });
  });

  test('ten thousand scripted tries, with restarts and clock changes between, evaluate a hundred, until the cloud says otherwise', async () => {
    for (let tries = 0; tries < 10_000; tries += 1) {
      await wrong();
      till.clock.now += tries % 7 === 0 ? -3_600_000 : 700_000;
      if (tries % 500 === 499) {
        const { now } = till.clock;
        till = watched(restart(till));
        till.clock.now = now;
      }
    }
    expect(evaluated).toBeLessThanOrEqual(100);
    expect(await right()).toEqual({ ok: false, refusal: { code: 'login.locked' } });
    acceptGrant(till.core, till.secrets, signedGrant(aGrant({ version: 2 })));
    expect(await right()).toMatchObject({ ok: true });
  });
});
