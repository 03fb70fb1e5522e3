// The key of our own signature, the second lock of a release beside the system's code signing.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { say, SetupError } from '../setup/progress.mjs';

/** What an SPKI of Ed25519 begins with (RFC 8410); the raw key follows. */
const PUBLIC_PREFIX_BYTES = 12;
const tryOutFile = join(rootDir, '.cache', 'package', 'try-out-key.pem');

/**
 * FASTOPS_RELEASE_KEY holds the private key (PKCS8 PEM) or names its file. Without one, builds to try things out share a key of this
 * clone: tills made with it take no release of anybody else's.
 * @returns {{ publicKey: string, sign: (text: string) => string, isTryOut: boolean }} base64url
 */
export function releaseKey(env = process.env) {
  const given = env.FASTOPS_RELEASE_KEY;
  const key = privateKey(given === undefined ? tryOutPem() : given.includes('BEGIN') ? given : readFileSync(given, 'utf8'));
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    publicKey: der.subarray(PUBLIC_PREFIX_BYTES).toString('base64url'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
    isTryOut: given === undefined,
  };
}

function privateKey(pem) {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: whatever it is, it isn't the key.
  }
  throw new SetupError('FASTOPS_RELEASE_KEY is no Ed25519 private key: `openssl genpkey -algorithm ed25519` makes one.');
}

function tryOutPem() {
  say('  No FASTOPS_RELEASE_KEY: signed with a key of this clone, to try it out and not to ship.');
  if (existsSync(tryOutFile)) return readFileSync(tryOutFile, 'utf8');
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  mkdirSync(dirname(tryOutFile), { recursive: true });
  writeFileSync(tryOutFile, pem, { mode: 0o600 });
  return pem;
}
