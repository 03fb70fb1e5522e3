import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/**
 * A self-signed X.509 certificate (RFC 5280) around a P-256 key, written out here because neither Node nor any installed
 * library makes one, and TLS wants its keys in one. It vouches for nothing: peers pin it whole, see ADR 0015.
 */
export type LanCredential = {
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** DER, base64: what peers pin. */
  readonly certificate: string;
};

const TAG = { integer: 0x02, bits: 0x03, oid: 0x06, text: 0x0c, time: 0x18, sequence: 0x30, set: 0x31, version: 0xa0 } as const;
const ECDSA_WITH_SHA256 = Buffer.from('2a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('550403', 'hex');
// Tills' clocks are wrong at times, and a pinned certificate is taken back by forgetting it: it is valid at any time.
const VALID_FROM = '19700101000000Z';
const VALID_UNTIL = '99991231235959Z';

/** A fresh key with its certificate. */
export function newLanCredential(name: string): LanCredential {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { privateKey: pem, certificate: certificateOf(pem, name).toString('base64') };
}

/** SHA-256 of a certificate, hexadecimal: the short name of a pinned key. */
export function fingerprintOf(certificate: string | Uint8Array): string {
  const der = typeof certificate === 'string' ? Buffer.from(certificate, 'base64') : certificate;
  return createHash('sha256').update(der).digest('hex');
}

/** The same certificate as TLS options want it. */
export function toPem(certificate: string): string {
  const lines = certificate.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function certificateOf(privateKeyPem: string, name: string): Buffer {
  const key = createPrivateKey(privateKeyPem);
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const algorithm = der(TAG.sequence, der(TAG.oid, ECDSA_WITH_SHA256));
  const subject = der(TAG.sequence, der(TAG.set, der(TAG.sequence, der(TAG.oid, COMMON_NAME), der(TAG.text, Buffer.from(name)))));
  const validity = der(TAG.sequence, der(TAG.time, Buffer.from(VALID_FROM)), der(TAG.time, Buffer.from(VALID_UNTIL)));
  const unsigned = der(
    TAG.sequence,
    der(TAG.version, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, serialNumber()),
    algorithm,
    subject,
    validity,
    subject,
    publicKey,
  );
  const signature = sign('sha256', unsigned, key);
  return der(TAG.sequence, unsigned, algorithm, der(TAG.bits, Buffer.from([0]), signature));
}

/** Positive and without a leading zero byte, as DER wants its integers. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x3f) | 0x40, 0);
  return bytes;
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
