import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passwords } from '../../adapters/passwords.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, type TestCompany } from '../../testing/shop.ts';
import { seatUser } from './identity.service.ts';

describe.each(ENGINES)('guessing at passwords on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let houses = 0;

  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const anAddress = () => `198.51.100.${(houses += 1)}`;
  const login = (email: string, password: string) => cloud.call({ address: anAddress() }).auth.login({ email, password });
  const failure = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof Error)) throw new Error('it went through');
    return { code: String(Reflect.get(error, 'code')), message: error.message };
  };

  test('from twenty places at once at one account is counted one by one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, guess) => failure(login(company.owner.email, `mala ${guess}`))));
    expect(answers.filter(({ message }) => message === 'login.wrong')).toHaveLength(5);
    expect(answers.filter(({ message }) => message === 'login.wait')).toHaveLength(15);
  });

  test('at a name that nobody has makes it wait like any other', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => failure(login('fantasma@elparche.co', 'x'))));
    for (const answer of answers) expect(answer).toEqual({ code: 'UNAUTHORIZED', message: 'login.wrong' });
    expect(await failure(login('fantasma@elparche.co', 'x'))).toEqual({ code: 'TOO_MANY_REQUESTS', message: 'login.wait' });
  });

  test('leaves nothing behind once it is forgotten', async () => {
    await failure(login('fantasma@elparche.co', 'x'));
    await cloud.services.sessions.create(company.owner.userId);
    await cloud.look("UPDATE sessions SET expires_at = now() - interval '1 second'");
    cloud.passTime(61 * 60_000);
    await login(company.owner.email, company.owner.password);
    expect(await cloud.look("SELECT key FROM login_failures WHERE key LIKE 'account:%'")).toEqual([]);
    expect(await cloud.look('SELECT 1 FROM sessions')).toHaveLength(1);
  });

  test('of an unknown name costs as much as of a known one', async () => {
    const cost = (hash: string) => hash.split('$').slice(0, 4).join('$');
    expect(cost(cloud.services.logins.decoy)).toBe(cost(await passwords.hash('x')));
  });

  test('an expired session, and one whose seat was taken away, are nobody', async () => {
    const session = async () => cloud.call({ bearer: (await cloud.services.sessions.create(company.owner.userId)).token });
    const old = await session();
    await cloud.look("UPDATE sessions SET expires_at = now() - interval '1 second'");
    await expect(old.auth.me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    const other = await session();
    await expect(other.auth.me()).resolves.toBeDefined();
    await cloud.look(`DELETE FROM memberships WHERE user_id = '${company.owner.userId}'`);
    await expect(other.auth.me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('somebody who has a seat gets another under the same name', async () => {
    const elsewhere = await aCompany(cloud, 'Otra Casa');
    const person = { id: cloud.services.machine.newId(), email: company.owner.email, name: 'x', passwordHash: 'x', role: 'cook' };
    await cloud.services.db.beforeCompany((sql) => seatUser(sql, { ...person, companyId: elsewhere.companyId }));
    const { userId } = company.owner;
    const seats = await cloud.look(
      `SELECT r.company_id AS company, r.role FROM memberships m
       JOIN role_assignments r ON r.user_id = m.user_id AND r.company_id = m.owner_company WHERE m.user_id = '${userId}'`,
    );
    expect(seats).toEqual([{ company: elsewhere.companyId, role: 'cook' }]);
  });
});
