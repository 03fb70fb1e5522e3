import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';

// DER prefixes of Ed25519 keys (RFC 8410): what follows is the raw 32-byte key.
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Encrypts with a 32-byte secret (AES-256-GCM): `iv.tag.data`, base64url. */
export function seal(plain: string, secret: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secret, iv);
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url')).join('.');
}

/** Opens {@link seal}; throws when the secret is another one or a byte was changed. */
export function unseal(sealed: string, secret: Buffer): string {
  const [iv, tag, data] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (!iv || !tag || !data) throw new Error('not a sealed text');
  const decipher = createDecipheriv('aes-256-gcm', secret, iv, { authTagLength: 16 });
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
}

/** A new device key: both halves raw, base64url. */
export function newDeviceKey(): { publicKey: string; privateKey: string } {
  const pair = generateKeyPairSync('ed25519');
  return {
    publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(PUBLIC_PREFIX.length).toString('base64url'),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(PRIVATE_PREFIX.length).toString('base64url'),
  };
}

/** The public half of a raw private key. */
export function publicHalf(privateKey: string): string {
  const der = Buffer.concat([PRIVATE_PREFIX, Buffer.from(privateKey, 'base64url')]);
  const key = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return key.export({ type: 'spki', format: 'der' }).subarray(PUBLIC_PREFIX.length).toString('base64url');
}

/** Ed25519 signature of a text with a raw private key, base64url. */
export function signText(text: string, privateKey: string): string {
  const der = Buffer.concat([PRIVATE_PREFIX, Buffer.from(privateKey, 'base64url')]);
  return sign(null, Buffer.from(text), createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).toString('base64url');
}

/** The payload of a compact JWS, when the cloud's key signed it; throws otherwise. */
export function verifiedPayload(jws: string, rawPublicKey: string): unknown {
  const [header, payload, signature] = jws.split('.');
  if (!header || !payload || !signature) throw new Error('not a compact JWS');
  const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
  if (alg !== 'EdDSA') throw new Error(`unexpected algorithm ${alg}`);
  const good = verify(null, Buffer.from(`${header}.${payload}`), publicKeyOf(rawPublicKey), Buffer.from(signature, 'base64url'));
  if (!good) throw new Error('the signature is not the cloud’s');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}

/** Whether the raw key (base64url) made this signature over the text. */
export function isSignedText(text: string, signature: string, rawPublicKey: string): boolean {
  return verify(null, Buffer.from(text), publicKeyOf(rawPublicKey), Buffer.from(signature, 'base64url'));
}

function publicKeyOf(raw: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, Buffer.from(raw, 'base64url')]), format: 'der', type: 'spki' });
}
