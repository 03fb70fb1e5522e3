import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerCode as code } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany } from '../../testing/shop.ts';

describe.each(ENGINES)('accounts of customers on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  test('are found by name and telephone, who owes most first, with every movement; another company sees nobody', async () => {
    const till = await aTill(cloud, company);
    const newId = () => cloud.services.machine.newId();
    const [rosa, jose] = [newId(), newId()];
    till.add({ type: 'customer.registered', entityId: rosa, rev: 1, body: { name: 'Rosa Ñáñez', phone: '310 555 0199' } });
    till.add({ type: 'customer.credit-limit-set', entityId: rosa, rev: 2, body: { limit: 100_000 } });
    till.add({ type: 'customer.charged', entityId: rosa, rev: 3, body: { id: newId(), orderId: newId(), amount: 30_000 } });
    till.add({ type: 'customer.registered', entityId: jose, rev: 1, body: { name: 'José' } });
    await till.push();
    const owner = asOwner(cloud, company);
    const [branchId] = company.branches;
    const names = async (asked: object) => (await owner.customers.list({ branchId, ...asked })).customers.map(({ name }) => name);
    expect(await names({})).toEqual(['Rosa Ñáñez', 'José']);
    expect([await names({ wanted: 'jos' }), await names({ wanted: '5550199' }), await names({ owing: true })]).toEqual([
      ['José'],
      ['Rosa Ñáñez'],
      ['Rosa Ñáñez'],
    ]);
    expect((await owner.customers.list({ branchId })).owed).toEqual({ people: 1, amount: 30_000 });
    const account = await owner.customers.account({ id: rosa });
    expect(account).toMatchObject({ balance: 30_000, creditLimit: 100_000, entries: [{ kind: 'charged', amount: 30_000 }] });
    const other = await aCompany(cloud, 'La Competencia');
    expect(await code(asOwner(cloud, other).customers.account({ id: rosa }))).toBe('customer.not-found');
    expect((await asOwner(cloud, other).customers.list({ branchId })).customers).toEqual([]);
  });
});
