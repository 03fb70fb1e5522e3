import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { FactorPort } from '../modules/identity/identity.port.ts';

const PERIOD_S = 30;
/** Phones' clocks differ: the code before and the one after are good too. */
const WINDOW = 1;

/** Codes of authenticator apps (RFC 6238); secrets rest sealed with a key of the server's. */
export function authenticator(serverSecret: string): FactorPort {
  const key = Buffer.from(hkdfSync('sha256', serverSecret, '', 'fastops second factor', 32));
  const totp = (secret: string) =>
    new TOTP({ issuer: 'FastOps', algorithm: 'SHA1', digits: 6, period: PERIOD_S, secret: Secret.fromBase32(secret) });
  return {
    create: (label) => {
      const secret = new Secret({ size: 20 }).base32;
      return { secret, uri: new TOTP({ issuer: 'FastOps', label, period: PERIOD_S, secret: Secret.fromBase32(secret) }).toString() };
    },
    stepOf: (secret, code, now) => {
      const token = code.replaceAll(/\s/g, '');
      if (!/^\d{6}$/.test(token)) return undefined;
      const delta = totp(secret).validate({ token, timestamp: now, window: WINDOW });
      return delta === null ? undefined : Math.floor(now / 1000 / PERIOD_S) + delta;
    },
    seal: (text) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
    },
  };
}
