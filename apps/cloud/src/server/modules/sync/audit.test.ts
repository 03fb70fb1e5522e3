import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCloud, ENGINES, type CloudUnderTest, type EngineKind } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, DAY, reopened, type TestCompany, type TestTill } from '../../testing/shop.ts';
import { auditCompany, auditEverything } from './audit.service.ts';
import { AUDIT_QUESTIONS } from './audit.store.ts';

describe.each(ENGINES)('the audit on %s', (kind: EngineKind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let till: TestTill;
  let orderId: string;

  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
    till = await aTill(cloud, company);
    orderId = till.sell(20_000);
    till.sell(7_000);
    till.add({ type: 'order.from-the-future', entityId: orderId, rev: 9, body: {} });
    till.sell(9_000);
    await till.push();
    await reopened(cloud, till, 2);
  });
  afterAll(() => cloud.close());

  const audit = () => cloud.services.db.inCompany(company.companyId, auditCompany);

  test('finds nothing in a sound company, facts set aside and a second log included', async () => {
    expect(await audit()).toEqual([]);
  });

  test('goes through every company, and says whose row it is', async () => {
    const other = await aCompany(cloud, 'La Otra');
    const theirs = await aTill(cloud, other);
    expect(await auditEverything(cloud.engine)).toEqual({ companies: 2, breaches: [] });
    const push = (by: number) =>
      cloud.engine.asOwner((sql) => sql.script(`UPDATE streams SET last_seq = last_seq + ${by} WHERE id = '${theirs.identity.streamId}'`));
    await push(1);
    const { breaches } = await auditEverything(cloud.engine);
    await push(-1);
    expect(breaches).toEqual([expect.objectContaining({ companyId: other.companyId, invariant: 'I1 a log is whole up to its head' })]);
  });

  // Each plants one wrong row behind the server's back, past its triggers, and takes it back.
  const PLANTS: Readonly<Record<keyof typeof AUDIT_QUESTIONS, (of: { till: TestTill; orderId: string }) => readonly [string, string]>> = {
    'I1 a log is whole up to its head': ({ till: { identity } }) => [
      `UPDATE streams SET last_seq = last_seq + 1 WHERE id = '${identity.streamId}'`,
      `UPDATE streams SET last_seq = last_seq - 1 WHERE id = '${identity.streamId}'`,
    ],
    'I4 each event links to the one before it': ({ till: { log } }) => [
      `ALTER TABLE events DISABLE TRIGGER USER; UPDATE events SET prev_hash = repeat('0', 64) WHERE id = '${log[2]?.id}'`,
      `UPDATE events SET prev_hash = '${log[2]?.prevHash}' WHERE id = '${log[2]?.id}'; ALTER TABLE events ENABLE TRIGGER USER`,
    ],
    'I2 each fact has one position': ({ till: { log, identity } }) => [
      `UPDATE changes SET event_id = '${log[0]?.id}' WHERE event_id = '${log[1]?.id}'`,
      `UPDATE changes SET event_id = '${log[1]?.id}' WHERE event_id = '${log[0]?.id}' AND position = 2 AND scope = 'branch:${identity.branchId}'`,
    ],
    'I7 positions are 1 to head without a hole': ({ till: { identity } }) => [
      `UPDATE scopes SET head = head + 1 WHERE scope = 'branch:${identity.branchId}'`,
      `UPDATE scopes SET head = head - 1 WHERE scope = 'branch:${identity.branchId}'`,
    ],
    'I9 payments add up to what orders say was paid': ({ orderId: id }) => [
      `UPDATE payments SET amount = amount + 1 WHERE order_id = '${id}'`,
      `UPDATE payments SET amount = amount - 1 WHERE order_id = '${id}'`,
    ],
    'I9 lines add up to the order': ({ orderId: id }) => [
      `UPDATE order_lines SET total = total + 1 WHERE order_id = '${id}' AND position = 0`,
      `UPDATE order_lines SET total = total - 1 WHERE order_id = '${id}' AND position = 0`,
    ],
    'I9 hours add up to the orders': () => [
      `UPDATE branch_hours SET sales = sales + 1 WHERE business_day = '${DAY}'`,
      `UPDATE branch_hours SET sales = sales - 1 WHERE business_day = '${DAY}'`,
    ],
    'I12 no number is accepted twice': ({ orderId: id }) => [
      `UPDATE orders SET number = (SELECT number FROM orders WHERE id <> '${id}' LIMIT 1) WHERE id = '${id}'`,
      `UPDATE orders SET number = (SELECT number FROM order_numbers WHERE order_id = '${id}') WHERE id = '${id}'`,
    ],
  };

  test.each(Object.keys(AUDIT_QUESTIONS))('sees when it does not hold: %s', async (invariant) => {
    const [break_, mend] = PLANTS[invariant]?.({ till, orderId }) ?? ['', ''];
    await cloud.engine.asOwner((sql) => sql.script(break_));
    const found = await audit();
    await cloud.engine.asOwner((sql) => sql.script(mend));
    expect(found.map((breach) => breach.invariant)).toContain(invariant);
    expect(await audit()).toEqual([]);
  });
});
