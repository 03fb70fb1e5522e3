import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passwords } from '../../adapters/passwords.ts';
import { answerCode as code } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany } from '../../testing/shop.ts';
import { seatUser } from '../identity/identity.service.ts';
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
  const ana = (change: object = {}) => ({ id: newId(), name: 'Ana', role: 'cashier', branchId: null, active: true, ...change });

  test('who is hired logs in at the till with the PIN given, until they leave', async () => {
    const owner = asOwner(cloud, company);
    const till = await aTill(cloud, company);
    const { companyId, branches } = company;
    const actor = { kind: 'terminal', terminalId: till.identity.terminalId, companyId, branchId: branches[0] } as const;
    const granted = () => cloud.services.db.inCompany(companyId, (sql) => grantFor(sql, actor, 1));
    const person = ana();
    await owner.staff.save(person);
    await owner.staff.resetPin({ id: person.id, pin: '4071' });
    const grant = await granted();
    const hash = grant.staff.find(({ id }) => id === person.id)?.pinHash ?? '';
    expect([(await passwords.verify('4071', hash)).ok, (await passwords.verify('', hash)).ok]).toEqual([true, false]);
    await owner.staff.save({ ...person, active: false });
    const after = await granted();
    expect(after.staff.find(({ id }) => id === person.id)).toBeUndefined();
    expect(after.version).toBeGreaterThan(grant.version);
    const { entries } = await owner.audit.list({ limit: 3 });
    expect(entries.map(({ action }) => action)).toEqual(['staff.changed', 'staff.pin-changed', 'staff.hired']);
    expect(JSON.stringify(entries)).not.toContain('4071');
  });

  test.each(['0000', '1234', '4321', '987654', '111111'])('%s is no PIN', async (pin) => {
    const person = ana();
    await asOwner(cloud, company).staff.save(person);
    expect(await code(asOwner(cloud, company).staff.resetPin({ id: person.id, pin }))).toBe('staff.easy-pin');
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
  });
});
