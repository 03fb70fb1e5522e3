import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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
  const known = existsSync(path) ? opened(path) : undefined;
  if (known !== undefined) return { key: known, backend };
  const key = randomBytes(32).toString('base64');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, safeStorage.encryptString(key), { mode: 0o600, flush: true });
  chmodSync(path, 0o600);
  return { key, backend };
}

/** Another keychain, or one whose password was set anew, opens nothing: its key is put aside, and the till says that it is locked out. */
function opened(path: string): string | undefined {
  try {
    return safeStorage.decryptString(readFileSync(path));
  } catch {
    renameSync(path, `${path}.unreadable`);
    return undefined;
  }
}
