import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCloud, ENGINES, type CloudUnderTest, type EngineKind } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, DAY, type TestCompany, type TestTill } from '../../testing/shop.ts';

describe.each(ENGINES)('called-out numbers on %s', (kind: EngineKind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const order = async (id: string) => {
    const [row] = await cloud.look<{ number: string; review: string }>(
      `SELECT number, needs_review AS review FROM orders WHERE id = '${id}'`,
    );
    return row;
  };

  /** An order that claims A-007 as a clone of a till would, from another log. */
  function claim(till: TestTill): string {
    const entityId = cloud.services.machine.newId();
    till.add({ type: 'order.opened', entityId, rev: 1, body: { orderType: 'counter' } });
    till.add({ type: 'order.placed', entityId, rev: 2, body: { number: { series: 'A', sequence: 7 } } });
    return entityId;
  }

  test('S8: no number is accepted twice: the second waits for one of its own, and both orders are kept', async () => {
    const [first, second] = [await aTill(cloud, company), await aTill(cloud, company)];
    const original = claim(first);
    const copy = claim(second);
    await Promise.all([first.push(), second.push()]);
    const reviews = [await order(original), await order(copy)].map((row) => row?.review);
    expect(reviews.toSorted()).toEqual(['', 'number-taken']);
    const loser = reviews[0] === '' ? { till: second, id: copy } : { till: first, id: original };
    const number = { series: 'B2', sequence: 1 };
    loser.till.add({ type: 'order.renumbered', entityId: loser.id, rev: 3, body: { number, previous: { series: 'A', sequence: 7 } } });
    await loser.till.push(loser.till.log.length);
    expect(await order(loser.id)).toEqual({ number: 'B2-001', review: '' });
    const claims = await cloud.look(`SELECT number FROM order_numbers WHERE business_day = '${DAY}' ORDER BY number`);
    expect(claims).toEqual([{ number: 'A-007' }, { number: 'B2-001' }]);
  });
});
