import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { productSchema } from '@fastops/shared/catalog/product';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany } from '../../testing/shop.ts';

describe.each(ENGINES)('the menu on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const newId = () => cloud.services.machine.newId();
  function halfAndHalf() {
    const id = newId();
    const halves = { rule: 'highest', surcharge: 2_000, productIds: [newId()] };
    const rest = { kind: 'single', price: 20_000, sizes: [], groupIds: [], stations: [], soldOut: false, sort: 1, code: 'MM' };
    return productSchema.parse({ id, categoryId: newId(), name: 'Mitad y mitad', tax: { code: 'INC', rateBp: 800 }, halves, ...rest });
  }

  test('takes what is new in it, and a till is handed exactly that', async () => {
    const doc = halfAndHalf();
    const till = await aTill(cloud, company);
    expect(await asOwner(cloud, company).catalog.save({ docs: [{ kind: 'product', id: doc.id, deleted: false, doc }] })).toEqual({
      changed: 1,
    });
    const page = await (await till.api()).sync.pull({ scope: 'company', epoch: 'epoch-1', after: 0 });
    expect(page.entries.at(-1)).toMatchObject({ master: { kind: 'product', id: doc.id, doc } });
    expect(await asOwner(cloud, company).catalog.products()).toMatchObject([{ halves: { rule: 'highest' } }]);
  });

  test('refuses what a till could not read, all of it, and says where', async () => {
    const good = halfAndHalf();
    const bad = { ...halfAndHalf(), price: -1 };
    const docs = [good, bad].map((doc) => ({ kind: 'product' as const, id: doc.id, deleted: false, doc }));
    await expect(asOwner(cloud, company).catalog.save({ docs })).rejects.toThrow('catalog.unreadable');
    const other = { kind: 'product' as const, id: newId(), deleted: false, doc: good };
    await expect(asOwner(cloud, company).catalog.save({ docs: [other] })).rejects.toThrow('catalog.unreadable');
    expect(await cloud.look(`SELECT id FROM masters WHERE id IN ('${good.id}', '${other.id}')`)).toEqual([]);
  });
});
