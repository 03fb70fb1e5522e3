import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PERMISSIONS, type Permission } from '@fastops/shared/identity/permissions';
import { openCloud, ENGINES, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { furnish, questions } from '../../testing/matrix-questions.ts';
import { procedureList, runByPath } from '../../testing/procedures.ts';
import { aCompany, asOwner, type TestCompany } from '../../testing/shop.ts';
import { seatUser } from '../identity/identity.service.ts';
import { answeredOnce, dropOldAnswers } from './answers.service.ts';

const said = async (call: Promise<unknown>) => {
  try {
    return await call;
  } catch (error) {
    return error instanceof Error && 'code' in error ? `${String(error.code)} ${error.message}` : `crash ${String(error)}`;
  }
};
const NOBODY = 'UNAUTHORIZED login.needed';
const MISSING = 'FORBIDDEN permission.missing';

describe.each(ENGINES)('keys of the public API on %s (C16)', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const owner = () => asOwner(cloud, company).apiKeys;
  const by = (bearer: string) => cloud.call({ bearer, door: 'api' });
  const make = (permissions: Permission[], more: { branchIds?: string[]; expiresAt?: number } = {}) =>
    owner().create({ name: 'Contabilidad', permissions, branchIds: null, expiresAt: null, ...more });
  const person = async (role: string) => {
    const id = cloud.services.machine.newId();
    const { companyId } = company;
    await cloud.services.db.beforeCompany((sql) =>
      seatUser(sql, { id, email: `${id}@elparche.co`, name: 'Ana', passwordHash: 'none', role, companyId }),
    );
    return { id, api: cloud.call({ bearer: (await cloud.services.sessions.create(id)).token }) };
  };

  test('256 random bits, said once; what is kept opens nothing', async () => {
    const { id, key } = await make(['branches.read']);
    expect(key).toMatch(/^fok_[0-9a-f]{32}[A-Za-z0-9_-]{43}$/);
    expect(await by(key).auth.me()).toMatchObject({ permissions: ['branches.read'], apiKey: { id, name: 'Contabilidad' } });
    const [shown] = await owner().list();
    expect(shown).toMatchObject({ id, hint: key.slice(-4), isLive: true, createdByName: 'Owner of El Parche' });
    for (const kept of [await cloud.look('SELECT * FROM api_keys'), await owner().list(), await asOwner(cloud, company).audit.list({})])
      expect(JSON.stringify(kept)).not.toContain(key.slice(36, 70));
    // One letter more or less, and another company's name on it, are nobody; nor is it anybody at the web's door.
    const elsewhere = await aCompany(cloud, 'La Otra');
    const strange = `fok_${elsewhere.companyId.replaceAll('-', '')}${key.slice(36)}`;
    for (const wrong of [`${key}x`, key.slice(0, -1), strange, 'fok_']) expect(await said(by(wrong).auth.me())).toBe(NOBODY);
    expect(await said(cloud.call({ bearer: key }).auth.me())).toBe(NOBODY);
  });

  test('does what its permissions say, in its branches, and nothing else of all there is', async () => {
    const { target } = await furnish(cloud, 'Una Sola');
    const [north, south] = company.branches;
    const { key } = await make(['reports.view', 'branches.read'], { branchIds: [south] });
    expect(await by(key).cash.sessions({ branchId: south })).toMatchObject({ sessions: [] });
    expect(await said(by(key).cash.sessions({ branchId: north }))).toBe(MISSING);
    // Asked everything that the router has: let in where its permissions reach, a stranger to all the rest.
    const outside: string[] = [];
    for (const { path, auth } of procedureList()) {
      if (['public', 'terminal', 'operator', 'user', 'reports.view', 'branches.read'].includes(auth) || path.endsWith('.live')) continue;
      const answer = await said(runByPath(by(key), path, questions(target)[path]));
      if (typeof answer !== 'string' || !answer.startsWith('FORBIDDEN')) outside.push(`${path}: ${JSON.stringify(answer).slice(0, 80)}`);
    }
    expect(outside).toEqual([]);
    // A person's own account is no program's.
    expect(await said(by(key).account.sessions())).toBe('FORBIDDEN api-key.no-person');
  });

  test('nobody gives a key more than they have, and it loses what they lose', async () => {
    const ana = await person('administrator');
    const wanted = (permissions: Permission[]) => ({ name: 'Bot', permissions, branchIds: null, expiresAt: null });
    expect(await said(ana.api.apiKeys.create(wanted(['company.manage'])))).toBe('BAD_REQUEST access.more-than-yours');
    const { key } = await ana.api.apiKeys.create(wanted(['catalog.read', 'branches.read']));
    expect(await by(key).catalog.products()).toEqual([]);
    const access = asOwner(cloud, company).access;
    // Denied to her, denied to hers, from the next call on.
    await access.override({ userId: ana.id, permission: 'catalog.read', branchId: null, effect: 'deny' });
    expect(await said(by(key).catalog.products())).toBe(MISSING);
    expect(await said(by(key).branches.list())).toHaveLength(2);
    await access.suspend({ userId: ana.id, suspended: true });
    expect(await said(by(key).branches.list())).toBe(NOBODY);
    expect((await owner().list()).find(({ createdBy }) => createdBy === ana.id)).toMatchObject({ isMakerGone: true });
    const cook = await person('cook');
    expect(await said(cook.api.apiKeys.create(wanted(['kitchen.read'])))).toBe(MISSING);
    const foreign = { ...wanted(['branches.read']), branchIds: [(await aCompany(cloud, 'Ajena')).branches[0]] };
    expect(await said(owner().create(foreign))).toBe('NOT_FOUND branch.not-found');
  });

  test('revoked, it is nobody at the next call, in every process; over, from its hour on; and the log says both', async () => {
    const { id, key } = await make([...PERMISSIONS]);
    const other = await cloud.another();
    const there = () => said(other({ bearer: key, door: 'api' }).branches.list());
    expect(await there()).toHaveLength(2);
    await owner().revoke({ id });
    expect([await there(), await said(by(key).branches.list())]).toEqual([NOBODY, NOBODY]);
    await owner().revoke({ id });
    const log = (await asOwner(cloud, company).audit.list({})).entries.filter(({ subject }) => subject === id);
    expect(log.map(({ action }) => action)).toEqual(['api-key.revoked', 'api-key.created']);
    const now = cloud.services.machine.now();
    const short = await make(['branches.read'], { expiresAt: now + 3_600_000 });
    expect(await said(by(short.key).branches.list())).toHaveLength(2);
    const used = (await owner().list()).find((each) => each.id === short.id);
    expect(used?.lastUsedAt).toBeGreaterThanOrEqual(now);
    cloud.passTime(3_600_001);
    expect(await said(by(short.key).branches.list())).toBe(NOBODY);
    expect(await said(make(['branches.read'], { expiresAt: now }))).toBe('BAD_REQUEST api-key.over');
  });

  test('what a key does is in the log under its name', async () => {
    const { key } = await make([...PERMISSIONS]);
    const role = { id: cloud.services.machine.newId(), name: 'Turno', description: '', parents: [], permissions: ['orders.read' as const] };
    await by(key).access.saveRole(role);
    const [entry] = (await asOwner(cloud, company).audit.list({})).entries;
    expect(entry).toMatchObject({ subject: role.id, actorId: company.owner.userId, actorName: 'API: Contabilidad (Owner of El Parche)' });
  });

  test('a write with a name is done once: a repeat is answered, another body refused, a failure leaves it free', async () => {
    const { companyId } = company;
    let runs = 0;
    const write = (requestHash: string, fails = false) =>
      cloud.services.db.inCompany(companyId, (sql) =>
        answeredOnce(sql, { key: 'order-1', requestHash, now: cloud.services.machine.now() }, async () => {
          runs += 1;
          if (fails) throw new Error('no');
          return { n: runs };
        }),
      );
    await expect(write('a', true)).rejects.toThrow('no');
    const both = await Promise.all([write('a'), write('a')]);
    expect(both).toEqual(
      expect.arrayContaining([
        { ok: true, value: { value: { n: 2 }, isRepeat: false } },
        { ok: true, value: { value: { n: 2 }, isRepeat: true } },
      ]),
    );
    expect(await write('b')).toMatchObject({ ok: false, refusal: { code: 'idempotency.other-request' } });
    expect(runs).toBe(2);
    cloud.passTime(25 * 3_600_000);
    await cloud.services.db.inCompany(companyId, (sql) => dropOldAnswers(sql, cloud.services.machine.now()));
    expect(await cloud.look('SELECT key FROM api_answers')).toEqual([]);
    expect(await write('b')).toMatchObject({ ok: true, value: { value: { n: 3 }, isRepeat: false } });
  });
});
