import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from './access.ts';
import { openDriver } from './driver.ts';
import { readMigrations } from './migrate.ts';
import { DatabaseRefusal, openDatabase } from './open.ts';
import { unguardedIn } from './testing/guards.ts';
import { anOrder, demolish, onShift, openTill } from '../testing/branch-fixture.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'branch-db-'));
  file = join(folder, 'branch.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (upTo = 9999): Database =>
  openDatabase({ file, migrations: readMigrations().filter(({ version }) => version <= upTo), driver: {}, allowOldSqlite: false });
const digest = () => createHash('sha256').update(readFileSync(file)).digest('hex');

function refusal(): DatabaseRefusal {
  try {
    open().close();
  } catch (error) {
    if (error instanceof DatabaseRefusal) return error;
    throw error;
  }
  throw new Error('the file was opened');
}

describe('every open is safe', () => {
  test('D3: a new file and the same file opened again: full durability, WAL, foreign keys, strict tables', () => {
    for (const times of ['new', 'again', 'and again']) {
      const db = open();
      expect([times, unguardedIn(db)]).toEqual([times, []]);
      db.close();
    }
  });

  test('D3: the pragmas that guard against a file made by others hold on each open, and nobody waits for ever', () => {
    for (const times of ['new', 'again']) {
      const db = open();
      const said = ['synchronous', 'busy_timeout', 'trusted_schema', 'cell_size_check', 'recursive_triggers'].map((name) =>
        db.pragma(name),
      );
      expect([times, said]).toEqual([times, [2, 5000, 0, 1, 1]]);
      db.close();
    }
  });

  test('D3: every process opens the file here; copies are read without writing', () => {
    const branch = fileURLToPath(new URL('..', import.meta.url));
    const sources = readdirSync(branch, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.(test|soak))\.ts$/.test(name));
    const opening = sources
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => !/(^|\/)testing\//.test(name) && /openDriver\(|better-sqlite3'/.test(readFileSync(join(branch, name), 'utf8')));
    expect(opening.sort()).toEqual(['db/aside-tail.ts', 'db/driver.ts', 'db/open.ts', 'db/snapshot.ts', 'db/went-back.ts']);
    for (const reader of ['db/snapshot.ts', 'db/went-back.ts'])
      expect(readFileSync(join(branch, reader), 'utf8').match(/openDriver\((?!.*readonly: true)/g)).toBeNull();
  });

  test('PIN failures counted before people had their own count still count', () => {
    const before = open(20);
    before.transaction((db) => db.run("INSERT INTO pin_failures (company_id, count, wait_until) VALUES ('c', 7, 99)"));
    before.close();
    const after = open();
    expect(after.get('SELECT staff_id, count, wait_until FROM pin_failures')).toEqual({ staff_id: '', count: 7, wait_until: 99 });
    after.close();
  });
});

describe('a file that can’t be used is refused and stays as it was', () => {
  test('D11: one of a newer app', () => {
    const db = open();
    db.pragma('user_version = 99990');
    db.close();
    const before = digest();
    expect(refusal()).toMatchObject({ code: 'database.newer' });
    expect(digest()).toBe(before);
  });

  test('somebody else’s', () => {
    for (const version of [0, 3]) {
      const other = openDriver(file, {});
      other.exec('CREATE TABLE IF NOT EXISTS theirs (id INTEGER); INSERT INTO theirs VALUES (1)');
      other.pragma(`user_version = ${version}`);
      other.close();
      const before = digest();
      expect(refusal()).toMatchObject({ code: 'database.damaged' });
      expect(digest()).toBe(before);
    }
  });

  test('no database at all', () => {
    writeFileSync(file, 'factura electrónica\n'.repeat(500));
    const before = digest();
    expect(refusal()).toMatchObject({ code: 'database.damaged' });
    expect(digest()).toBe(before);
  });

  test('what was refused opens again once it is whole, in the same process', () => {
    open().close();
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, 5000));
    expect(refusal()).toMatchObject({ code: 'database.damaged' });
    writeFileSync(file, whole);
    open().close();
  });

  test('a damaged one: every page in turn zeroed or scrambled, each that the check of SQLite sees', async () => {
    const till = await onShift(openTill());
    for (let count = 0; count < 40; count += 1) await till.call.orders.ringUp(anOrder(till, 3));
    till.core.db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(join(till.folder, 'branch.db'), file);
    demolish(till);
    const whole = readFileSync(file);
    const pages = whole.length / 4096;
    let [visible, caught] = [0, 0];
    for (let page = 1; page <= pages; page += 1) {
      const damaged = Buffer.from(whole);
      const at = (page - 1) * 4096;
      if (page % 2 === 0) damaged.fill(0, at, at + 4096);
      else for (let byte = at; byte < at + 64; byte += 1) damaged[byte] = 255 - (damaged[byte] ?? 0);
      writeFileSync(file, damaged);
      if (!isVisiblyDamaged()) continue;
      visible += 1;
      const before = digest();
      if (refusal().code === 'database.damaged' && digest() === before) caught += 1;
    }
    expect(visible).toBeGreaterThan(pages / 2);
    expect(caught).toBe(visible);
  });

  function isVisiblyDamaged(): boolean {
    try {
      const driver = openDriver(file, {}, { readonly: true });
      const answer = driver.pragma('integrity_check(1)', { simple: true });
      driver.close();
      return answer !== 'ok';
    } catch {
      return true;
    }
  }
});

describe('one writer', () => {
  test('D10: a second process is turned away within two seconds, by the pid of the first', async () => {
    const db = open();
    const answer = await secondProcess();
    expect(answer).toMatchObject({ opened: false, code: 'database.locked' });
    expect(answer.message).toContain(`pid ${process.pid}`);
    expect(answer.ms).toBeLessThan(2000);
    db.close();
    expect(() => open().close()).not.toThrow();
  });

  test('D10: a holder that was killed holds nothing', async () => {
    const { child, answer } = await startSecond();
    expect(answer).toMatchObject({ opened: true });
    const held = refusal();
    expect([held.code, held.message.includes(`pid ${child.pid}`)]).toEqual(['database.locked', true]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(() => open().close()).not.toThrow();
  });

  test('not even twice in one process', () => {
    const db = open();
    expect(refusal().code).toBe('database.locked');
    db.close();
  });

  // However a test ends, no process of its outlives it.
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  async function startSecond() {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../testing/open-victim.ts', import.meta.url)), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [line] = await once(createInterface(child.stdout), 'line');
    const answer: { opened: boolean; code?: string; message?: string; ms: number } = JSON.parse(String(line));
    return { child, answer };
  }

  async function secondProcess() {
    const { child, answer } = await startSecond();
    if (child.exitCode === null) await once(child, 'exit');
    return answer;
  }
});
