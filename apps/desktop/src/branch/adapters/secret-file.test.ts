import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { secretFile } from './secret-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fastops-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, 'till.secrets');
const keychain = (rootKey: Buffer, backend = 'gnome_libsecret') => secretFile({ path: path(), rootKey, backend });
const none = () => secretFile({ path: path(), backend: 'file' });

test('A2: with a keychain the file alone holds no secret in the clear, and only its owner may read it', () => {
  const key = randomBytes(32);
  keychain(key).write('device-key', 'a-very-secret-key');
  const text = readFileSync(path(), 'utf8');
  expect(text).not.toContain('a-very-secret-key');
  expect(text).not.toContain('device-key');
  expect(statSync(path()).mode & 0o077).toBe(0);
  expect(keychain(key).read('device-key')).toBe('a-very-secret-key');
});

test('A3: the keychain’s name is kept and compared; another one is told', () => {
  const key = randomBytes(32);
  keychain(key).write('device-key', 'x');
  expect(keychain(key).keychain).toBe('same');
  const other = keychain(key, 'kwallet6');
  expect([other.keychain, other.read('device-key')]).toEqual(['changed', 'x']);
  expect(keychain(key, 'kwallet6').keychain).toBe('same');
});

test('A3: a keychain that is gone or is another one opens nothing: the file is put aside, none is written over', () => {
  keychain(randomBytes(32)).write('device-key', 'old');
  const before = readFileSync(path(), 'utf8');
  const weak = none();
  expect([weak.keychain, weak.read('device-key'), existsSync(path())]).toEqual(['lost', undefined, false]);
  expect(readFileSync(`${path()}.unreadable`, 'utf8')).toBe(before);
  // Until it is connected again, each start says so.
  expect(none().keychain).toBe('lost');
  weak.write('device-key', 'new');
  expect([none().keychain, none().read('device-key')]).toEqual(['same', 'new']);
});

test('A3: what was plain for want of a keychain is sealed once there is one', () => {
  none().write('device-key', 'in-the-clear');
  const key = randomBytes(32);
  const now = keychain(key);
  expect([now.keychain, now.read('device-key')]).toEqual(['changed', 'in-the-clear']);
  expect(readFileSync(path(), 'utf8')).not.toContain('in-the-clear');
});
