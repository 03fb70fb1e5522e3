import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SecretPort } from '../ports.ts';

/**
 * Secrets in a file only this user may read: where the system has no keychain (headless hubs, demo machines).
 * It lives apart from the data, so that a copied database alone is worth nothing.
 */
export function secretFile(path: string): SecretPort {
  const load = (): Record<string, string> => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});
  return {
    backend: 'file',
    read: (name) => load()[name],
    write: (name, value) => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const next = `${path}.new`;
      writeFileSync(next, JSON.stringify({ ...load(), [name]: value }), { mode: 0o600, flush: true });
      chmodSync(next, 0o600);
      renameSync(next, path);
    },
  };
}
