import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { SecretPort } from '../ports.ts';
import { seal, unseal } from './seal.ts';

/** Where secrets rest, and what they are locked with: a root key from the system's keychain, or nothing but file rights. */
export type SecretFileOptions = { readonly path: string; readonly rootKey?: Buffer | undefined; readonly backend: string };

const SECRETS = z.record(z.string(), z.string());
/** Under which name the file says who kept its key. */
const BACKEND = 'backend';

/**
 * A small file of secrets that only this user may read, locked with the keychain's root key where the system has one.
 * It lives apart from the data, so that a copied database alone is worth nothing. One that this key can't open (the keychain is
 * another one, or gone) is put aside, never written over: the till is then connected again with a code.
 */
export function secretFile(options: SecretFileOptions): SecretPort {
  const { path, rootKey, backend } = options;
  const write = (secrets: Secrets) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const text = JSON.stringify(secrets);
    const next = `${path}.new`;
    writeFileSync(next, rootKey ? seal(text, rootKey) : text, { mode: 0o600, flush: true });
    chmodSync(next, 0o600);
    renameSync(next, path);
  };
  const { secrets, keychain } = opened(options);
  // Also seals what was plain before there was a keychain.
  if (keychain === 'changed') write({ ...secrets, [BACKEND]: backend });
  const load = () => (existsSync(path) ? parsed(readFileSync(path, 'utf8'), rootKey) : {});
  return {
    backend,
    keychain,
    read: (name) => load()[name],
    write: (name, value) => write({ ...load(), [BACKEND]: backend, [name]: value }),
    forget: (names) => {
      const before = load();
      if (names.some((name) => name in before)) write(Object.fromEntries(Object.entries(before).filter(([name]) => !names.includes(name))));
    },
  };
}

type Secrets = Readonly<Record<string, string>>;

function opened({ path, rootKey, backend }: SecretFileOptions): { secrets: Secrets; keychain: SecretPort['keychain'] } {
  if (!existsSync(path)) return { secrets: {}, keychain: existsSync(asideOf(path)) ? 'lost' : 'same' };
  const text = readFileSync(path, 'utf8');
  try {
    const secrets = parsed(text, rootKey);
    return { secrets, keychain: secrets[BACKEND] === backend || secrets[BACKEND] === undefined ? 'same' : 'changed' };
  } catch {
    const plain = rootKey && plainSecrets(text);
    if (plain) return { secrets: plain, keychain: 'changed' };
    renameSync(path, freeAside(path));
    return { secrets: {}, keychain: 'lost' };
  }
}

function asideOf(path: string): string {
  return `${path}.unreadable`;
}

/** What was put aside before stays too. */
function freeAside(path: string): string {
  let name = asideOf(path);
  for (let n = 2; existsSync(name); n += 1) name = `${asideOf(path)}-${n}`;
  return name;
}

function parsed(text: string, rootKey: Buffer | undefined): Secrets {
  return SECRETS.parse(JSON.parse(rootKey ? unseal(text, rootKey) : text));
}

function plainSecrets(text: string): Secrets | undefined {
  try {
    return parsed(text, undefined);
  } catch {
    return undefined;
  }
}
