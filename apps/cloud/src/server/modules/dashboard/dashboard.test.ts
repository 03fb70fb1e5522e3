import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, DAY, type TestCompany } from '../../testing/shop.ts';
import { today } from './dashboard.service.ts';

/** Of one branch; the page shows the latest twenty of all. */
const ORDERS = 3_000;
const DAYS = 300;
const NOW = Date.parse(`${DAY}T17:00:00Z`);

describe.each(ENGINES)("today's page of a company with a past on %s", (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeEach(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
    await cloud.engine.asOwner((sql) => sql.script(past(company)));
  });
  afterEach(() => cloud.close());

  test('reads the latest sales and sessions, and not all that there ever were', async () => {
    const { page, read } = await cloud.services.db.inCompany(company.companyId, async (sql) => ({
      page: await today(sql, { now: NOW, reach: { kind: 'all', except: [] } }),
      read: await sql.query<{ name: string; rows: number }>(
        `SELECT relname AS name, sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS rows FROM pg_stat_xact_user_tables
         WHERE relname IN ('orders', 'cash_sessions', 'branch_hours') GROUP BY relname`,
      ),
    }));
    expect(page.lastOrders).toHaveLength(20);
    expect(page.lastOrders.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, back) => ORDERS - Math.floor(back / 2)));
    expect(page.branches.map(({ businessDay }) => businessDay)).toEqual([DAY, DAY]);
    expect(page.totals).toMatchObject({ sales: 2 * 12 * 1_000, tickets: 2 * 12 });
    const rows = Object.fromEntries(read.map((each) => [each.name, each.rows]));
    expect(rows['orders']).toBeLessThanOrEqual(2 * 20);
    expect(rows['cash_sessions']).toBeLessThanOrEqual(2 * 50);
    expect(rows['branch_hours']).toBeLessThanOrEqual(2 * (12 + 1));
  });
});

/** Sales, hours and shifts of three hundred days at both branches. */
function past({ companyId, branches }: TestCompany): string {
  const at = `unnest(ARRAY['${branches.join("','")}']::uuid[]) AS b(id)`;
  const days = `generate_series(0, ${DAYS - 1}) AS d(back)`;
  return `INSERT INTO orders (company_id, id, branch_id, terminal_id, business_day, hour, type, state, total, paid, balance, needs_review, opened_at,
      opened_by_id, settled_at, methods, doc)
    SELECT '${companyId}', gen_random_uuid(), b.id, gen_random_uuid(), '${DAY}'::date - (${ORDERS} - n) / 10, 12, 'counter', 'closed', 1000, 1000, 0, '', n,
      gen_random_uuid(), n, 'cash', '{}' FROM ${at}, generate_series(1, ${ORDERS}) n;
    INSERT INTO branch_hours (company_id, branch_id, business_day, hour, sales, tickets)
    SELECT '${companyId}', b.id, '${DAY}'::date - back, hour, 1000, 1 FROM ${at}, ${days}, generate_series(10, 21) hour;
    INSERT INTO cash_sessions (company_id, id, branch_id, terminal_id, business_day, opened_at, opened_by_id, opening_float)
    SELECT '${companyId}', gen_random_uuid(), b.id, gen_random_uuid(), '${DAY}'::date - back, ${DAYS} - back, gen_random_uuid(), 0 FROM ${at}, ${days};
    ANALYZE orders, branch_hours, cash_sessions;`;
}
