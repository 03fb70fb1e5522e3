import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newDeviceKey, seal, signText, unseal, verifiedPayload } from './seal.ts';
import { secretFile } from './secret-file.ts';

const secret = randomBytes(32);

describe('a sealed text', () => {
  test('opens with its secret and says the same', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => unseal(seal(text, secret), secret) === text));
  });

  test('never looks the same twice', () => {
    expect(seal('1234', secret)).not.toBe(seal('1234', secret));
  });

  test('does not open with another secret, nor with any bit flipped, nor cut short', () => {
    const parts = seal('la caja abre a las seis', secret)
      .split('.')
      .map((part) => Buffer.from(part, 'base64url'));
    const text = (bytes: readonly Buffer[]) => bytes.map((part) => part.toString('base64url')).join('.');
    expect(() => unseal(text(parts), randomBytes(32))).toThrow();
    for (const [index, part] of parts.entries()) {
      for (let bit = 0; bit < part.length * 8; bit += 1) {
        const flipped = Buffer.from(part);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => unseal(text(parts.with(index, flipped)), secret)).toThrow();
      }
      expect(() => unseal(text(parts.with(index, part.subarray(0, 4))), secret)).toThrow();
    }
    expect(() => unseal('', secret)).toThrow();
  });
});

describe('a signed payload', () => {
  const cloud = newDeviceKey();
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = (header: object, payload: object) =>
    `${part(header)}.${part(payload)}.${signText(`${part(header)}.${part(payload)}`, cloud.privateKey)}`;

  test('is believed with the key of whoever signed it, and no other', () => {
    const jws = signed({ alg: 'EdDSA' }, { role: 'cook' });
    expect(verifiedPayload(jws, cloud.publicKey)).toEqual({ role: 'cook' });
    expect(() => verifiedPayload(jws, newDeviceKey().publicKey)).toThrow('not the cloud’s');
  });

  test.each(['none', 'HS256', 'RS256', 'ES256', 'eddsa', ''])('algorithm %j is refused, also when properly signed', (alg) => {
    expect(() => verifiedPayload(signed({ alg }, { role: 'owner' }), cloud.publicKey)).toThrow('unexpected algorithm');
  });

  test.each(['', '.', '..', 'a.b', 'a.b.c'])('%j is refused', (text) => {
    expect(() => verifiedPayload(text, cloud.publicKey)).toThrow();
  });
});

describe('the file of secrets', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('keeps what it is given, and shows nothing without the root key', () => {
    const path = join(folder, 'deep', 'till.secrets');
    const file = secretFile({ path, rootKey: secret, backend: 'keychain' });
    expect(file.read('device-key')).toBeUndefined();
    file.write('device-key', 'llave-uno');
    file.write('seal-key', 'llave-dos');
    expect(secretFile({ path, rootKey: secret, backend: 'keychain' }).read('device-key')).toBe('llave-uno');
    expect(readFileSync(path, 'utf8')).not.toContain('llave');
    const stranger = secretFile({ path, rootKey: randomBytes(32), backend: 'keychain' });
    expect([stranger.keychain, stranger.read('device-key'), stranger.read('seal-key')]).toEqual(['lost', undefined, undefined]);
  });

  test('a write that was cut short before the rename leaves the old secrets', () => {
    const path = join(folder, 'till.secrets');
    secretFile({ path, backend: 'file' }).write('device-key', 'llave-uno');
    writeFileSync(`${path}.new`, '{"device-');
    expect(secretFile({ path, backend: 'file' }).read('device-key')).toBe('llave-uno');
    secretFile({ path, backend: 'file' }).write('seal-key', 'llave-dos');
    expect(secretFile({ path, backend: 'file' }).read('device-key')).toBe('llave-uno');
  });
});
