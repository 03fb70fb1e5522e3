import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foldCost, type CostDay } from '@fastops/shared/stock/average-cost';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { dice, pick } from '../../testing/dice.ts';
import { aCompany, aTill, type TestCompany } from '../../testing/shop.ts';
import { costsIn, renewMark } from './costs.service.ts';

const DAYS = ['2026-11-02', '2026-11-05', '2026-11-09', '2026-11-12', '2026-11-16', '2026-11-19'] as const;
const INGREDIENTS = [0, 1].map((index) => `00000000-0000-7000-8000-0000000000a${index}`);

describe.each(ENGINES)('what ingredients cost on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());
  const newId = () => cloud.services.machine.newId();

  test('is the same with a mark as from the first day on, whatever comes late', async () => {
    const till = await aTill(cloud, company);
    const { branchId } = till.identity;
    const roll = dice(7);
    const ledger: { ingredientId: string; day: CostDay }[] = [];
    const within = <T>(run: (sql: Parameters<typeof costsIn>[0]) => Promise<T>) => cloud.services.db.inCompany(company.companyId, run);
    const marks = async () =>
      (await cloud.look<{ through: string }>('SELECT through::text FROM stock_marks')).map(({ through }) => through);
    let [kept, forgotten] = [0, 0];
    for (let round = 0; round < 24; round += 1) {
      const [ingredientId, businessDay, quantity] = [pick(roll, INGREDIENTS), pick(roll, DAYS), 1_000 * (1 + roll(50))];
      const goods = { ingredientId, quantity };
      if (roll(3) === 0) {
        till.add({ type: 'stock.wasted', entityId: newId(), rev: 1, businessDay, body: { reason: 'burnt', lines: [goods] } });
        ledger.push({ ingredientId, day: { businessDay, receipts: [], others: -quantity } });
      } else {
        const cost = 100 * (1 + roll(90));
        till.add({ type: 'stock.received', entityId: newId(), rev: 1, businessDay, body: { lines: [{ ...goods, cost }] } });
        const id = till.log.at(-1)?.id ?? '';
        ledger.push({ ingredientId, day: { businessDay, receipts: [{ id, quantity, costCents: cost * 100 }], others: 0 } });
      }
      const before = await marks();
      await till.push(till.log.length);
      // A mark stays while what moves is later than it, and goes with what is not.
      const stays = before.filter((through) => through < businessDay);
      expect(await marks()).toEqual(stays);
      kept += stays.length;
      forgotten += before.length - stays.length;
      const costs = await within((sql) => costsIn(sql, branchId));
      for (const id of INGREDIENTS) {
        const mine = ledger.filter((each) => each.ingredientId === id).map(({ day }) => day);
        if (mine.length > 0) expect(costs.get(id), `round ${round}`).toEqual(foldCost(daysOf(mine)));
      }
      if (roll(2) === 0) expect(await within((sql) => renewMark(sql, { branchId, through: pick(roll, DAYS) }))).toBe(0);
    }
    expect([kept > 0, forgotten > 0]).toEqual([true, true]);
  });

  /** Rows of one day as one day. */
  function daysOf(rows: readonly CostDay[]): CostDay[] {
    return [...Map.groupBy(rows, ({ businessDay }) => businessDay)].map(([businessDay, mine]) => {
      return { businessDay, receipts: mine.flatMap(({ receipts }) => receipts), others: mine.reduce((sum, { others }) => sum + others, 0) };
    });
  }

  test('a mark that says otherwise is found and put right', async () => {
    const [known] = await cloud.look<{ id: string }>('SELECT branch_id AS id FROM stock_papers LIMIT 1');
    const id = known?.id ?? '';
    const renew = () => cloud.services.db.inCompany(company.companyId, (sql) => renewMark(sql, { branchId: id, through: DAYS[4] }));
    await renew();
    await cloud.look(`UPDATE stock_marks SET costs = jsonb_set(costs, '{${INGREDIENTS[0]},average}', '1')`);
    expect([await renew(), await renew()]).toEqual([1, 0]);
  });
});
