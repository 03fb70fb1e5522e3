import { expect, test } from 'vitest';
import { mixedRequests, openPool } from '../testing/pool-trial.ts';

test('C6: mixed requests of many companies over five connections see no row of another, and leave no company on a connection', async () => {
  const pool = await openPool(50);
  try {
    const seen = await mixedRequests(pool, 600);
    expect([seen.foreign, seen.left, seen.ended.answered + seen.ended.failed]).toEqual([0, 0, 600]);
    expect(Math.min(seen.ended.answered, seen.ended.failed)).toBeGreaterThan(100);
    // A company that is set for the whole session is what all this would look like.
    const [first = '', second = ''] = pool.companies;
    await pool.engine.transaction((sql) => sql.query("SELECT set_config('app.company_id', $1, false)", [first]));
    for (let n = 0; n < 50; n += 1) await pool.db.inCompany(second, (sql) => sql.query('SELECT 1'));
    await pool.db.beforeCompany(async () => {});
    expect(pool.seen.left).toBeGreaterThan(0);
  } finally {
    await pool.engine.close();
  }
});
