import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { anOrder, demolish, onShift, openTill, STAFF, type Till } from '@fastops/desktop/branch/testing/branch-fixture';
import { supportBundle } from '@fastops/desktop/branch/modules/fitness/bundle.service';
import { bundleSchema } from '@fastops/shared/commissioning/bundle';
import { replayBundle } from './replay.ts';

let till: Till | undefined;
let folder = '';
afterEach(() => {
  if (till) demolish(till);
  rmSync(folder, { recursive: true, force: true });
});

test('a support bundle holds no secret, and two replays of it agree about the state at every fact', async () => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
  till = await onShift(openTill());
  for (let sale = 0; sale < 3; sale += 1) await till.call.orders.ringUp(anOrder(till));
  const actor = till.connection.actor;
  if (!actor) throw new Error('nobody is logged in');
  const text = JSON.stringify(supportBundle(till.core.readContext(actor), till.services, 30));
  const secrets = [till.secrets.read('device-key'), till.secrets.read('seal-key'), ...Object.values(STAFF).map(({ pin }) => `"${pin}"`)];
  for (const secret of secrets) if (secret) expect(text.includes(secret)).toBe(false);
  const bundle = bundleSchema.parse(JSON.parse(text));
  const [first, second] = ['a.db', 'b.db'].map((name) => replayBundle(bundle, { file: join(folder, name) }));
  expect(first?.digest).toBe(second?.digest);
  expect(first?.state).toMatchObject({ orders: [{ state: 'placed', count: 3 }], parked: 0 });
  const early = replayBundle(bundle, { file: join(folder, 'c.db'), at: '3' });
  expect(early.steps).toEqual(first?.steps.slice(0, 3));
});
