import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dice } from '../testing/dice.ts';
import { killFirstStarts, killWriters, openWhileInUse, startVictim } from '../testing/embedded-kills.ts';
import { FolderInUse, lockFolder } from './folder-lock.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fastops-embedded-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the embedded folder', () => {
  test('C13: a second process is refused with the pid of the first, and harms nothing', async () => {
    expect(await openWhileInUse(3)).toMatchObject({ refused: 3, named: 3, stillWriting: true });
  });

  test('C13: of eight that start in the same instant exactly one opens', async () => {
    const all = Array.from({ length: 8 }, () => startVictim(folder));
    try {
      await expect.poll(() => all.filter(({ lines }) => lines.length > 0).length, { timeout: 30_000, interval: 20 }).toBe(8);
      expect(all.filter(({ lines }) => lines[0] === 'open')).toHaveLength(1);
      expect(all.filter(({ lines }) => lines[0]?.startsWith('refused The data folder'))).toHaveLength(7);
    } finally {
      await Promise.all(all.map((victim) => victim.kill()));
    }
  });

  test('C13: what was acknowledged before a SIGKILL is there after it, and the dead one holds no lock', async () => {
    expect(await killWriters(5, dice(13))).toMatchObject({ lost: 0, opened: 5 });
  });

  test('C13: a first start that is killed in the middle begins again', async () => {
    expect(await killFirstStarts(3, dice(31))).toEqual({ kills: 3, opened: 3, whole: 3 });
  });
});

describe('the folder lock', () => {
  const holder = { pid: process.pid, host: hostname(), boot: '', started: '', released: false };
  const hold = (change: object) => writeFileSync(join(folder, 'lock.1'), JSON.stringify({ ...holder, ...change }));

  test('is given back, and can be had again', () => {
    lockFolder(folder)();
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    unlock();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('of a process number that another process has by now is stale', () => {
    hold({ started: '1' });
    expect(() => lockFolder(folder)).not.toThrow();
  });

  test('of another machine is never taken: nobody here can tell whether it lives', () => {
    hold({ pid: 999_999_999, host: 'another-machine' });
    expect(() => lockFolder(folder)).toThrow('on another-machine');
  });

  test('of a machine that has started again since is stale', () => {
    hold({ boot: 'another boot', host: 'another-machine' });
    expect(() => lockFolder(folder)).not.toThrow();
  });
});
