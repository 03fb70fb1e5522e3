import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foldOrder } from '@fastops/shared/orders/order.fold';
import { localHourAt } from '@fastops/shared/base/time';
import { eventSchema, type Event, type Fact } from '@fastops/shared/sync/event';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { dice, pick, spoilt, type Dice } from '../../testing/dice.ts';
import { aCompany, aLine, aPayment, aTill, type TestCompany, type TestTill } from '../../testing/shop.ts';
import { isSealable } from './intake.service.ts';

const SEEDS = 4;
const DAYS = ['2026-11-23', '2026-11-24'] as const;
const NOON = Date.UTC(2026, 10, 24, 17);

describe.each(ENGINES)('random tills on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());
  const newId = () => cloud.services.machine.newId();

  /** One fact of one of the shared orders, as likely out of place as in place. */
  function act(till: TestTill, orders: readonly string[], roll: Dice): void {
    const lines = till.log.filter((event) => event.type === 'order.line-added');
    const line = lines[roll(lines.length)];
    const lineId = String(Reflect.get(Object(line?.body['line']), 'id') ?? newId());
    const fact = pick(roll, [
      { type: 'order.opened', body: { orderType: pick(roll, ['counter', 'takeaway']) } },
      { type: 'order.line-added', body: { line: aLine(newId, 500 * (1 + roll(60))) } },
      { type: 'order.line-added', body: { line: aLine(newId, 500 * (1 + roll(60))) } },
      { type: 'order.line-changed', body: { lineId, quantity: 1 + roll(4) } },
      { type: 'order.line-removed', body: { lineId } },
      { type: 'order.placed', body: { number: { series: till.identity.series, sequence: 1 + roll(99) } } },
      { type: 'order.payment-added', body: { payment: aPayment(newId(), 500 * (1 + roll(120))) } },
      { type: 'order.payment-added', body: { payment: aPayment(newId(), 500 * (1 + roll(120))) } },
      { type: 'order.closed', body: {} },
      ...(roll(4) === 0 ? [{ type: 'order.cancelled', body: { reason: 'se fue' } }] : []),
    ]);
    till.add({ ...fact, entityId: pick(roll, orders), rev: 1 + roll(12), at: NOON + roll(8) * 3_600_000, businessDay: pick(roll, DAYS) });
  }

  /** Pushes a log in pieces, and says again what was said before, from anywhere. */
  async function tell(till: TestTill, roll: Dice): Promise<void> {
    let told = 0;
    while (told < till.log.length) {
      const from = roll(3) === 0 ? 1 + roll(told + 1) : told + 1;
      const to = Math.min(till.log.length, from + roll(8));
      expect(await till.push(from, to)).toMatchObject({ outcome: 'stored' });
      told = Math.max(told, to);
    }
  }

  test(`the orders are the fold of all facts, the hours the sum of the orders, the positions whole: ${SEEDS} seeds`, async () => {
    const tills = await Promise.all(Array.from({ length: 4 }, () => aTill(cloud, company)));
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const roll = dice(seed);
      const orders = Array.from({ length: 5 }, newId);
      const already = tills.map((till) => till.log.length);
      for (let step = 0; step < 60; step += 1) act(pick(roll, tills), orders, roll);
      await Promise.all(
        tills.map((till, index) =>
          tell(
            {
              ...till,
              push: (from = 1, to = 0) => till.push((already[index] ?? 0) + from, (already[index] ?? 0) + to),
              log: till.log.slice(already[index]),
            },
            dice(seed * 31 + index),
          ),
        ),
      );
      await expectWhole(`seed ${seed}`);
    }
    const [row] = await cloud.look<{ sold: number }>('SELECT count(*)::int AS sold FROM orders WHERE settled_at IS NOT NULL');
    expect(row?.sold).toBeGreaterThan(SEEDS);
  });

  async function expectWhole(seed: string): Promise<void> {
    const facts = await cloud.look<Fact>(
      `SELECT id, terminal_id AS "terminalId", branch_id AS "branchId", seq::int AS seq, type, v, entity_id AS "entityId", rev::int AS rev, at::float8 AS at,
         business_day::text AS "businessDay", actor_id AS "actorId", body FROM events WHERE type LIKE 'order.%'`,
    );
    const ids = [...new Set(facts.map((fact) => fact.entityId))];
    const folds = ids.map((id) => foldOrder(facts.filter((fact) => fact.entityId === id)));
    const docs = await cloud.look<{ doc: unknown }>('SELECT doc FROM orders ORDER BY id');
    const wanted = [...folds].sort((a, b) => (a.id < b.id ? -1 : 1)).map((order) => JSON.parse(JSON.stringify(order)) as unknown);
    expect(
      docs.map(({ doc }) => doc),
      seed,
    ).toEqual(wanted);

    const sums = new Map<string, { sales: number; tickets: number }>();
    for (const order of folds) {
      if (order.settledAt === undefined || order.state === 'cancelled') continue;
      const key = `${order.branchId} ${order.businessDay} ${localHourAt(order.settledAt, -5)}`;
      const { sales, tickets } = sums.get(key) ?? { sales: 0, tickets: 0 };
      sums.set(key, { sales: sales + order.totals.total, tickets: tickets + 1 });
    }
    const hours = await cloud.look<{ key: string; sales: number; tickets: number }>(
      `SELECT branch_id || ' ' || business_day || ' ' || hour AS key, sales::int AS sales, tickets::int AS tickets FROM branch_hours WHERE sales <> 0 OR tickets <> 0`,
    );
    expect(new Map(hours.map(({ key, ...sum }) => [key, sum])), seed).toEqual(sums);

    const holes = await cloud.look(
      `SELECT s.scope, s.head, count(c.position) AS positions FROM scopes s LEFT JOIN changes c ON c.company_id = s.company_id AND c.scope = s.scope
       GROUP BY s.company_id, s.scope, s.head HAVING count(c.position) <> s.head OR coalesce(max(c.position), 0) <> s.head`,
    );
    expect(holes, seed).toEqual([]);
    // In commit order: a stream's own order is the least of it, and what a reader relies on.
    const swapped = await cloud.look(
      `SELECT 1 FROM (SELECT e.seq - lag(e.seq) OVER (PARTITION BY e.stream_id ORDER BY c.position) AS step
         FROM changes c JOIN events e ON e.company_id = c.company_id AND e.id = c.event_id) AS steps WHERE step < 0`,
    );
    expect(swapped, seed).toEqual([]);
  }

  test('300 sealed events with a poisoned body among good ones: all kept, none in the way of those behind it (S4)', async () => {
    const till = await aTill(cloud, company);
    const good: string[] = [];
    for (let seed = 0; seed < 300; seed += 1) {
      const model: Event | undefined = till.log.filter((event) => event.type.startsWith('order.'))[seed % 5];
      const body = model && spoilt(model.body, dice(seed));
      // What no till can seal, and `__proto__`, which the envelope's own schema drops, is refused at the door.
      const enveloped = eventSchema.shape.body.safeParse(body);
      if (model && enveloped.success && isSealable(body) && !Object.hasOwn(Object(body), '__proto__')) {
        till.add({ type: model.type, entityId: newId(), rev: 1, body: enveloped.data });
      }
      if (seed % 10 === 0) good.push(till.sell(1_000));
    }
    const poisoned = till.log.length - good.length * 5;
    expect(poisoned).toBeGreaterThan(100);
    for (let from = 1; from <= till.log.length; from += 40) {
      const to = Math.min(till.log.length, from + 39);
      expect(await till.push(from, to), `from ${from}`).toMatchObject({ outcome: 'stored', ackSeq: to, ackHash: till.log[to - 1]?.hash });
    }
    const kept = await cloud.look<{ rows: number }>(
      `SELECT ((SELECT count(*) FROM events WHERE stream_id = '${till.identity.streamId}')
        + (SELECT count(*) FROM quarantine q WHERE stream_id = '${till.identity.streamId}' AND NOT EXISTS (SELECT 1 FROM events e WHERE e.id = q.event_id)))::int AS rows`,
    );
    expect(kept).toEqual([{ rows: till.log.length }]);
    const sold = await cloud.look<{ total: number }>(
      `SELECT total::int AS total FROM orders WHERE id IN (${good.map((id) => `'${id}'`).join(',')})`,
    );
    expect(sold).toEqual(good.map(() => ({ total: 1_000 })));
  });
});
