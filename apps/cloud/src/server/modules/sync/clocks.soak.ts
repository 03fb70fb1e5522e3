import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { ENGINES, openCloud } from '../../testing/cloud-under-test.ts';
import { anyClock, moneyOf, sellAt } from '../../testing/clocks.ts';
import { dice } from '../../testing/dice.ts';
import { aCompany, aTill } from '../../testing/shop.ts';

test.each(ENGINES)('S7: sales at any hour of any year, the clock set in the middle of each, on %s', async (kind) => {
  const cloud = await openCloud(kind);
  try {
    const company = await aCompany(cloud, 'Reloj');
    const tills = await Promise.all([aTill(cloud, company), aTill(cloud, company)]);
    const roll = dice(7);
    const sales = soakSize(2_000);
    const wrong: string[] = [];
    for (let n = 0; n < sales; n += 1) {
      const till = tills[n % 2] ?? tills[0];
      const [first, later] = [anyClock(cloud, roll), anyClock(cloud, roll)];
      const orderId = sellAt(cloud, till, { first, later });
      const { outcome, ackSeq } = await till.push(till.log.length - 3, till.log.length);
      const money = await moneyOf(cloud, orderId);
      const isWhole = money?.state === 'placed' && money.total === 10_000 && money.paid === 10_000;
      if (outcome !== 'stored' || ackSeq !== till.log.length || !isWhole) wrong.push(`${first} then ${later}`);
    }
    sayFigure({ id: 'S7', trials: sales, of: 'sales by clocks that are wrong', bad: wrong.length, named: 'lost or not whole', also: kind });
    expect(wrong).toEqual([]);
  } finally {
    await cloud.close();
  }
});
