import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerCode as code } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, type TestCompany } from '../../testing/shop.ts';
import { seatUser } from './identity.service.ts';

const GOOD = 'salchipapa con queso doble';
const tokenIn = (text: string) => /#([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? 'none';
describe.each(ENGINES)('accounts on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());
  const stranger = (address = '203.0.113.9') => cloud.call({ address });
  const letter = () => cloud.letters.at(-1)?.text ?? '';

  test('somebody invited comes in with a password of their own and the role that was meant', async () => {
    const [north] = company.branches;
    const { link, isMailed } = await asOwner(cloud, company).invitations.create({ email: 'Ana@X.co', roleId: 'manager', branchId: north });
    await cloud.finishJobs();
    expect([isMailed, cloud.letters.at(-1)?.to]).toEqual([true, 'Ana@X.co']);
    expect(letter()).toContain(link);
    expect(link).toMatch(/^https:\/\/fastops\.example\/invitacion#/);
    const token = tokenIn(link);
    expect(await stranger().invitations.look({ token })).toEqual({ company: 'El Parche', email: 'ana@x.co', hasAccount: false });
    expect(await code(stranger().invitations.accept({ token, name: 'Ana', password: 'contraseña1' }))).toBe('password.too-easy');
    await stranger().invitations.accept({ token, name: 'Ana', password: GOOD });
    const session = await stranger().auth.login({ email: 'ana@x.co', password: GOOD });
    const me = await cloud.call({ bearer: session.token }).auth.me();
    expect([me.companyId, me.permissions, me.somewhere.includes('reports.view')]).toEqual([company.companyId, [], true]);
    expect(await code(stranger().invitations.accept({ token, name: 'Eva', password: GOOD }))).toBe('invitation.not-found');
  });

  test('an invitation to somebody with an account asks for its password, and takes them nowhere without', async () => {
    const other = await aCompany(cloud, 'Otra');
    const { link } = await asOwner(cloud, company).invitations.create({ email: other.owner.email, roleId: 'accountant', branchId: null });
    const token = tokenIn(link);
    expect(await code(stranger().invitations.accept({ token, name: 'X', password: GOOD }))).toBe('password.wrong');
    await stranger().invitations.accept({ token, name: 'X', password: other.owner.password });
    expect((await asOwner(cloud, other).auth.companies()).map(({ companyId }) => companyId)).toContain(company.companyId);
    expect((await asOwner(cloud, other).auth.me()).name).toBe('Owner of Otra');
  });

  test('an invitation ends when it is withdrawn, and after a week', async () => {
    const owner = asOwner(cloud, company);
    const first = await owner.invitations.create({ email: 'b@x.co', roleId: 'cook', branchId: null });
    const id = (await owner.invitations.list()).find(({ email }) => email === 'b@x.co')?.id ?? '';
    await owner.invitations.withdraw({ id });
    expect(await code(stranger().invitations.look({ token: tokenIn(first.link) }))).toBe('invitation.not-found');
    const second = await owner.invitations.create({ email: 'c@x.co', roleId: 'cook', branchId: null });
    cloud.passTime(8 * 86_400_000);
    expect(await code(stranger().invitations.look({ token: tokenIn(second.link) }))).toBe('invitation.not-found');
    expect(await owner.invitations.list()).toEqual([]);
  });

  test('nobody invites to more than they may', async () => {
    const userId = cloud.services.machine.newId();
    const admin = { id: userId, email: 'admin@x.co', name: 'Luis', passwordHash: 'none', role: 'administrator' };
    await cloud.services.db.beforeCompany((sql) => seatUser(sql, { ...admin, companyId: company.companyId }));
    const luis = cloud.call({ bearer: (await cloud.services.sessions.create(userId)).token });
    expect(await code(luis.invitations.create({ email: 'd@x.co', roleId: 'owner', branchId: null }))).toBe('access.more-than-yours');
    expect(await code(luis.invitations.create({ email: 'd@x.co', roleId: 'cook', branchId: null }))).toBe('done');
  });

  test('a forgotten password is changed by the letter alone, once, and ends every log-in', async () => {
    const { owner, session } = await aCompany(cloud, 'Olvido');
    await cloud.finishJobs();
    const letters = cloud.letters.length;
    expect(await code(stranger('203.0.113.1').account.requestReset({ email: 'nobody@x.co' }))).toBe('done');
    expect(await cloud.finishJobs()).toBe(0);
    expect(cloud.letters).toHaveLength(letters);
    await stranger('203.0.113.2').account.requestReset({ email: owner.email.toUpperCase() });
    await cloud.finishJobs();
    const token = tokenIn(letter());
    expect(await code(stranger().account.resetPassword({ token, password: '1234567890' }))).toBe('password.too-easy');
    await stranger().account.resetPassword({ token, password: GOOD });
    expect(await code(stranger().account.resetPassword({ token, password: `${GOOD} otra vez` }))).toBe('reset.bad-token');
    expect(await code(cloud.call({ bearer: session }).auth.me())).toBe('login.needed');
    expect(await code(stranger().auth.login({ email: owner.email, password: owner.password }))).toBe('login.wrong');
    const again = await stranger().auth.login({ email: owner.email, password: GOOD });
    const { entries } = await cloud.call({ bearer: again.token }).audit.list({ action: 'password' });
    expect(entries[0]).toMatchObject({ action: 'password.changed', address: '203.0.113.9' });
  });

  test('a letter is good for half an hour, and a stranger fills nobody’s mailbox', async () => {
    const { owner } = await aCompany(cloud, 'Tarde');
    await stranger('203.0.113.3').account.requestReset({ email: owner.email });
    const token = tokenIn(letter());
    cloud.passTime(31 * 60_000);
    expect(await code(stranger().account.resetPassword({ token, password: GOOD }))).toBe('reset.bad-token');
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, index) => code(stranger(`198.51.100.${index}`).account.requestReset({ email: owner.email }))),
    );
    expect(asked.filter((answer) => answer === 'done')).toHaveLength(3);
    expect(asked.filter((answer) => answer === 'login.wait')).toHaveLength(5);
  });

  test('a person sees their log-ins and ends them, one or all but this', async () => {
    const { owner } = await aCompany(cloud, 'Sesiones');
    const logIn = async () => {
      const { token } = await stranger().auth.login({ email: owner.email, password: owner.password });
      return { token, call: cloud.call({ bearer: token }) };
    };
    const [first, second, third] = [await logIn(), await logIn(), await logIn()];
    const seen = await first.call.account.sessions();
    expect(seen.filter(({ isThis }) => isThis)).toHaveLength(1);
    expect(seen[0]).toMatchObject({ address: '203.0.113.9', agent: 'test' });
    const mine = await second.call.account.sessions();
    await first.call.account.endSession({ sessionId: mine.find(({ isThis }) => isThis)?.sessionId ?? '' });
    expect([await code(second.call.auth.me()), await code(third.call.auth.me())]).toEqual(['login.needed', 'done']);
    await first.call.account.endOtherSessions();
    expect([await code(first.call.auth.me()), await code(third.call.auth.me())]).toEqual(['done', 'login.needed']);
    expect(await code(first.call.account.changePassword({ current: 'not it', password: GOOD }))).toBe('password.wrong');
    expect(await code(first.call.account.changePassword({ current: owner.password, password: GOOD }))).toBe('done');
  });
});
