import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { mixedRequests, openPool } from '../testing/pool-trial.ts';

test('C6: 10,000 mixed requests of 50 companies over five connections', async () => {
  const pool = await openPool(50);
  try {
    const trials = soakSize(10_000);
    const { foreign, left } = await mixedRequests(pool, trials);
    sayFigure({
      id: 'C6',
      trials,
      of: 'mixed requests over five connections',
      bad: foreign + left,
      named: 'foreign rows or settings left behind',
    });
    expect([foreign, left]).toEqual([0, 0]);
  } finally {
    await pool.engine.close();
  }
});
