import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { safeStorage } from 'electron';

/** The key that locks the till's secrets, and who keeps it. */
export type RootKey = { readonly key: string | null; readonly backend: string };

/**
 * The root key, sealed by the system's keychain. Where Linux has none (`basic_text` is a fixed password) no key is
 * kept at all: secrets rest in a private file, and the screen says so.
 */
export function rootKey(path: string): RootKey {
  const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform;
  if (!safeStorage.isEncryptionAvailable() || backend === 'basic_text' || backend === 'unknown') return { key: null, backend: 'file' };
  if (existsSync(path)) return { key: safeStorage.decryptString(readFileSync(path)), backend };
  const key = randomBytes(32).toString('base64');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, safeStorage.encryptString(key), { mode: 0o600, flush: true });
  chmodSync(path, 0o600);
  return { key, backend };
}
