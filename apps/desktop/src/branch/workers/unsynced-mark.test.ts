import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { anOrder, demolish, onShift, openTill, type Till } from '../testing/branch-fixture.ts';
import { startUnsyncedMark } from './unsynced-mark.ts';

let till: Till | undefined;
const folders: string[] = [];
afterEach(() => {
  if (till) demolish(till);
  till = undefined;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test('S6: a sale that is only here is marked for the uninstaller, a proved export takes the mark away', async () => {
  till = await onShift(openTill());
  const mark = join(till.folder, 'unsynced');
  const running = startUnsyncedMark(till.core, till.folder);
  await till.call.orders.ringUp(anOrder(till));
  running.stop();
  expect(existsSync(mark)).toBe(true);
  const again = startUnsyncedMark(till.core, till.folder);
  await till.call.sync.exportUnsynced({});
  again.stop();
  expect(existsSync(mark)).toBe(false);
});

/** The script that dpkg asks, on a home of its own. */
function guard(files: readonly string[]): number {
  const home = mkdtempSync(join(tmpdir(), 'guard-'));
  folders.push(home);
  mkdirSync(join(home, '.fastops/till'), { recursive: true });
  for (const name of files) writeFileSync(join(home, '.fastops/till', name), '');
  const script = join(import.meta.dirname, '../../../../../scripts/package/installer/guard.sh');
  try {
    execFileSync('sh', [script], { env: { PATH: process.env['PATH'], FASTOPS_HOMES: home }, stdio: 'ignore' });
    return 0;
  } catch (error) {
    return Number(Reflect.get(Object(error), 'status'));
  }
}

test('the uninstaller is refused while something is only here', () => {
  expect([guard([]), guard(['unsynced'])]).toEqual([0, 1]);
});
