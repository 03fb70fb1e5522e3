import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { secretFile } from '../../adapters/secret-file.ts';
import { composeBranch } from '../../compose.ts';
import { openDriver } from '../../db/driver.ts';
import { orderRestore } from '../../db/restore.ts';
import { takeSnapshot, verifySnapshot } from '../../db/snapshot.ts';
import { readEnv } from '../../env.ts';
import { anOrder, demolish, onShift, openTill, type Till } from '../../testing/branch-fixture.ts';

let till: Till;
let file: string;
let copy: string;
beforeEach(async () => {
  till = await onShift(openTill());
  file = join(till.folder, 'branch.db');
  copy = join(till.folder, 'copy.db');
  await sell(2);
  takeSnapshot(file, copy, {});
  await sell(3);
  till.close();
});
afterEach(() => demolish(till));

async function sell(count: number): Promise<void> {
  for (let rung = 0; rung < count; rung += 1) await till.call.orders.ringUp(anOrder(till, 2));
}

/** Starts the branch server as it is, with the copy ordered back, and opens the till on what it left. */
async function restored(): Promise<void> {
  orderRestore(till.folder, copy, 0);
  const env = readEnv({ FASTOPS_DATA: till.folder, FASTOPS_SECRETS: join(till.folder, 'till.secrets'), FASTOPS_LOG: 'silent' });
  await composeBranch(env, secretFile({ path: env.secretsPath, backend: 'file' })).close();
  till = await onShift(openTill(till.folder));
}

function zeroRootOf(table: string): void {
  const driver = openDriver(file, {}, { readonly: true });
  const row = driver.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table) as { rootpage: number };
  driver.close();
  const content = readFileSync(file);
  writeFileSync(file, content.fill(0, (row.rootpage - 1) * 4096, row.rootpage * 4096));
}

/** Makes the sales after the copy a minute older. */
function tamper(): void {
  const driver = openDriver(file, {});
  driver.exec('DROP TRIGGER events_are_facts');
  driver.prepare('UPDATE events SET at = at - 60000 WHERE seq > ?').run(verifySnapshot(copy, {}).events);
  driver.close();
}

const numbers = () =>
  till.core.db.all<{ n: string }>("SELECT series || '-' || sequence AS n FROM orders ORDER BY placed_at, sequence").map(({ n }) => n);

test('D7: sales that neither the copy nor the cloud has come back from the damaged file’s own log, and its letters go on', async () => {
  zeroRootOf('order_lines');
  await restored();
  await sell(1);
  expect(numbers()).toEqual(['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6']);
  expect(till.core.db.pragma('integrity_check')).toBe('ok');
});

test.each<[string, () => void]>([
  ['can’t be read', () => zeroRootOf('events')],
  ['was tampered with', tamper],
])('a log that %s gives nothing, and no number is given twice', async (_, harm) => {
  harm();
  await restored();
  await sell(1);
  // The copy's own orders had not reached the cloud, so they are counted again in the new series.
  expect(numbers()).toEqual(['A2-1', 'A2-2', 'A2-3']);
});
