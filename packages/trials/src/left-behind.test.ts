import { expect, test } from 'vitest';
import { PROTOCOL_VERSION } from '@fastops/shared/sync/protocol';
import { openTrialCloud } from './testing/trial-cloud.ts';
import { drained, enrolledTill } from './testing/trial-till.ts';

test('a till that the cloud left behind is refused by name, says that it needs an update, sells on, and sends nothing until then', async () => {
  const cloud = await openTrialCloud();
  const till = await enrolledTill(cloud, cloud.cloud.url);
  const { link } = till.branch.services;
  const speak = (minProtocol: number) => Reflect.set(cloud.cloud.services.syncPort, 'minProtocol', minProtocol);
  const kept = async () => (await cloud.look<{ n: number }>('SELECT count(*)::int AS n FROM events'))[0]?.n;
  try {
    await drained(till);
    const before = await kept();
    speak(PROTOCOL_VERSION + 1);
    link.syncNow();
    await expect.poll(() => link.state().updateNeeded).toBe(true);
    await till.sell();
    link.syncNow();
    await expect.poll(() => link.state().online).toBe(true);
    expect([await kept(), (await till.unsynced()) > 0]).toEqual([before, true]);
    speak(PROTOCOL_VERSION);
    await drained(till);
    expect(link.state().updateNeeded).toBe(false);
  } finally {
    await till.close();
    await cloud.close();
  }
}, 60_000);
