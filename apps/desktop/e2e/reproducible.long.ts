import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { branchFile, packageTills } from './support/packaged-till.ts';

const DESKTOP = join(import.meta.dirname, '..');
let folder = '';

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fastops-reproducible-'));
  writeFileSync(join(folder, 'norte.json'), JSON.stringify(branchFile({ cloudUrl: 'https://nube.example' })));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the same inputs make the same app.asar: packed again in another folder, at other times, and out of another compile', () => {
  test.setTimeout(900_000);
  const first = packed('first');
  age(join(DESKTOP, 'out'));
  expect(packed('second')).toEqual(first);
  rmSync(join(DESKTOP, 'out'), { recursive: true });
  process.env['TURBO_FORCE'] = 'true';
  try {
    expect(packed('third')).toEqual(first);
  } finally {
    delete process.env['TURBO_FORCE'];
  }
});

/** The hashes of what a branch's artefact holds of ours. */
function packed(name: string): Record<string, string> {
  const { made, said } = packageTills(folder, ['--branch', join(folder, 'norte.json'), '--target', 'dir', '--out', join(folder, name)]);
  expect(made, said).toHaveLength(1);
  const files = ['app.asar', 'seal.json', 'branch.json', 'branch-seal.json'];
  return Object.fromEntries(files.map((file) => [file, sha256(join(made[0] ?? '', 'resources', file))]));
}

/** Each file an hour older than the one before. */
function age(dir: string): void {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  files.forEach((entry, index) => utimesSync(join(entry.parentPath, entry.name), 1e9 + index * 3_600, 1e9 + index * 3_600));
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
