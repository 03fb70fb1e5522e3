import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SYSTEM_ROLES } from '@fastops/shared/identity/roles';
import { permissionsFromHex, may } from '@fastops/shared/identity/permissions';
import { answerCode as code } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany } from '../../testing/shop.ts';
import { seatUser } from '../identity/identity.service.ts';
import { hireStaff } from '../tenancy/tenancy.service.ts';
import { z } from 'zod';
import { grantSchema, KNOWN_HERE } from '@fastops/shared/identity/grant';
import { grantFor } from '../terminals/terminals.service.ts';

type Caller = ReturnType<CloudUnderTest['call']>;
describe.each(ENGINES)('access on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let owner: Caller;
  let count = 0;

  beforeAll(async () => {
    cloud = await openCloud(kind);
  });
  afterAll(() => cloud.close());
  beforeEach(async () => {
    count += 1;
    company = await aCompany(cloud, `Access ${'abcdefghijklmnopqrstuvwxyz'[count]}`);
    owner = asOwner(cloud, company);
  });

  const newId = () => cloud.services.machine.newId();
  const person = async (name: string, role: string): Promise<{ userId: string; token: string }> => {
    const userId = newId();
    const user = { id: userId, email: `${name}.${userId}@x.co`, name, passwordHash: 'none', role, companyId: company.companyId };
    await cloud.services.db.beforeCompany((sql) => seatUser(sql, user));
    return { userId, token: (await cloud.services.sessions.create(userId)).token };
  };
  const custom = (name: string, permissions: string[], parents: string[] = []) =>
    ({ id: newId(), name, description: '', permissions, parents }) as Parameters<Caller['access']['saveRole']>[0];

  test('C7: a change is in force at the next request, in every process', async () => {
    const { userId, token } = await person('ana', 'accountant');
    const other = await cloud.another();
    const both = [cloud.call({ bearer: token }), other({ bearer: token })];
    expect(await Promise.all(both.map((caller) => code(caller.dashboard.today())))).toEqual(['done', 'done']);
    await owner.access.override({ userId, permission: 'reports.view', branchId: null, effect: 'deny' });
    expect(await Promise.all(both.map((caller) => code(caller.dashboard.today())))).toEqual(['permission.missing', 'permission.missing']);
    await asOther(other).access.override({ userId, permission: 'reports.view', branchId: null, effect: null });
    expect(await Promise.all(both.map((caller) => code(caller.dashboard.today())))).toEqual(['done', 'done']);
  });
  const asOther = (caller: CloudUnderTest['call']) => caller({ bearer: company.session });

  test('a limit that a till of before does not know is not in its grant, which it reads strictly; one that says it knows it gets it', async () => {
    const old = grantSchema.extend({
      roleLimits: z
        .record(
          z.string().max(40),
          z.strictObject({ discountBp: z.int(), discountAmount: z.int(), voidAmount: z.int(), refundAmount: z.int() }).partial(),
        )
        .optional(),
    });
    const till = await aTill(cloud, company);
    const api = await till.api();
    const told = async (said?: Parameters<typeof api.sync.grant>[0]) => {
      const { grant } = await api.sync.grant(said);
      return JSON.parse(Buffer.from(grant.split('.')[1] ?? '', 'base64url').toString()) as unknown;
    };
    const owner = asOwner(cloud, company);
    const limits = { discountBp: 500, courtesyAmount: 8_000, cashOutAmount: 30_000 };
    await owner.access.saveLimits({ branchId: null, roleId: 'cashier', limits });
    await owner.access.saveLimits({ branchId: null, roleId: 'waiter', limits: { cashOutAmount: 0 } });
    expect(old.parse(await told()).roleLimits).toEqual({ cashier: { discountBp: 500 } });
    const now = grantSchema.parse(await told(KNOWN_HERE)).roleLimits;
    expect(now).toEqual({ cashier: limits, waiter: { cashOutAmount: 0 } });
    // And the other way about: what is added later is not sent to this version either.
    expect(grantSchema.parse(await told({ limits: [...(KNOWN_HERE?.limits ?? []), 'from-the-future'] })).roleLimits).toEqual(now);
    for (const roleId of ['cashier', 'waiter']) await owner.access.saveLimits({ branchId: null, roleId, limits: {} });
  });

  test('limits of a role reach the tills of the place they were set for, the branch’s before the company’s', async () => {
    const [north, south] = company.branches;
    const granted = async (branchId: string) => {
      const { identity } = await aTill(cloud, company, branchId);
      const actor = { kind: 'terminal', terminalId: identity.terminalId, companyId: company.companyId, branchId } as const;
      return (await cloud.services.db.inCompany(company.companyId, (sql) => grantFor(sql, actor, { now: 1, said: KNOWN_HERE }))).roleLimits;
    };
    expect(await granted(north)).toBeUndefined();
    await owner.access.saveLimits({ branchId: null, roleId: 'cashier', limits: { discountBp: 500, voidAmount: null } });
    await owner.access.saveLimits({ branchId: north, roleId: 'cashier', limits: { discountBp: 0 } });
    expect([await granted(north), await granted(south)]).toEqual([
      { cashier: { discountBp: 0, voidAmount: null } },
      { cashier: { discountBp: 500, voidAmount: null } },
    ]);
    const shown = (await owner.access.limits({ branchId: north })).find(({ roleId }) => roleId === 'cashier');
    expect(shown).toMatchObject({ own: { discountBp: 0 }, otherwise: { discountBp: 500, voidAmount: null, discountAmount: 20_000 } });
    await owner.access.saveLimits({ branchId: north, roleId: 'cashier', limits: {} });
    expect(await granted(north)).toEqual({ cashier: { discountBp: 500, voidAmount: null } });
    const { userId, token } = await person('marta', 'driver');
    await owner.access.assign({ userId, roleId: 'administrator', branchId: north });
    const marta = cloud.call({ bearer: token });
    expect(await code(marta.access.saveLimits({ branchId: north, roleId: 'manager', limits: { refundAmount: 0 } }))).toBe('done');
    expect(await code(marta.access.saveLimits({ branchId: north, roleId: 'owner', limits: {} }))).toBe('access.more-than-yours');
    expect(await code(marta.access.saveLimits({ branchId: south, roleId: 'manager', limits: {} }))).toBe('permission.missing');
    const { entries } = await owner.audit.list({ action: 'role.limits-changed', limit: 9 });
    expect(entries.map(({ branchId, after }) => [branchId, after]).at(-1)).toEqual([null, { discountBp: 500, voidAmount: null }]);
  });

  test('a role at one branch shows that branch alone', async () => {
    const [north, south] = company.branches;
    const { userId, token } = await person('marta', 'driver');
    await owner.access.assign({ userId, roleId: 'manager', branchId: north });
    const marta = cloud.call({ bearer: token });
    expect((await marta.branches.list()).map(({ id }) => id)).toEqual([north]);
    expect((await marta.dashboard.today()).branches.map(({ branchId }) => branchId)).toEqual([north]);
    expect(await code(marta.staff.list({ branchId: north }))).toBe('done');
    expect(await code(marta.staff.list({ branchId: south }))).toBe('permission.missing');
    const sold = await soldAt(south);
    expect(await code(marta.dashboard.order({ id: sold }))).toBe('order.not-found');
    expect(await code(owner.dashboard.order({ id: sold }))).toBe('done');
    expect((await marta.auth.me()).permissions).not.toContain('reports.view');
    expect((await marta.auth.me()).somewhere).toContain('reports.view');
  });

  const soldAt = async (branchId: string) => {
    const till = await aTill(cloud, company, branchId);
    const orderId = till.sell();
    await till.push();
    return orderId;
  };

  test('nobody hands on what they don’t have, or touches whoever has more', async () => {
    const admin = await person('luis', 'administrator');
    const cashier = await person('ana', 'cashier');
    const luis = cloud.call({ bearer: admin.token });
    const { userId } = cashier;
    expect(await code(luis.access.assign({ userId, roleId: 'owner', branchId: null }))).toBe('access.more-than-yours');
    expect(await code(luis.access.override({ userId, permission: 'company.manage', branchId: null, effect: 'allow' }))).toBe(
      'access.more-than-yours',
    );
    expect(await code(luis.access.saveRole(custom('Socio', ['company.manage'])))).toBe('access.more-than-yours');
    expect(await code(luis.access.saveRole(custom('Socio', [], ['owner'])))).toBe('access.more-than-yours');
    expect(await code(luis.access.suspend({ userId: company.owner.userId, suspended: true }))).toBe('access.stronger-person');
    expect(await code(luis.access.assign({ userId, roleId: 'manager', branchId: null }))).toBe('done');
    expect(await code(cloud.call({ bearer: cashier.token }).access.assign({ userId, roleId: 'cook', branchId: null }))).toBe(
      'permission.missing',
    );
  });

  test('somebody always runs the company', async () => {
    const { userId } = company.owner;
    expect(await code(owner.access.unassign({ userId, roleId: 'owner', branchId: null }))).toBe('access.last-owner');
    expect(await code(owner.access.suspend({ userId, suspended: true }))).toBe('access.last-owner');
    expect(await code(owner.access.override({ userId, permission: 'company.manage', branchId: null, effect: 'deny' }))).toBe(
      'access.last-owner',
    );
    expect((await owner.auth.me()).permissions).toContain('company.manage');
  });

  test('a role of one’s own inherits, is named once, makes no circle, and stays while somebody holds it', async () => {
    const lead = custom('Líder de turno', ['terminals.manage'], ['cashier']);
    await owner.access.saveRole(lead);
    const chief = custom('Jefe', [], [lead.id]);
    await owner.access.saveRole(chief);
    const shown = (await owner.access.roles()).find(({ id }) => id === chief.id);
    expect(shown?.all.sort()).toEqual([...SYSTEM_ROLES.cashier, 'terminals.manage'].sort());
    expect(await code(owner.access.saveRole({ ...lead, parents: [chief.id] }))).toBe('access.circle');
    expect(await code(owner.access.saveRole(custom('LÍDER DE TURNO', [])))).toBe('access.name-taken');
    expect(await code(owner.access.saveRole({ ...custom('Otro', []), parents: [newId()] }))).toBe('access.role-not-found');
    expect(await code(owner.access.retireRole({ roleId: lead.id }))).toBe('access.role-in-use');
    expect(await code(owner.access.retireRole({ roleId: chief.id }))).toBe('done');
  });

  test('a role of one’s own counts at the till, in the next grant', async () => {
    const lead = custom('Líder de turno', ['orders.void'], ['cashier']);
    await owner.access.saveRole(lead);
    const till = await aTill(cloud, company);
    const branchId = company.branches[0];
    const granted = () =>
      cloud.services.db.inCompany(company.companyId, (sql) =>
        grantFor(
          sql,
          { kind: 'terminal', terminalId: till.identity.terminalId, companyId: company.companyId, branchId },
          { now: 1, said: KNOWN_HERE },
        ),
      );
    const before = await granted();
    await cloud.services.db.inCompany(company.companyId, (sql) =>
      hireStaff(sql, { id: newId(), name: 'Ana', role: lead.id, pinHash: 'x', branchId: null }),
    );
    await owner.access.saveRole({ ...lead, permissions: ['orders.void', 'orders.refund'] });
    const { version, staff } = await granted();
    expect(version).toBeGreaterThan(before.version);
    const set = permissionsFromHex(staff.find(({ name }) => name === 'Ana')?.permissions ?? '0');
    expect([may(set, 'orders.refund'), may(set, 'orders.sell'), may(set, 'company.manage')]).toEqual([true, true, false]);
  });

  test('says why somebody may, or may not', async () => {
    const { userId } = await person('ana', 'cashier');
    const [north] = company.branches;
    await owner.access.override({ userId, permission: 'orders.sell', branchId: north, effect: 'deny' });
    const why = await owner.access.explain({ userId, branchId: north });
    expect(why.find(({ permission }) => permission === 'orders.sell')).toEqual({
      permission: 'orders.sell',
      allowed: false,
      reasons: [
        { kind: 'role', path: ['cashier'], branchId: null },
        { kind: 'deny', branchId: north },
      ],
    });
  });

  test('a suspended person is nobody there from the next request on', async () => {
    const { userId, token } = await person('ana', 'manager');
    const ana = cloud.call({ bearer: token });
    expect(await code(ana.auth.me())).toBe('done');
    await owner.access.suspend({ userId, suspended: true });
    expect(await code(ana.auth.me())).toBe('login.needed');
    await owner.access.suspend({ userId, suspended: false });
    expect(await code(ana.auth.me())).toBe('done');
  });

  test('somebody of two companies looks at one at a time, and chooses which', async () => {
    const second = await aCompany(cloud, `Second ${'abcdefghijklmnopqrstuvwxyz'[count]}`);
    const { email, userId } = company.owner;
    await cloud.services.db.beforeCompany((sql) =>
      seatUser(sql, { id: userId, email, name: 'Both', passwordHash: 'none', companyId: second.companyId, role: 'accountant' }),
    );
    expect((await owner.auth.companies()).map(({ companyId }) => companyId).sort()).toEqual([company.companyId, second.companyId].sort());
    await owner.auth.switchCompany({ companyId: second.companyId });
    const there = await owner.auth.me();
    expect([there.companyId, there.permissions.includes('company.manage')]).toEqual([second.companyId, false]);
    const foreign = await aCompany(cloud, `Foreign ${'abcdefghijklmnopqrstuvwxyz'[count]}`);
    expect(await code(owner.auth.switchCompany({ companyId: foreign.companyId }))).toBe('company.not-found');
  });

  test('every change is written down, with what it was and what it became, and a changed entry shows', async () => {
    const lead = custom('Líder', ['orders.void']);
    await owner.access.saveRole(lead);
    await owner.access.saveRole({ ...lead, permissions: ['orders.void', 'orders.refund'] });
    const { entries } = await owner.audit.list({});
    expect(entries.map(({ action }) => action)).toEqual(['role.changed', 'role.created', 'login.done']);
    expect(entries[0]).toMatchObject({
      actorId: company.owner.userId,
      subjectName: 'Líder',
      before: { permissions: ['orders.void'] },
      after: { permissions: ['orders.void', 'orders.refund'] },
      address: '192.0.2.1',
    });
    expect(await owner.audit.verify()).toEqual({ entries: 3, brokenAt: null });
    await cloud.look('ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_keep');
    await cloud.look(`UPDATE audit_entries SET actor_name = 'Nadie' WHERE company_id = '${company.companyId}' AND seq = 1`);
    expect(await owner.audit.verify()).toEqual({ entries: 0, brokenAt: 1 });
    await cloud.look(`DELETE FROM audit_entries WHERE company_id = '${company.companyId}'`);
    expect(await owner.audit.verify()).toEqual({ entries: 0, brokenAt: 1 });
    await cloud.look('ALTER TABLE audit_entries ENABLE TRIGGER audit_entries_keep');
  });
});
