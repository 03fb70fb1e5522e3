import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskReserve, keepFilled } from './disk-reserve.ts';

test('room is set aside once, given back once, and set aside again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reserve-'));
  const file = join(folder, 'reserve.bin');
  const reserve = diskReserve(folder, 3 * 1024 * 1024);
  expect(reserve.release()).toBe(false);
  for (const _ of ['first', 'again']) {
    await reserve.fill();
    expect(statSync(file).blocks * 512).toBeGreaterThanOrEqual(3 * 1024 * 1024);
    expect([reserve.release(), existsSync(file), reserve.release()]).toEqual([true, false, false]);
  }
  rmSync(folder, { recursive: true, force: true });
});

test('what a full disk took is set aside again while the till runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reserve-'));
  const file = join(folder, 'reserve.bin');
  const reserve = diskReserve(folder, 1024 * 1024);
  const keeping = keepFilled(reserve, (error) => expect(error).toBeUndefined(), 20);
  await expect.poll(() => existsSync(file)).toBe(true);
  expect(reserve.release()).toBe(true);
  await expect.poll(() => existsSync(file)).toBe(true);
  await keeping.stop();
  rmSync(folder, { recursive: true, force: true });
});
