import { hash as bcrypt } from 'bcryptjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, sha256, type TestCompany } from '../../testing/shop.ts';
import { seatUser } from './identity.service.ts';

describe.each(ENGINES)('who logs in on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;

  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  async function anOwner(email: string, passwordHash: string) {
    const id = cloud.services.machine.newId();
    const { companyId } = company;
    await cloud.services.db.beforeCompany((sql) => seatUser(sql, { id, email, name: 'Otra', passwordHash, companyId, role: 'owner' }));
    return id;
  }
  function logIn(email: string, password: string, address = '192.0.2.9') {
    return cloud.call({ address }).auth.login({ email, password });
  }

  test('is who the session says, and nobody once it is over', async () => {
    const { token } = await logIn(company.owner.email, company.owner.password);
    const caller = cloud.call({ bearer: token });
    expect(await caller.auth.me()).toMatchObject({ userId: company.owner.userId, companyId: company.companyId });
    await caller.auth.logout();
    await expect(caller.auth.me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('leaves no usable token in the database', async () => {
    const { token } = await logIn(company.owner.email, company.owner.password);
    const ids = (await cloud.look<{ id: string }>('SELECT id FROM sessions')).map(({ id }) => id);
    expect(ids).toContain(sha256(token));
    expect(ids).not.toContain(token);
    await expect(cloud.call({ bearer: sha256(token) }).auth.me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('with a password of the old days gets in, and is kept with a new hash', async () => {
    const id = await anOwner('antigua@elparche.co', await bcrypt('vieja clave', 4));
    await expect(logIn('antigua@elparche.co', 'otra clave')).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await logIn('antigua@elparche.co', 'vieja clave');
    const [row] = await cloud.look<{ hash: string }>(`SELECT password_hash AS hash FROM users WHERE id = '${id}'`);
    expect(row?.hash).toMatch(/^\$argon2id\$/);
    await logIn('antigua@elparche.co', 'vieja clave');
  });

  test('after five wrong passwords waits, also with the right one, and then gets in', async () => {
    const email = 'lenta@elparche.co';
    await anOwner(email, await bcrypt('correcta', 4));
    for (let wrong = 0; wrong < 5; wrong += 1)
      await expect(logIn(email, `mala ${wrong}`)).rejects.toMatchObject({ message: 'login.wrong' });
    await expect(logIn(email, 'correcta')).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS', message: 'login.wait' });
    cloud.passTime(31_000);
    await logIn(email, 'correcta');
  });

  test('of nobody learns nothing: an unknown e-mail is answered like a wrong password', async () => {
    await expect(logIn('nadie@elparche.co', 'x')).rejects.toMatchObject({ code: 'UNAUTHORIZED', message: 'login.wrong' });
  });

  test('from one address cannot try password after password on many accounts', async () => {
    const address = '198.51.100.7';
    const answers = new Set<string>();
    for (let wrong = 0; wrong < 55; wrong += 1) {
      await logIn(`nadie${wrong}@elparche.co`, 'x', address).catch((error: Error) => answers.add(error.message));
    }
    expect(answers).toContain('login.wait');
    await logIn(company.owner.email, company.owner.password, '192.0.2.44');
  });

  test('a shop with many right log-ins a day from one address is never made to wait', async () => {
    const address = '198.51.100.8';
    for (let login = 0; login < 60; login += 1) await logIn(company.owner.email, company.owner.password, address);
  });

  test('a role that was lowered counts from the next request', async () => {
    const email = 'gerente@elparche.co';
    const id = await anOwner(email, await bcrypt('clave', 4));
    const { token } = await logIn(email, 'clave');
    await cloud.call({ bearer: token }).dashboard.today();
    const owner = asOwner(cloud, company);
    await owner.access.assign({ userId: id, roleId: 'cook', branchId: null });
    await owner.access.unassign({ userId: id, roleId: 'owner', branchId: null });
    await expect(cloud.call({ bearer: token }).dashboard.today()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await asOwner(cloud, company).dashboard.today();
  });
});
