import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wompi } from '../adapters/wompi.ts';
import { openCloud, type CloudUnderTest } from '../testing/cloud-under-test.ts';
import { WEBHOOK_TRIALS } from '../testing/webhook-trials.ts';
import { wompiServer, type WompiServer } from '../testing/wompi-server.ts';

// A few of each here, on the embedded database; a thousand of each on PostgreSQL: npm run soak -- C10.
describe('C10: messages of the payment provider', () => {
  let cloud: CloudUnderTest;
  let bank: WompiServer;
  beforeAll(async () => {
    bank = await wompiServer();
    cloud = await openCloud('pglite', { payments: wompi(bank.account) });
  });
  afterAll(async () => {
    await cloud.close();
    await bank.close();
  });

  test.each(Object.entries(WEBHOOK_TRIALS))('%s: nothing is paid that was not, nothing twice, nothing forgotten', async (_name, trial) => {
    expect(await trial({ cloud, bank }, 3)).toEqual({ trials: 3, wrong: 0 });
  });
});
