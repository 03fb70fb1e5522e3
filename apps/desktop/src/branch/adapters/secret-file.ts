import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SecretPort } from '../ports.ts';
import { seal, unseal } from './seal.ts';

/** Where secrets rest, and what they are locked with: a root key from the system's keychain, or nothing but file rights. */
export type SecretFileOptions = { readonly path: string; readonly rootKey?: Buffer | undefined; readonly backend: string };

/**
 * A small file of secrets that only this user may read, locked with the keychain's root key where the system has one.
 * It lives apart from the data, so that a copied database alone is worth nothing.
 */
export function secretFile({ path, rootKey, backend }: SecretFileOptions): SecretPort {
  const load = (): Record<string, string> => {
    if (!existsSync(path)) return {};
    const text = readFileSync(path, 'utf8');
    return JSON.parse(rootKey ? unseal(text, rootKey) : text);
  };
  const save = (secrets: Record<string, string>) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const text = JSON.stringify(secrets);
    const next = `${path}.new`;
    writeFileSync(next, rootKey ? seal(text, rootKey) : text, { mode: 0o600, flush: true });
    chmodSync(next, 0o600);
    renameSync(next, path);
  };
  return {
    backend,
    read: (name) => load()[name],
    write: (name, value) => save({ ...load(), [name]: value }),
    forget: (names) => {
      const before = load();
      if (names.some((name) => name in before)) save(Object.fromEntries(Object.entries(before).filter(([name]) => !names.includes(name))));
    },
  };
}
