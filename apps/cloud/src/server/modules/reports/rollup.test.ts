import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lineVersion, orderLineSchema } from '@fastops/shared/orders/line';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import { soldParts } from '@fastops/shared/orders/totals';
import { weekdayOf } from '@fastops/shared/reports/days';
import { SALES_BY, type SalesBy } from '@fastops/shared/reports/report';
import { allocateMoney, type Money } from '@fastops/shared/base/money';
import { localHourAt } from '@fastops/shared/base/time';
import type { Fact } from '@fastops/shared/sync/event';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { dice, pick, type Dice } from '../../testing/dice.ts';
import { aCompany, aLine, aPayment, asOwner, aTill, type TestCompany, type TestTill } from '../../testing/shop.ts';
import { checkSums } from './rollup.service.ts';

const SEEDS = 3;
/** On both sides of where weeks begin. */
const DAYS = ['2026-11-08', '2026-11-11', '2026-11-16', '2026-11-22', '2026-11-23'] as const;
const NOON = Date.UTC(2026, 10, 24, 17);

describe.each(ENGINES)('sums of reports on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());
  const newId = () => cloud.services.machine.newId();
  const menu = Array.from({ length: 4 }, () => ({ productId: crypto.randomUUID(), categoryId: crypto.randomUUID() }));
  /** What a combo holds; some of it has no price of its own. */
  const weight = (roll: Dice) => ({ grams: 1 + roll(2_000), perKilo: 500 * roll(100), weighingId: newId() });
  const part = (roll: Dice) => ({
    kind: 'component',
    ...(roll(4) === 0 && { weight: weight(roll) }),
    ...pick(roll, menu),
    name: 'Gaseosa',
    listPrice: 500 * roll(12),
    surcharge: 500 * roll(3),
    choices: [],
    stations: [],
  });
  const discount = (roll: Dice, lineId: string | undefined) => ({
    id: newId(),
    reason: 'cliente',
    ...(lineId === undefined ? {} : { lineId }),
    ...pick(roll, [
      { kind: 'percent', value: 100 * (1 + roll(50)) },
      { kind: 'amount', value: 500 * (1 + roll(20)) },
      { kind: 'courtesy', value: 10_000 },
    ]),
  });

  /** One fact of one of the shared orders, as likely out of place as in place: late, on another day, given back, called off. */
  function act(till: TestTill, orders: readonly string[], roll: Dice): void {
    const entityId = pick(roll, orders);
    const mine = (type: string, key: string) =>
      till.log
        .filter((event) => event.type === type && event.entityId === entityId)
        .map(({ body }) => String(Reflect.get(Object(body[key]), 'id')));
    const lineId = pick(roll, [...mine('order.line-added', 'line'), newId()]);
    const paymentId = pick(roll, [...mine('order.payment-added', 'payment'), newId()]);
    const method = pick(roll, ['cash', 'nequi', 'card']);
    const inside = roll(3) === 0 ? [part(roll), part(roll)] : undefined;
    const own = roll(4) === 0 ? { quantity: 1, weight: weight(roll) } : { quantity: 1 + roll(3) };
    const line = { ...aLine(newId, 500 * (1 + roll(60))), ...pick(roll, menu), ...own, ...(inside && { parts: inside }) };
    const v = lineVersion(orderLineSchema.parse(line));
    const money = { id: newId(), method, amount: 500 * (1 + roll(40)) };
    const fact = pick(roll, [
      { type: 'order.opened', body: { orderType: pick(roll, ['counter', 'delivery']) } },
      { type: 'order.line-added', v, body: { line } },
      { type: 'order.line-added', v, body: { line } },
      { type: 'order.line-removed', body: { lineId } },
      { type: 'order.line-voided', body: { voided: { id: newId(), lineId, quantity: 1, reason: 'se quemó' } } },
      { type: 'order.placed', body: { number: { series: till.identity.series, sequence: 1 + roll(99) } } },
      { type: 'order.payment-added', body: { payment: { ...aPayment(newId(), money.amount), method } } },
      { type: 'order.payment-added', body: { payment: { ...aPayment(newId(), money.amount), method } } },
      { type: 'order.payment-rejected', body: { paymentId, reason: 'no llegó' } },
      { type: 'order.tip-set', body: { amount: 500 * roll(6) } },
      { type: 'order.discount-added', body: { discount: discount(roll, roll(2) === 0 ? lineId : undefined) } },
      { type: 'order.discount-removed', body: { discountId: pick(roll, [...mine('order.discount-added', 'discount'), newId()]) } },
      { type: 'order.refunded', body: { refund: { ...money, lines: [], reason: 'frío' } } },
      ...(roll(5) === 0 ? [{ type: 'order.cancelled', body: { reason: 'se fue' } }] : []),
    ]);
    till.add({ ...fact, entityId, rev: 1 + roll(14), at: NOON + roll(8) * 3_600_000, businessDay: pick(roll, DAYS) });
  }

  /** Pushes what is new of a log in pieces, and says again what was said before. */
  async function tell(till: TestTill, from: number, roll: Dice): Promise<void> {
    let told = from;
    while (told < till.log.length) {
      const first = roll(3) === 0 ? 1 + roll(told + 1) : told + 1;
      const to = Math.min(till.log.length, first + roll(9));
      expect(await till.push(first, to)).toMatchObject({ outcome: 'stored' });
      told = Math.max(told, to);
    }
  }

  async function foldsOfAll(): Promise<{ orders: Order[]; facts: Fact[] }> {
    const facts = await cloud.look<Fact>(
      `SELECT id, terminal_id AS "terminalId", branch_id AS "branchId", seq::int AS seq, type, v, entity_id AS "entityId", rev::int AS rev,
         at::float8 AS at, business_day::text AS "businessDay", actor_id AS "actorId", body FROM events WHERE type LIKE 'order.%'`,
    );
    const byOrder = Map.groupBy(facts, ({ entityId }) => entityId);
    return { orders: [...byOrder.values()].map(foldOrder), facts };
  }

  test(`equal the fold of the orders with late, repeated, refunded, voided and cancelled sales: ${SEEDS} seeds`, async () => {
    const tills = await Promise.all([0, 1, 0, 1].map((branch) => aTill(cloud, company, company.branches[branch])));
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const roll = dice(seed);
      // An order belongs to one branch: the two tills of each share theirs.
      const orders = [0, 1].map(() => Array.from({ length: 4 }, newId));
      const already = tills.map((till) => till.log.length);
      for (let step = 0; step < 90; step += 1) {
        const index = roll(tills.length);
        const till = tills[index];
        if (till) act(till, orders[index % 2] ?? [], roll);
      }
      await Promise.all(tills.map((till, index) => tell(till, already[index] ?? 0, dice(seed * 31 + index))));
      await expectSums(`seed ${seed}`);
    }
    const [acts] = await cloud.look<{ kinds: number }>('SELECT count(DISTINCT kind)::int AS kinds FROM order_acts');
    expect(acts?.kinds).toBe(5);
  });

  async function expectSums(seed: string): Promise<void> {
    const { orders, facts } = await foldsOfAll();
    const wanted = new Map<string, number>();
    const add = (key: string, value: number) => wanted.set(key, (wanted.get(key) ?? 0) + value);
    for (const order of orders.filter(({ settledAt, state }) => settledAt !== undefined && state !== 'cancelled')) {
      const { businessDay: day, branchId: branch, totals } = order;
      const hour = localHourAt(order.settledAt ?? 0, -5);
      add(`hour ${branch} ${day} ${hour} ${order.type} sales`, totals.total);
      add(`hour ${branch} ${day} ${hour} ${order.type} tickets`, 1);
      add(`hour ${branch} ${day} ${hour} ${order.type} tips`, totals.tip);
      add(`staff ${branch} ${day} ${order.openedById}`, totals.total);
      for (const { line, net } of soldParts(order)) {
        add(`product ${branch} ${day} ${line.productId} sales`, net);
        add(`product ${branch} ${day} ${line.productId} quantity`, line.quantity);
        add(`product ${branch} ${day} ${line.productId} portions`, line.weight ? line.quantity : 0);
        add(`product ${branch} ${day} ${line.productId} grams`, (line.weight?.grams ?? 0) * line.quantity);
      }
      for (const payment of order.payments)
        if (payment.status !== 'rejected') add(`method ${branch} ${day} ${payment.method}`, payment.amount);
      for (const tax of totals.taxes) add(`tax ${branch} ${day} ${tax.code} ${tax.rateBp}`, tax.tax);
    }
    const kept = await cloud.look<{ key: string; value: number }>(
      `SELECT 'hour ' || branch_id || ' ' || business_day || ' ' || hour || ' ' || channel || ' ' || n AS key, v::float8 AS value FROM sales_hours,
         LATERAL (VALUES ('sales', sales), ('tickets', tickets), ('tips', tips)) AS f(n, v)
       UNION ALL SELECT 'product ' || branch_id || ' ' || business_day || ' ' || product_id || ' ' || n, v::float8 FROM sales_products,
         LATERAL (VALUES ('sales', sales), ('quantity', quantity), ('portions', portions), ('grams', grams)) AS f(n, v)
       UNION ALL SELECT kind || ' ' || branch_id || ' ' || business_day || ' ' || key, (CASE kind WHEN 'tax' THEN part ELSE amount END)::float8 FROM sales_sums`,
    );
    expect(sorted(new Map(kept.map(({ key, value }) => [key, value]))), seed).toEqual(sorted(wanted));
    const given = new Map(
      facts.filter(({ type }) => type === 'order.refunded').map(({ id, body }) => [id, Object(body).refund.amount as number]),
    );
    const [refunds] = await cloud.look<{ amount: number }>(
      `SELECT coalesce(sum(amount), 0)::float8 AS amount FROM order_acts WHERE kind = 'refund'`,
    );
    expect(refunds?.amount, seed).toBe([...given.values()].reduce((sum, amount) => sum + amount, 0));
    const off = orders.filter(({ settledAt, state }) => settledAt !== undefined && state !== 'cancelled');
    const [discounts] = await cloud.look<{ amount: number }>(
      `SELECT coalesce(sum(amount), 0)::float8 AS amount FROM order_acts WHERE kind IN ('discount', 'courtesy')`,
    );
    expect(discounts?.amount, seed).toBe(off.reduce((sum, { totals }) => sum + totals.discount, 0));
    expect(await checkSums(cloud.services.db, { companyId: company.companyId, now: Date.now() }), seed).toMatchObject({ differences: 0 });
    await expectPeople(seed);
    await expectReports(off, seed);
    await expectMix(off, seed);
  }

  /** Who took something off or gave it back, over any period, is what the acts of its days say. */
  async function expectPeople(seed: string): Promise<void> {
    const acts = await cloud.look<{ day: string; key: string; amount: number; approved: boolean }>(
      `SELECT business_day::text AS day, by_id || ' ' || branch_id || ' ' || kind AS key, amount::float8 AS amount,
         approved_by_id IS NOT NULL AS approved FROM order_acts`,
    );
    for (const from of DAYS)
      for (const to of DAYS.filter((day) => day >= from)) {
        const wanted = new Map<string, number>();
        const add = (key: string, value: number) => wanted.set(key, (wanted.get(key) ?? 0) + value);
        for (const { key, amount, approved } of acts.filter(({ day }) => day >= from && day <= to)) {
          add(`${key} count`, 1);
          add(`${key} amount`, amount);
          add(`${key} approved`, Number(approved));
        }
        const { rows } = await asOwner(cloud, company).reports.people({ from, to });
        const told = rows.flatMap(({ personId, branchId, kind: what, count, amount, approved }): [string, number][] => {
          const key = `${personId} ${branchId} ${what}`;
          return [
            [`${key} count`, count],
            [`${key} amount`, amount],
            [`${key} approved`, approved],
          ];
        });
        expect(sorted(new Map(told)), `${seed}: people from ${from} to ${to}`).toEqual(sorted(wanted));
      }
  }

  /** What an owner is told over any period, by whatever it is told apart, is what the orders of its days fold to. */
  async function expectReports(sold: readonly Order[], seed: string): Promise<void> {
    for (const from of DAYS)
      for (const to of DAYS.filter((day) => day >= from))
        for (const by of SALES_BY) {
          const wanted = new Map<string, number>();
          for (const order of sold.filter(({ businessDay }) => businessDay >= from && businessDay <= to))
            for (const [key, value] of foldedBy(by, order))
              wanted.set(`${key} ${order.branchId}`, (wanted.get(`${key} ${order.branchId}`) ?? 0) + value);
          const { rows } = await asOwner(cloud, company).reports.sales({ from, to, by });
          const told = new Map(rows.map(({ key, branchId, sales }) => [`${key} ${branchId}`, sales]));
          expect(sorted(told), `${seed}: by ${by} from ${from} to ${to}`).toEqual(sorted(wanted));
        }
  }

  /** With combos spread: whole as before, each combo given to what is in it by list prices. */
  async function expectMix(sold: readonly Order[], seed: string): Promise<void> {
    for (const [from, to] of [
      [DAYS[0], DAYS[4]],
      [DAYS[1], DAYS[3]],
    ] as const) {
      const wanted = new Map<string, number>();
      const add = (key: string, value: number) => wanted.set(key, (wanted.get(key) ?? 0) + value);
      for (const order of sold.filter(({ businessDay }) => businessDay >= from && businessDay <= to))
        for (const { line, gross, discount: off } of soldParts(order)) {
          const { quantity, parts = [] } = line;
          const shared = (amount: Money) =>
            parts.length === 0
              ? [amount]
              : allocateMoney(
                  amount,
                  parts.map(({ listPrice }) => listPrice),
                );
          (parts.length === 0 ? [line] : parts).forEach(({ productId: id, weight: weighed }, index) => {
            add(`${id} ${order.branchId} units`, quantity);
            add(`${id} ${order.branchId} grams`, (weighed?.grams ?? 0) * quantity);
            add(`${id} ${order.branchId} sales`, (shared(gross)[index] ?? 0) - (shared(off)[index] ?? 0));
          });
        }
      const { rows } = await asOwner(cloud, company).reports.mix({ from, to, combos: 'spread' });
      const told = rows.flatMap(({ key, branchId, count, grams, sales }): [string, number][] => [
        [`${key} ${branchId} units`, count],
        [`${key} ${branchId} grams`, grams],
        [`${key} ${branchId} sales`, sales],
      ]);
      expect(sorted(new Map(told)), `${seed}: mix from ${from} to ${to}`).toEqual(sorted(wanted));
    }
  }

  function foldedBy(by: SalesBy, order: Order): (readonly [key: string, sales: number])[] {
    switch (by) {
      case 'day':
        return [[order.businessDay, order.totals.total]];
      case 'weekday':
        return [[String(weekdayOf(order.businessDay)), order.totals.total]];
      case 'hour':
        return [[String(localHourAt(order.settledAt ?? 0, -5)), order.totals.total]];
      case 'channel':
        return [[order.type, order.totals.total]];
      case 'staff':
        return [[order.openedById, order.totals.total]];
      case 'product':
        return soldParts(order).map(({ line, net }) => [line.productId, net]);
      case 'category':
        return soldParts(order).map(({ line, net }) => [line.categoryId, net]);
      case 'method':
        return order.payments.filter(({ status }) => status !== 'rejected').map(({ method, amount }) => [method, amount]);
      case 'tax':
        return order.totals.taxes.map(({ code, rateBp, gross }) => [`${code} ${rateBp}`, gross]);
    }
  }

  test('a check finds each sum that is off, puts it right, and builds all of them anew', async () => {
    const check = () => checkSums(cloud.services.db, { companyId: company.companyId, now: cloud.services.machine.now() });
    const till = await aTill(cloud, company);
    till.sell();
    await till.push();
    const before = await sums();
    await cloud.look('UPDATE sales_hours SET sales = sales + 1');
    expect((await check()).differences).toBeGreaterThan(0);
    expect(await sums()).toEqual(before);
    await cloud.look('UPDATE sales_spread_weeks SET sales = sales + 1');
    await cloud.look('UPDATE sales_product_weeks SET quantity = quantity - 1');
    await cloud.look('DELETE FROM sales_days');
    await cloud.look('UPDATE act_days SET amount = amount + 1');
    await cloud.look('DELETE FROM act_weeks');
    expect((await check()).differences).toBeGreaterThan(0);
    expect(await sums()).toEqual(before);
    await cloud.look('DELETE FROM sales_products');
    await cloud.look('DELETE FROM sales_hours');
    await cloud.look('DELETE FROM sales_sums');
    expect((await check()).differences).toBeGreaterThan(0);
    expect(await sums()).toEqual(before);
    expect(await check()).toMatchObject({ differences: 0 });
  });

  async function sums(): Promise<unknown> {
    const figures = [
      'sales_hours',
      'sales_products',
      'sales_sums',
      'sales_days',
      'sales_hour_weeks',
      'sales_product_weeks',
      'sales_spreads',
      'sales_spread_weeks',
      'act_days',
      'act_weeks',
    ].map(
      (table) => `(SELECT json_agg(to_jsonb(t) ORDER BY t::text) FROM ${table} t
        WHERE NOT EXISTS (SELECT FROM jsonb_each_text(to_jsonb(t) - 'hour') AS f(k, v) HAVING bool_and(v = '0' OR v !~ '^-?[0-9]+$'))) AS ${table}`,
    );
    return cloud.look(`SELECT ${figures.join(', ')}`);
  }
});

/** Cells that came to nothing may stay behind; a cell of nothing says nothing. */
function sorted(sums: ReadonlyMap<string, number>): [string, number][] {
  return [...sums].filter(([, value]) => value !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
}
