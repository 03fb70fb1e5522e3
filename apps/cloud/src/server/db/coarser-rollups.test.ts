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
