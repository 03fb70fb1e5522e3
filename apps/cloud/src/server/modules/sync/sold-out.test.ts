import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { soldOutAggregate } from '@fastops/shared/catalog/sold-out.fold';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany, type TestTill } from '../../testing/shop.ts';
import { snapshot } from './snapshot.service.ts';

describe.each(ENGINES)('what a branch is out of, on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const mark = (till: TestTill, targetId: string, soldOut: boolean, rev: number) =>
    till.add({
      type: 'catalog.sold-out-set',
      entityId: soldOutAggregate(till.identity.branchId, targetId),
      rev,
      body: { target: 'product', targetId, soldOut },
    });

  test('the owner sees it by branch until it is back, and two branches can be out of the same product', async () => {
    const [norte, centro] = [await aTill(cloud, company), await aTill(cloud, company, company.branches[1])];
    const product = cloud.services.machine.newId();
    mark(norte, product, true, 1);
    mark(centro, product, true, 1);
    await Promise.all([norte.push(), centro.push()]);
    const out = async () => (await asOwner(cloud, company).api.soldOut.list({})).items.map(({ branchId }) => branchId).sort();
    expect(await out()).toEqual([...company.branches].sort());
    mark(norte, product, false, 2);
    await norte.push(2, 2);
    expect(await out()).toEqual([company.branches[1]]);
    expect(await cloud.look('SELECT * FROM quarantine')).toEqual([]);
  });

  test('a fresh till is handed the facts of what is out', async () => {
    const till = await aTill(cloud, company);
    const product = cloud.services.machine.newId();
    mark(till, product, true, 1);
    await till.push();
    await cloud.services.db.inCompany(company.companyId, async (sql) => {
      const actor = { kind: 'terminal', companyId: company.companyId, branchId: company.branches[0] } as never;
      const ids: string[] = [];
      for await (const line of snapshot({ sql, actor, now: 0 })) if (line.kind === 'event') ids.push(line.event.entityId);
      expect(ids).toContain(soldOutAggregate(till.identity.branchId, product));
    });
  });
});
