import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { wompi } from '../adapters/wompi.ts';
import { openCloud } from '../testing/cloud-under-test.ts';
import { WEBHOOK_TRIALS } from '../testing/webhook-trials.ts';
import { wompiServer } from '../testing/wompi-server.ts';

test.each(Object.entries(WEBHOOK_TRIALS))('C10: a thousand messages of the payment provider, %s', async (name, trial) => {
  const bank = await wompiServer();
  const cloud = await openCloud('postgres', { payments: wompi(bank.account) });
  try {
    const { trials, wrong } = await trial({ cloud, bank }, soakSize(1_000));
    sayFigure({ id: 'C10', trials, of: `messages, ${name}`, bad: wrong, named: 'with another effect than they should' });
    expect(wrong).toBe(0);
  } finally {
    await cloud.close();
    await bank.close();
  }
});
