import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { anOrder, demolish, onShift, openTill, type Till } from '../testing/branch-fixture.ts';
import { startUnsyncedMark, UNSYNCED_MARK } from './unsynced-mark.ts';

let till: Till | undefined;
afterEach(() => {
  if (till) demolish(till);
  till = undefined;
});

test('S6: a sale that is only here is marked for the uninstaller, and an export that only the shop knows of leaves the mark', async () => {
  till = await onShift(openTill());
  const mark = join(till.folder, UNSYNCED_MARK);
  const running = startUnsyncedMark(till.core, till.folder);
  expect(existsSync(mark)).toBe(true);
  await till.call.orders.ringUp(anOrder(till));
  await till.call.sync.exportUnsynced({});
  running.stop();
  expect(existsSync(mark)).toBe(true);
});
