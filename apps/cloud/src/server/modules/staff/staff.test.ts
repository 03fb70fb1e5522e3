import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passwords } from '../../adapters/passwords.ts';
import { answerCode as code } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany } from '../../testing/shop.ts';
import { seatUser } from '../identity/identity.service.ts';
import { KNOWN_HERE } from '@fastops/shared/identity/grant';
import { grantFor } from '../terminals/terminals.service.ts';

describe.each(ENGINES)('people at the tills on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());
  const newId = () => cloud.services.machine.newId();
  const ana = (change: object = {}) => ({
    id: newId(),
    name: 'Ana',
    role: 'cashier',
    branchId: null,
    alsoAt: [],
    status: 'working' as const,
    ...change,
  });

  test('who is hired logs in at the till with the PIN given, until they leave', async () => {
    const owner = asOwner(cloud, company);
    const till = await aTill(cloud, company);
    const { companyId, branches } = company;
    const actor = { kind: 'terminal', terminalId: till.identity.terminalId, companyId, branchId: branches[0] } as const;
    const granted = () => cloud.services.db.inCompany(companyId, (sql) => grantFor(sql, actor, { now: 1, said: KNOWN_HERE }));
    const person = ana();
    await owner.staff.save(person);
    await owner.staff.resetPin({ id: person.id, pin: '4071' });
    const grant = await granted();
    const hash = grant.staff.find(({ id }) => id === person.id)?.pinHash ?? '';
    expect([(await passwords.verify('4071', hash)).ok, (await passwords.verify('', hash)).ok]).toEqual([true, false]);
    await owner.staff.save({ ...person, status: 'blocked' });
    const after = await granted();
    expect(after.staff.find(({ id }) => id === person.id)).toBeUndefined();
    expect(after.version).toBeGreaterThan(grant.version);
    const { entries } = await owner.audit.list({ limit: 3 });
    expect(entries.map(({ action }) => action)).toEqual(['staff.blocked', 'staff.pin-changed', 'staff.hired']);
    expect(JSON.stringify(entries)).not.toContain('4071');
  });

  test.each(['0000', '1234', '4321', '987654', '111111', '1212'])('%s is no PIN', async (pin) => {
    const person = ana();
    await asOwner(cloud, company).staff.save(person);
    expect(await code(asOwner(cloud, company).staff.resetPin({ id: person.id, pin }))).toBe('staff.easy-pin');
  });

  test('who works at two branches is granted at both, and one who left needs another PIN to come back', async () => {
    const owner = asOwner(cloud, company);
    const [north, south] = company.branches;
    const tills = [await aTill(cloud, company, north), await aTill(cloud, company, south)];
    const person = ana({ branchId: north, alsoAt: [south, north] });
    const granted = () =>
      Promise.all(
        tills.map(async ({ identity }) => {
          const { companyId, branchId, terminalId } = identity;
          const actor = { kind: 'terminal', terminalId, companyId, branchId } as const;
          const grant = await cloud.services.db.inCompany(companyId, (sql) => grantFor(sql, actor, { now: 1, said: KNOWN_HERE }));
          return grant.staff.find(({ id }) => id === person.id)?.pinHash.length;
        }),
      );
    await owner.staff.save(person);
    await owner.staff.resetPin({ id: person.id, pin: '4071' });
    const [there, also] = await granted();
    expect([there, also]).toEqual([also, there]);
    expect(there).toBeGreaterThan(0);
    await owner.staff.save({ ...person, alsoAt: [] });
    expect(await granted()).toEqual([there, undefined]);
    await owner.staff.save({ ...person, alsoAt: [], status: 'left' });
    expect(await granted()).toEqual([undefined, undefined]);
    expect(await code(owner.staff.resetPin({ id: person.id, pin: '5082' }))).toBe('staff.not-working');
    await owner.staff.save({ ...person, alsoAt: [], status: 'working' });
    expect(await granted()).toEqual([0, undefined]);
    const [me] = (await owner.staff.everybody()).filter(({ id }) => id === person.id);
    expect(me).toMatchObject({ status: 'working', hasPin: false, alsoAt: [], yours: true });
  });

  test('tills in touch are told at once that they were granted something else', async () => {
    const heard: string[] = [];
    const stop = cloud.services.fanout.subscribe(company.companyId, ({ scope }) => heard.push(scope));
    await asOwner(cloud, company).staff.save(ana());
    await expect.poll(() => heard).toContain('grant');
    stop();
  });

  test('a manager of one branch hires there, up to what they may themselves', async () => {
    const [north, south] = company.branches;
    const userId = newId();
    const user = { id: userId, email: `${userId}@x.co`, name: 'Marta', passwordHash: 'none', role: 'driver' };
    await cloud.services.db.beforeCompany((sql) => seatUser(sql, { ...user, companyId: company.companyId }));
    await asOwner(cloud, company).access.assign({ userId, roleId: 'administrator', branchId: north });
    const marta = cloud.call({ bearer: (await cloud.services.sessions.create(userId)).token });
    expect(await code(marta.staff.save(ana({ branchId: north })))).toBe('done');
    expect(await code(marta.staff.save(ana({ branchId: south })))).toBe('permission.missing');
    expect(await code(marta.staff.save(ana()))).toBe('permission.missing');
    expect(await code(marta.staff.save(ana({ branchId: north, role: 'owner' })))).toBe('access.more-than-yours');
    const theirs = ana({ branchId: south });
    await asOwner(cloud, company).staff.save(theirs);
    expect(await code(marta.staff.save({ ...theirs, branchId: north }))).toBe('access.more-than-yours');
    expect(await code(marta.staff.resetPin({ id: theirs.id, pin: '4071' }))).toBe('access.more-than-yours');
    expect((await marta.staff.everybody()).some(({ id }) => id === theirs.id)).toBe(false);
    expect(await code(marta.staff.save(ana({ branchId: north, alsoAt: [south] })))).toBe('access.more-than-yours');
    const everywhere = ana({ branchId: null });
    await asOwner(cloud, company).staff.save(everywhere);
    expect((await marta.staff.everybody()).find(({ id }) => id === everywhere.id)).toMatchObject({ yours: false });
  });
});
