import { expect, test } from 'vitest';
import { connectPglite } from './connect-pglite.ts';
import { migrate, readMigrations } from './migrate.ts';

test('sums of a version before are there by days and weeks too, and combos are asked for at the next turn', async () => {
  const engine = await connectPglite({});
  const steps = readMigrations();
  await migrate(
    engine,
    steps.filter(({ name }) => name < '0540'),
  );
  const [company, branch, product] = Array.from({ length: 3 }, () => crypto.randomUUID());
  await engine.asOwner((sql) =>
    sql.script(`INSERT INTO companies (company_id, name, legal_name, nit) VALUES ('${company}', 'El Parche', 'El Parche S.A.S.', '900123456-8');
      UPDATE report_turns SET due_at = 9;
      INSERT INTO sales_hours SELECT '${company}', '${branch}', day::date, hour, channel, 1, 1000, 100, 900, 50, 0
        FROM unnest(ARRAY['2026-11-22', '2026-11-23', '2026-11-24']) AS d(day), generate_series(11, 12) hour, unnest(ARRAY['counter', 'delivery']) AS c(channel);
      INSERT INTO sales_products SELECT '${company}', '${branch}', day::date, '${product}', '${product}', 2, 1000, 100, 900
        FROM unnest(ARRAY['2026-11-22', '2026-11-23', '2026-11-24']) AS d(day);`),
  );
  await migrate(engine, steps);
  const look = (text: string) => engine.asOwner((sql) => sql.query(text));
  expect(await look('SELECT business_day::text AS day, tickets::int, sales::int FROM sales_days ORDER BY 1, channel')).toEqual(
    ['2026-11-22', '2026-11-22', '2026-11-23', '2026-11-23', '2026-11-24', '2026-11-24'].map((day) => ({ day, tickets: 2, sales: 1_800 })),
  );
  expect(await look('SELECT week::text, hour, tickets::int, tips::int FROM sales_hour_weeks ORDER BY 1, 2')).toEqual([
    { week: '2026-11-16', hour: 11, tickets: 2, tips: 100 },
    { week: '2026-11-16', hour: 12, tickets: 2, tips: 100 },
    { week: '2026-11-23', hour: 11, tickets: 4, tips: 200 },
    { week: '2026-11-23', hour: 12, tickets: 4, tips: 200 },
  ]);
  expect(await look('SELECT week::text, quantity::int, sales::int FROM sales_product_weeks ORDER BY 1')).toEqual([
    { week: '2026-11-16', quantity: 2, sales: 900 },
    { week: '2026-11-23', quantity: 4, sales: 1_800 },
  ]);
  expect(await look('SELECT due_at::int FROM report_turns')).toEqual([{ due_at: 0 }]);
  await engine.close();
});

test('acts, kitchen times, costs and waiting transfers of a version before are added up', async () => {
  const engine = await connectPglite({});
  const steps = readMigrations();
  await migrate(
    engine,
    steps.filter(({ name }) => name < '0640'),
  );
  const [company, branch, order, other, person] = Array.from({ length: 5 }, () => crypto.randomUUID());
  const anOrder = (
    id: string | undefined,
  ) => `('${company}', '${id}', '${branch}', '${branch}', '2026-11-22', 12, 'counter', 'closed', 1000, 1000,
    0, '', 0, '${person}', 'nequi', '{}')`;
  await engine.asOwner((sql) =>
    sql.script(`SET session_replication_role = replica;
      INSERT INTO orders (company_id, id, branch_id, terminal_id, business_day, hour, type, state, total, paid, balance, needs_review, opened_at,
        opened_by_id, methods, doc) VALUES ${anOrder(order)}, ${anOrder(other)};
      INSERT INTO payments (company_id, order_id, id, method, amount, rounding, status)
        VALUES ('${company}', '${order}', '${order}', 'nequi', 1000, 0, 'unverified'), ('${company}', '${other}', '${other}', 'nequi', 1000, 0, 'verified');
      INSERT INTO order_acts (company_id, order_id, kind, id, branch_id, business_day, by_id, approved_by_id, at, amount, reason)
        SELECT '${company}', '${order}', 'void', gen_random_uuid(), '${branch}', day::date, '${person}', by::uuid, 0, 500, ''
        FROM (VALUES ('2026-11-22', NULL), ('2026-11-23', '${person}'), ('2026-11-24', NULL)) AS a(day, by);
      INSERT INTO kitchen_tickets (company_id, id, branch_id, order_id, station_id, business_day, fired_at, acked_at, done_at)
        SELECT '${company}', gen_random_uuid(), '${branch}', '${order}', 'freidora', '2026-11-24', 0, 7000, made
        FROM (VALUES (600000), (600001), (NULL)) AS t(made);
      INSERT INTO product_costs SELECT '${company}', '${branch}', day::date, '${branch}', 2, 700 FROM (VALUES ('2026-11-23'), ('2026-11-24')) AS d(day);`),
  );
  await migrate(engine, steps);
  const look = (text: string) => engine.asOwner((sql) => sql.query(text));
  expect(await look('SELECT week::text, count::int, amount::int, approved::int FROM act_weeks ORDER BY 1')).toEqual([
    { week: '2026-11-16', count: 1, amount: 500, approved: 0 },
    { week: '2026-11-23', count: 2, amount: 1_000, approved: 1 },
  ]);
  expect(await look('SELECT seconds::int, fired::int, seen::int, made::int FROM kitchen_weeks ORDER BY 1')).toEqual([
    { seconds: 0, fired: 3, seen: 0, made: 0 },
    { seconds: 10, fired: 0, seen: 3, made: 0 },
    { seconds: 600, fired: 0, seen: 0, made: 1 },
    { seconds: 630, fired: 0, seen: 0, made: 1 },
  ]);
  expect(await look('SELECT week::text, quantity::int, cost_cents::int AS cents FROM product_cost_weeks')).toEqual([
    { week: '2026-11-23', quantity: 4, cents: 1_400 },
  ]);
  expect(await look('SELECT id FROM orders WHERE awaits_transfer')).toEqual([{ id: order }]);
  await engine.close();
});
