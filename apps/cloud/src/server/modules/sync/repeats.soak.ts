import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { ENGINES, openCloud } from '../../testing/cloud-under-test.ts';
import { sayAllAgain } from '../../testing/repeats.ts';
import { aCompany, aTill } from '../../testing/shop.ts';

test.each(ENGINES)('S2: every kind of fact ten times at once and again after thirty days, till after till, on %s', async (kind) => {
  const cloud = await openCloud(kind);
  try {
    const company = await aCompany(cloud, 'Repetida');
    const wrong: string[] = [];
    let said = 0;
    for (let n = 0; n < soakSize(20); n += 1) {
      const round = await sayAllAgain(cloud, await aTill(cloud, company));
      said += round.said;
      wrong.push(...round.wrong);
    }
    sayFigure({
      id: 'S2',
      trials: said,
      of: 'facts said ten times at once and again',
      bad: wrong.length,
      named: 'with another effect or answer',
      also: kind,
    });
    expect(wrong).toEqual([]);
  } finally {
    await cloud.close();
  }
});
