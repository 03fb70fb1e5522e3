import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderInUse, lockFolder } from './folder-lock.ts';
import { openEngine } from './open.ts';

const VICTIM = fileURLToPath(new URL('../testing/embedded-victim.ts', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../../../.cache', import.meta.url));

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fastops-embedded-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(killed));
  rmSync(folder, { recursive: true, force: true });
});

function start(): { child: ChildProcess; lines: string[] } {
  const child = spawn(process.execPath, [VICTIM, folder, CACHE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  children.push(child);
  return { child, lines };
}

function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

const within = { timeout: 30_000, interval: 20 };

describe('the embedded folder (C13)', () => {
  test('a second process is refused within two seconds with the pid of the first, and harms nothing', async () => {
    const first = start();
    await expect.poll(() => first.lines[0], within).toBe('open');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const askedAt = performance.now();
      await expect(openEngine({ kind: 'pglite', folder, templateCache: CACHE })).rejects.toThrow(`in use by process ${first.child.pid}`);
      expect(performance.now() - askedAt).toBeLessThan(2_000);
    }
    const written = first.lines.length;
    await expect.poll(() => first.lines.length, within).toBeGreaterThan(written);
  });

  test('of eight that start in the same instant exactly one opens', async () => {
    const all = Array.from({ length: 8 }, start);
    await expect.poll(() => all.filter(({ lines }) => lines.length > 0).length, within).toBe(8);
    expect(all.filter(({ lines }) => lines[0] === 'open')).toHaveLength(1);
    expect(all.filter(({ lines }) => lines[0]?.startsWith('refused The data folder'))).toHaveLength(7);
  });

  test('what was acknowledged before a SIGKILL is there after it, and the dead one holds no lock', async () => {
    for (let kill = 0; kill < 3; kill += 1) {
      const victim = start();
      await expect.poll(() => victim.lines.length, within).toBeGreaterThan(20 + kill * 15);
      await killed(victim.child);
      const acknowledged = victim.lines.slice(1);
      const engine = await openEngine({ kind: 'pglite', folder, templateCache: CACHE });
      const kept = new Set(
        (await engine.asOwner((sql) => sql.query<{ id: string }>('SELECT company_id AS id FROM companies'))).map(({ id }) => id),
      );
      await engine.close();
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    }
  });

  test('a first start that is killed in the middle begins again', async () => {
    for (const afterMs of [300, 700, 1_200]) {
      const victim = start();
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await killed(victim.child);
      const engine = await openEngine({ kind: 'pglite', folder, templateCache: CACHE });
      expect(await engine.asOwner((sql) => sql.query('SELECT count(*)::int AS steps FROM schema_migrations'))).toEqual([
        { steps: readdirSync(new URL('./migrations/', import.meta.url)).length },
      ]);
      await engine.close();
      expect(existsSync(join(folder, 'pglite.unfinished'))).toBe(false);
      rmSync(folder, { recursive: true, force: true });
    }
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
