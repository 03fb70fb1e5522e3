import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, type TestCompany } from '../../testing/shop.ts';
import { snapshot } from './snapshot.service.ts';

describe.each(ENGINES)('customers on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  test('are what their facts fold to, and a fresh till is handed all of their facts', async () => {
    const till = await aTill(cloud, company);
    const [customerId, orderId, id] = [0, 1, 2].map(() => cloud.services.machine.newId());
    if (!customerId || !orderId || !id) throw new Error('ids');
    till.add({ type: 'customer.registered', entityId: customerId, rev: 1, body: { name: 'Rosa Ñáñez', phone: '3105550199' } });
    till.add({ type: 'customer.charged', entityId: customerId, rev: 2, body: { id, orderId, amount: 30_000 } });
    await till.push();
    const payment = { id: cloud.services.machine.newId(), method: 'cash', amount: 12_000, rounding: 0 };
    till.add({ type: 'customer.paid', entityId: customerId, rev: 3, body: { payment } });
    await till.push(3, 3);
    await cloud.services.db.inCompany(company.companyId, async (sql) => {
      const rows = await sql.query('SELECT name, phone, balance::float8 AS balance, needs_review FROM customers WHERE company_id = $1', [
        company.companyId,
      ]);
      expect(rows).toEqual([{ name: 'Rosa Ñáñez', phone: '3105550199', balance: 18_000, needs_review: 'over-limit' }]);
      const actor = { kind: 'terminal', companyId: company.companyId, branchId: company.branches[0] } as never;
      const kinds: string[] = [];
      for await (const line of snapshot({ sql, actor, now: 0 })) if (line.kind === 'event') kinds.push(line.event.type);
      expect(kinds).toEqual(['customer.registered', 'customer.charged', 'customer.paid']);
    });
  });
});
