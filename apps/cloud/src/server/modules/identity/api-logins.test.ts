import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passwords } from '../../adapters/passwords.ts';
import { openCloud, ENGINES, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany } from '../../testing/shop.ts';
import { GRACE_MS, type TokenPair } from './api-logins.service.ts';
import { seatUser } from './identity.service.ts';

const said = async (call: Promise<unknown>) => {
  try {
    return await call;
  } catch (error) {
    return error instanceof Error && 'code' in error ? `${String(error.code)} ${error.message}` : `crash ${String(error)}`;
  }
};

/** How often a lost answer is raced in each engine: 1,000 in all with the soak. */
const RACES = Number(process.env['FASTOPS_RACES'] ?? 100);

describe.each(ENGINES)('tokens of API clients on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const client = (agent = 'test') => cloud.call({ agent }).apiAuth;
  const logIn = () => client().login({ email: company.owner.email, password: company.owner.password });
  const me = (accessToken: string) => said(cloud.call({ bearer: accessToken, door: 'api' }).auth.me());
  const NOBODY = 'UNAUTHORIZED login.needed';

  test('ten minutes, and only at the door of the public API', async () => {
    const { accessToken, expiresIn, tokenType } = await logIn();
    expect([tokenType, expiresIn]).toEqual(['Bearer', 600]);
    expect(await me(accessToken)).toMatchObject({ userId: company.owner.userId, companyId: company.companyId });
    // At the web's door it is nobody, and what is for the web or a till is nobody here.
    expect(await said(cloud.call({ bearer: accessToken }).auth.me())).toBe(NOBODY);
    expect(await said(cloud.call({ bearer: accessToken }).sync.hello({} as never))).toMatch(/^(UNAUTHORIZED|BAD_REQUEST)/);
    const till = await aTill(cloud, company);
    for (const other of [company.session, await till.token(), `${accessToken}x`, accessToken.replace(/\..*\./, '.e30.'), 'a.b.c'])
      expect(await me(other)).toBe(NOBODY);
    expect(await said(cloud.call({ cookie: `fastops_session=${company.session}`, door: 'api' }).auth.me())).toBe(NOBODY);
    cloud.passTime(600_000 + 1_000);
    expect(await me(accessToken)).toBe(NOBODY);
  });

  test('each refresh token is good once, and what is kept of it opens nothing', async () => {
    const first = await logIn();
    const second = await client().refresh({ refreshToken: first.refreshToken });
    const third = await client().refresh({ refreshToken: second.refreshToken });
    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
    expect(await me(third.accessToken)).toMatchObject({ companyId: company.companyId });
    const rows = JSON.stringify(await cloud.look('SELECT * FROM api_logins'));
    for (const { refreshToken } of [first, second, third]) expect(rows).not.toContain(refreshToken.slice(-43));
    await client().logout({ refreshToken: third.refreshToken });
    expect(await me(third.accessToken)).toBe(NOBODY);
    expect(await said(client().refresh({ refreshToken: third.refreshToken }))).toBe('UNAUTHORIZED refresh.over');
  });

  test(`a lost answer is asked for again ${RACES} times: no false log-out, no old generation (C11)`, async () => {
    let falseLogouts = 0;
    let oldOnes = 0;
    let held: TokenPair = await logIn();
    const older: string[] = [];
    for (let n = 0; n < RACES; n += 1) {
      const { refreshToken } = held;
      // Two at once, and the answer of one of them is never heard.
      const answers = await Promise.allSettled([client().refresh({ refreshToken }), client().refresh({ refreshToken })]);
      const heard = answers[n % 2];
      if (answers.some(({ status }) => status === 'rejected') || heard?.status !== 'fulfilled') falseLogouts += 1;
      else held = heard.value;
      if (typeof (await me(held.accessToken)) === 'string') falseLogouts += 1;
      // Both were told the same successor: there is one line of tokens, never two.
      if (new Set(answers.map((each) => (each.status === 'fulfilled' ? each.value.refreshToken : ''))).size !== 1) oldOnes += 1;
      older.push(refreshToken);
    }
    expect({ falseLogouts, oldOnes }).toEqual({ falseLogouts: 0, oldOnes: 0 });
    // Two generations old, well within the grace of the last one: stolen. It and all that came of it are over at the next request.
    expect(await said(client().refresh({ refreshToken: older.at(-2) ?? '' }))).toBe('UNAUTHORIZED refresh.reused');
    expect(await me(held.accessToken)).toBe(NOBODY);
    for (const refreshToken of [held.refreshToken, ...older])
      expect(await said(client().refresh({ refreshToken }))).toBe('UNAUTHORIZED refresh.over');
    const [entry] = (await asOwner(cloud, company).audit.list({ action: 'login.token-reused' })).entries;
    expect(entry).toMatchObject({ actorId: company.owner.userId });
  });

  test('the grace is for ten seconds and for the client that asked (C11)', async () => {
    const late = await logIn();
    const next = await client().refresh({ refreshToken: late.refreshToken });
    cloud.passTime(GRACE_MS + 1);
    expect(await said(client().refresh({ refreshToken: late.refreshToken }))).toBe('UNAUTHORIZED refresh.reused');
    expect(await me(next.accessToken)).toBe(NOBODY);
    const stolen = await logIn();
    const mine = await client().refresh({ refreshToken: stolen.refreshToken });
    expect(await said(client('a thief').refresh({ refreshToken: stolen.refreshToken }))).toBe('UNAUTHORIZED refresh.reused');
    expect(await me(mine.accessToken)).toBe(NOBODY);
  });

  test('what nobody was given ends nothing', async () => {
    const held = await logIn();
    const [, family] = held.refreshToken.split('_');
    for (const made of [`frt_${family}_1_${'A'.repeat(43)}`, `frt_${family}_9_${'A'.repeat(43)}`, 'frt_', held.accessToken.slice(0, 200)]) {
      expect(await said(client().refresh({ refreshToken: made }))).toBe('UNAUTHORIZED refresh.over');
      await client().logout({ refreshToken: made });
    }
    expect(await me(held.accessToken)).toMatchObject({ companyId: company.companyId });
  });

  test('tries are counted with those of the web; a new password, a lost seat ends them', async () => {
    const id = cloud.services.machine.newId();
    const person = { id, email: `${id}@elparche.co`, name: 'Ana', role: 'administrator', companyId: company.companyId };
    const passwordHash = await passwords.hash('the first of hers');
    await cloud.services.db.beforeCompany((sql) => seatUser(sql, { ...person, passwordHash }));
    const hers = { email: person.email, password: 'the first of hers' };
    const first = await client().login(hers);
    const { token } = await cloud.call().auth.login(hers);
    await cloud.call({ bearer: token }).account.changePassword({ current: hers.password, password: 'zanahoria morada 88' });
    expect(await me(first.accessToken)).toBe(NOBODY);
    const second = await client().login({ ...hers, password: 'zanahoria morada 88' });
    await asOwner(cloud, company).access.suspend({ userId: id, suspended: true });
    expect(await me(second.accessToken)).toBe(NOBODY);
    await asOwner(cloud, company).access.suspend({ userId: id, suspended: false });
    for (let n = 0; n < 3; n += 1) {
      expect(await said(client().login({ ...hers, password: 'x' }))).toBe('UNAUTHORIZED login.wrong');
      expect(await said(cloud.call().auth.login({ ...hers, password: 'x' }))).toMatch(/login\.(wrong|wait)/);
    }
    expect(await said(client().login({ ...hers, password: 'zanahoria morada 88' }))).toBe('TOO_MANY_REQUESTS login.wait');
    const failed = (await asOwner(cloud, company).audit.list({ action: 'login.failed' })).entries.filter((each) => each.subject === id);
    expect(failed.length).toBeGreaterThanOrEqual(5);
  });
});
