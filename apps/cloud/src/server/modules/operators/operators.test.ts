import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TRPCError } from '@trpc/server';
import { answerCode } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, aTill, type TestCompany } from '../../testing/shop.ts';
import { nightlyJob } from '../upkeep/upkeep.jobs.ts';
import { createOperator, operatorLogin } from './operators.service.ts';

describe.each(ENGINES)('the platform’s operator on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let cookie: string;
  const WHO = { email: 'soporte@fastops.co', name: 'Sara Soporte', password: 'mango biche con sal y limón' };
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
    await aCompany(cloud, 'La Otra');
    expect(await createOperator(cloud.services, { ...WHO, password: 'short' })).toMatchObject({ ok: false });
    expect(await createOperator(cloud.services, WHO)).toMatchObject({ ok: true });
    expect(await createOperator(cloud.services, WHO)).toMatchObject({ ok: false });
    cookie = await logIn();
  });
  afterAll(() => cloud.close());

  async function logIn(): Promise<string> {
    const context = { ...cloud.services, address: '192.0.2.7', agent: 'test' };
    const answer = await operatorLogin(context as Parameters<typeof operatorLogin>[0], WHO);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return `fastops_operator=${answer.value.token}`;
  }
  const operator = () => cloud.call({ cookie }).operator;

  test('sees companies with what they use, by name, and no company’s log-in sees any of it', async () => {
    const till = await aTill(cloud, company);
    till.sell();
    await till.push();
    const { companies } = await operator().companies({ text: 'parche', after: '' });
    expect(companies).toMatchObject([
      { name: 'El Parche', usage: { branches: 2, terminals: 1, people: 1 }, standing: { plan: 'chain', state: 'trialing', owed: null } },
    ]);
    expect((await operator().companies({ text: '', after: '' })).companies).toHaveLength(2);
    expect(JSON.stringify(companies)).not.toMatch(/argon2|pin/i);
    expect(await answerCode(asOwner(cloud, company).operator.companies({}))).toBe('login.needed');
    expect(await answerCode(cloud.call({ cookie }).auth.me())).toBe('login.needed');
  });

  test('a stopped company can be seen and taken along, not changed, until it may go on', async () => {
    const owner = asOwner(cloud, company);
    const product = { kind: 'quick-note', id: cloud.services.machine.newId(), deleted: true, doc: {} } as const;
    await operator().suspend({ companyId: company.companyId, suspended: true, reason: 'factura vencida' });
    expect(await owner.company.life()).toMatchObject({ suspendedReason: 'factura vencida' });
    expect(await answerCode(owner.catalog.save({ docs: [product] }))).toBe('company.stopped');
    expect(await owner.branches.list()).toHaveLength(2);
    expect(await answerCode(owner.company.askForExport())).toBe('done');
    await operator().suspend({ companyId: company.companyId, suspended: false, reason: 'pagó' });
    expect(await answerCode(owner.catalog.save({ docs: [product] }))).toBe('done');
    const said = (await owner.audit.list({ action: 'company' })).entries;
    expect(said.map(({ action }) => action)).toEqual(expect.arrayContaining(['company.suspended', 'company.resumed']));
    expect(said.find(({ action }) => action === 'company.suspended')).toMatchObject({ actorKind: 'operator', actorName: 'Sara Soporte' });
  });

  test('looks with an owner’s eyes for half an hour, in the open, and never touches what is the owner’s alone', async () => {
    const cookies: string[] = [];
    const { actAs } = await import('./operators.service.ts');
    const context = {
      ...cloud.services,
      address: '192.0.2.7',
      agent: 'test',
      operator: { kind: 'operator', id: await idOf(), name: WHO.name, email: WHO.email },
    };
    const came = await actAs(context as unknown as Parameters<typeof actAs>[0], { companyId: company.companyId, reason: 'no imprime' });
    if (!came.ok) throw new Error(came.refusal.code);
    cookies.push(came.value.cookie.split(';')[0] ?? '');
    const acting = cloud.call({ cookie: cookies[0] });
    expect(await acting.auth.me()).toMatchObject({ companyId: company.companyId, operator: { name: WHO.name } });
    expect(await acting.branches.list()).toHaveLength(2);
    const denied = [
      () => acting.account.changePassword({ current: 'x', password: 'salchipapa con queso' }),
      () => acting.account.sessions(),
      () => acting.secondFactor.begin(),
      () => acting.staff.resetPin({ id: cloud.services.machine.newId(), pin: '4071' }),
      () => acting.company.askForExport(),
      () => acting.company.close({ name: 'El Parche', password: 'x' }),
      () => acting.terminals.createCode({ branchId: company.branches[0] }),
    ];
    for (const each of denied) await expect(each()).rejects.toSatisfy((error) => error instanceof TRPCError && error.code === 'FORBIDDEN');
    const [entry] = (await asOwner(cloud, company).audit.list({ action: 'operator.came-in' })).entries;
    expect(entry).toMatchObject({ actorKind: 'operator', actorName: WHO.name, after: { reason: 'no imprime' } });
    await acting.catalog.save({ docs: [{ kind: 'quick-note', id: cloud.services.machine.newId(), deleted: true, doc: {} }] });
    const [act] = (await asOwner(cloud, company).audit.list({ action: 'catalog.saved' })).entries;
    expect(act).toMatchObject({ actorKind: 'operator', actorName: `${WHO.name} (Owner of El Parche)` });
    expect(await asOwner(cloud, company).account.sessions()).toHaveLength(1);
    cloud.passTime(31 * 60_000);
    expect(await answerCode(acting.auth.me())).toBe('login.needed');
  });

  test('a company is closed by name, password and thirty days, and the way back is open until then', async () => {
    const owner = asOwner(cloud, company);
    const { password } = company.owner;
    expect(await answerCode(owner.company.close({ name: 'El Parche', password: 'a guess' }))).toBe('password.wrong');
    expect(await answerCode(owner.company.close({ name: 'El Parque', password }))).toBe('company.other-name');
    const till = await aTill(cloud, company);
    await owner.company.close({ name: 'el parche', password });
    expect(await answerCode(owner.company.close({ name: 'El Parche', password }))).toBe('company.closing-already');
    const { grant } = await (await till.api()).sync.grant();
    expect(JSON.parse(Buffer.from(grant.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ subscription: 'cancelled' });
    await owner.company.keepOpen();
    await owner.company.close({ name: 'El Parche', password });
    const nightly = async () => {
      await cloud.services.db.beforeCompany((sql) => cloud.services.jobs.enqueue(sql, { job: nightlyJob, payload: {} }));
      await cloud.finishJobs();
    };
    await nightly();
    expect((await owner.company.life())?.closedAt).toBeNull();
    cloud.passTime(31 * 86_400_000);
    await nightly();
    expect(await answerCode(asOwner(cloud, company).auth.me())).toBe('login.needed');
    await expect(till.token()).rejects.toThrow();
    const [kept] = await cloud.look<{ n: number }>(`SELECT count(*)::int AS n FROM orders WHERE company_id = '${company.companyId}'`);
    expect(kept?.n).toBeGreaterThan(0);
  });

  async function idOf(): Promise<string> {
    const [row] = await cloud.look<{ id: string }>('SELECT id FROM operators');
    return row?.id ?? '';
  }
});
