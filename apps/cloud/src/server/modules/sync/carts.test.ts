import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foldOrder } from '@fastops/shared/orders/order.fold';
import { cartMaker, luckOf, type RandomCart } from '@fastops/shared/testing/random-carts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, type TestTill } from '../../testing/shop.ts';

const CARTS = 150;
const BATCH = 400;

/** Logs the cart's facts at the till, which gives them its own place; another seed's ids never meet in one company. */
function log(till: TestTill, { facts }: RandomCart): void {
  for (const { type, entityId, rev, body, id } of facts) till.add({ id, type, entityId, rev, body: body as Record<string, unknown> });
}

type Row = {
  id: string;
  total: number;
  lines: number;
  settled: number;
  refunds: number;
  doc: { totals: { total: number; due: number; taxes: { base: number; tax: number }[] } };
};

describe.each(ENGINES)('R17: random carts through the real push on %s', (kind) => {
  let cloud: CloudUnderTest;
  beforeAll(async () => {
    cloud = await openCloud(kind);
  });
  afterAll(() => cloud.close());

  test('the rows of the cloud are the till’s orders: total = Σ lines = Σ tax parts, payments settle what is due', async () => {
    const company = await aCompany(cloud, 'Carritos');
    const till = await aTill(cloud, company);
    const make = cartMaker(luckOf(1_724));
    const orders = Array.from({ length: CARTS }, (_, n) => {
      const cart = make(n + 1);
      log(till, cart);
      return foldOrder(cart.facts);
    });
    for (let from = 1; from <= till.log.length; from += BATCH) await till.push(from, Math.min(from + BATCH - 1, till.log.length));
    const rows = await cloud.look<Row>(
      `SELECT o.id, o.total::float8 AS total, o.doc,
         (SELECT coalesce(sum(l.total), 0)::float8 FROM order_lines l WHERE l.order_id = o.id) AS lines,
         (SELECT coalesce(sum(p.amount - p.rounding), 0)::float8 FROM payments p WHERE p.order_id = o.id AND p.status <> 'rejected') AS settled,
         (SELECT coalesce(sum(r.amount), 0)::float8 FROM refunds r WHERE r.order_id = o.id) AS refunds
       FROM orders o`,
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(rows).toHaveLength(CARTS);
    for (const order of orders) {
      const row = byId.get(order.id);
      expect(row, order.id).toMatchObject({ total: order.totals.total, lines: order.totals.total, refunds: order.refunded });
      if (order.payments.length > 0) expect(row?.settled, order.id).toBe(order.totals.due);
      expect(
        row?.doc.totals.taxes.reduce((sum, { base, tax }) => sum + base + tax, 0),
        order.id,
      ).toBe(order.totals.total * 100);
    }
    const [hours] = await cloud.look<{ sales: number }>('SELECT coalesce(sum(sales), 0)::float8 AS sales FROM branch_hours');
    const settled = orders.filter(({ settledAt }) => settledAt !== undefined);
    expect(hours?.sales).toBe(settled.reduce((sum, { totals }) => sum + totals.total, 0));
  });
});
