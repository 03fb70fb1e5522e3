import { Secret, TOTP, URI } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authenticator } from '../../adapters/authenticator.ts';
import { answerCode as code } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner } from '../../testing/shop.ts';

describe.each(ENGINES)('a second factor on %s', (kind) => {
  let cloud: CloudUnderTest;
  let names = 0;
  beforeAll(async () => {
    cloud = await openCloud(kind);
  });
  afterAll(() => cloud.close());

  const protectedOwner = async () => {
    names += 1;
    const company = await aCompany(cloud, `Factor ${'abcdefgh'[names]}`);
    const owner = asOwner(cloud, company);
    const { secret, uri } = await owner.secondFactor.begin();
    const app = URI.parse(uri);
    if (!(app instanceof TOTP)) throw new Error('not what an app reads');
    const now = () => cloud.services.machine.now();
    const codeNow = () => app.generate({ timestamp: now() });
    const { recovery } = await owner.secondFactor.turnOn({ code: codeNow() });
    const enter = (given?: string) => {
      const { email, password } = company.owner;
      return code(cloud.call({ address: `203.0.113.${names}` }).auth.login({ email, password, ...(given ? { code: given } : {}) }));
    };
    return { company, owner, secret, recovery, codeNow, enter };
  };

  test('A4: the password alone no longer opens, a code does, and none twice', async () => {
    const { enter, codeNow, owner } = await protectedOwner();
    expect(await enter()).toBe('login.code-needed');
    cloud.passTime(30_000);
    const good = codeNow();
    expect([await enter('000000'), await enter(good), await enter(good)]).toEqual(['login.code-wrong', 'done', 'login.code-wrong']);
    expect((await owner.audit.list({ action: 'second-factor' })).entries[0]?.action).toBe('second-factor.on');
  });

  test('codes are not guessed without end, with the password known', async () => {
    const { enter } = await protectedOwner();
    const answers: string[] = [];
    for (let tries = 0; tries < 8; tries += 1) answers.push(await enter(String(100_000 + tries)));
    expect(answers.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'login.code-wrong'));
    expect(answers.at(-1)).toBe('login.wait');
    cloud.passTime(31 * 60_000);
    // Asking what is needed costs no try: a person who hasn't got the phone at hand isn't shut out.
    for (let tries = 0; tries < 12; tries += 1) expect(await enter()).toBe('login.code-needed');
  });

  test('a code from the paper opens once', async () => {
    const { enter, recovery } = await protectedOwner();
    const [first = ''] = recovery;
    expect(recovery).toHaveLength(8);
    expect([await enter(first.toUpperCase()), await enter(first)]).toEqual(['done', 'login.code-wrong']);
  });

  test('turning it off needs the password again', async () => {
    const { owner, company, enter } = await protectedOwner();
    expect(await code(owner.secondFactor.turnOff({ password: 'not it' }))).toBe('password.wrong');
    expect(await code(owner.secondFactor.begin())).toBe('factor.on-already');
    await owner.secondFactor.turnOff({ password: company.owner.password });
    expect([(await owner.secondFactor.status()).isOn, await enter()]).toEqual([false, 'done']);
  });

  test('the secret doesn’t lie open in the table', async () => {
    const { secret } = await protectedOwner();
    const rows = await cloud.look<{ sealed: string }>('SELECT sealed_secret AS sealed FROM second_factors');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

test('codes are those of the standard (RFC 6238, appendix B)', () => {
  const { stepOf } = authenticator('any');
  const secret = Secret.fromUTF8('12345678901234567890').base32;
  expect(stepOf(secret, '287082', 59_000)).toBe(1);
  expect(stepOf(secret, '081 804', 1_111_111_109_000)).toBe(37_037_036);
  expect(stepOf(secret, '287082', 149_000)).toBeUndefined();
});

test('a sealed secret that was changed doesn’t open', () => {
  const { seal, open } = authenticator('any');
  const sealed = seal('JBSWY3DP');
  expect(open(sealed)).toBe('JBSWY3DP');
  expect(() => open(`${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'B' : 'A'}`)).toThrow();
  expect(() => authenticator('another').open(sealed)).toThrow();
});
