import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { branchJobs, refuseSameName } from './branch-files.mjs';
import { nsisMode, refuseInstallerWithout, windowsPublisher } from './installer-config.mjs';
import { packageOptions } from './options.mjs';
import { releaseKey } from './release-key.mjs';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fastops-package-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const here = { cwd: '/w', platform: 'linux' };
const branch = (name) => ({
  format: 1,
  company: { name: 'Arepas Ñam' },
  branch: { name },
  terminalName: 'Caja A',
  role: 'till',
  cloudUrl: 'https://nube.example',
  language: 'es',
  countryPack: 'co',
  channel: 'stable',
});
const write = (name, content) => writeFileSync(join(dir, name), JSON.stringify(content));

test('one branch file or a folder of them is named, never both and never neither', () => {
  expect(() => packageOptions([], here)).toThrow('Name one branch file');
  expect(() => packageOptions(['--branch', 'a.json', '--all', 'b'], here)).toThrow('Name one branch file');
  expect(packageOptions(['--branch', 'a.json'], here)).toMatchObject({ branch: '/w/a.json', target: 'tar.gz', jobs: 2 });
});

test('what another system makes is refused with the sentence that says where', () => {
  expect(() => packageOptions(['--branch', 'a', '--target', 'nsis'], here)).toThrow('nsis is made on Windows only');
  expect(() => packageOptions(['--branch', 'a', '--target', 'dmg'], here)).toThrow('dmg is made on macOS only');
  expect(() => packageOptions(['--branch', 'a', '--target', 'rpm'], here)).toThrow('choose one of dir, tar.gz');
});

test('where GitHub can’t be reached an installer is refused, and which targets work is said', () => {
  expect(() => refuseInstallerWithout('AppImage', { kind: 'fallback', env: {} })).toThrow('make dir, tar.gz or deb');
  expect(() => refuseInstallerWithout('AppImage', { kind: 'official', env: {} })).not.toThrow();
});

test('E4: no installer for Windows without the name of its publisher', () => {
  expect(() => refuseInstallerWithout('nsis', { kind: 'official', env: {} })).toThrow('FASTOPS_WIN_PUBLISHER is not set');
  expect(() => windowsPublisher({ FASTOPS_WIN_PUBLISHER: ' ' })).toThrow('FASTOPS_WIN_PUBLISHER is not set');
  expect(windowsPublisher({ FASTOPS_WIN_PUBLISHER: 'FastOps SAS' })).toBe('FastOps SAS');
  expect([nsisMode({}).perMachine, nsisMode({ FASTOPS_WIN_PER_USER: '1' }).perMachine]).toEqual([true, false]);
});

test('every branch file is read before the first is built, and what is wrong is named', () => {
  write('a.json', branch('Norte'));
  write('b.json', { ...branch('Centro'), cloudUrl: 'ftp://nube', surprise: 1 });
  const refused = () => branchJobs({ all: dir });
  expect(refused).toThrow('b.json is not a branch file');
  try {
    refused();
  } catch (error) {
    expect(error.detail.join(' ')).toMatch(/cloudUrl.*surprise/);
  }
});

test('two files that would make the same artefact are refused', () => {
  write('a.json', branch('Norte'));
  write('b.json', branch('norte'));
  expect(() => refuseSameName(branchJobs({ all: dir }), '1.0.0')).toThrow('a.json and b.json are both arepas-nam-norte-1.0.0');
});

test('a release key that is no Ed25519 key is refused', () => {
  expect(() => releaseKey({ FASTOPS_RELEASE_KEY: '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----' })).toThrow(
    'no Ed25519 private key',
  );
});
