import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { anOrder, demolish, onShift, openTill } from './testing/branch-fixture.ts';

const HEADLESS = fileURLToPath(new URL('headless.ts', import.meta.url));

test('headless --rebuild makes spoilt tables anew from the log, says of how many aggregates, and ends', async () => {
  let till = await onShift(openTill());
  for (let n = 0; n < 3; n += 1) await till.call.orders.ringUp(anOrder(till, 2));
  const rows = () => till.core.db.all('SELECT * FROM orders ORDER BY id');
  const right = rows();
  till.core.transaction((db) => db.run('UPDATE orders SET total = 1, paid = 1'), []);
  till.close();
  const env = { ...process.env, FASTOPS_DATA: till.folder, FASTOPS_SECRETS: join(till.folder, 'till.secrets'), FASTOPS_LOG: 'silent' };
  const said = JSON.parse(execFileSync(process.execPath, [HEADLESS, '--rebuild'], { env, encoding: 'utf8' }));
  till = openTill(till.folder);
  expect(said.rebuilt).toBeGreaterThanOrEqual(4);
  expect(rows()).toEqual(right);
  demolish(till);
});
