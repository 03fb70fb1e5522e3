import {
  createHash,
  createHmac,
  generateKeyPairSync,
  createPrivateKey,
  createPublicKey,
  sign,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SignJWT, jwtVerify } from 'jose';
import { z } from 'zod';

const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const TOKEN_MINUTES = 10;
const NONCE_MS = 60_000;
/** The audience of access tokens: a till's opens nothing here, nor one of these anything of a till's. */
const API = 'fastops-api';

/** The cloud's Ed25519 key: signs grants, heads and terminal tokens. */
export type ServerKey = {
  /** Raw public key, base64url: what a till keeps at enrolment. */
  readonly publicKey: string;
  signJws(payload: object): Promise<string>;
  /** The payload of what this key signed; undefined for anything else. */
  readJws(jws: string): unknown;
  /** What other keys of the server's are derived from; never leaves the process. */
  readonly seed: string;
  terminalToken(terminalId: string, companyId: string): Promise<{ token: string; expiresAt: number }>;
  readTerminalToken(token: string): Promise<{ terminalId: string; companyId: string } | undefined>;
  /** What an API client sends with each call: for the public API's door alone. */
  accessToken(login: ApiLogin, now: number): Promise<{ token: string; seconds: number }>;
  readAccessToken(token: string, now: number): Promise<ApiLogin | undefined>;
  /** A nonce that needs no table: it carries its time and a MAC. */
  nonce(now: number): string;
  isFresh(nonce: string, now: number): boolean;
};

/** A log-in of an API client: whose it is, and in which company. */
export type ApiLogin = { readonly loginId: string; readonly userId: string; readonly companyId: string };

/** Reads the PEM, or makes one in a file only this user may read. */
export function serverKeyFile(path: string): ServerKey {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(`${path}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
  }
  return serverKey(readFileSync(path, 'utf8'));
}

export function serverKey(pem: string): ServerKey {
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const macKey = createHash('sha256').update(`nonce:${pem}`).digest();
  const mac = (at: string) => createHmac('sha256', macKey).update(at).digest('base64url');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(PUBLIC_PREFIX.length).toString('base64url'),
    seed: createHash('sha256').update(`seed:${pem}`).digest('hex'),
    signJws: async (payload) => compactJws(payload, privateKey),
    readJws: (jws) => readCompactJws(jws, publicKey),
    terminalToken: async (terminalId, companyId) => {
      const token = new SignJWT({ company: companyId }).setProtectedHeader({ alg: 'EdDSA' }).setSubject(terminalId).setAudience('terminal');
      return {
        token: await token.setIssuedAt().setExpirationTime(`${TOKEN_MINUTES}m`).sign(privateKey),
        expiresAt: Date.now() + TOKEN_MINUTES * 60_000,
      };
    },
    readTerminalToken: rememberedTokens(publicKey),
    accessToken: async ({ loginId, userId, companyId }, now) => {
      const issued = Math.floor(now / 1_000);
      const token = new SignJWT({ sid: loginId, company: companyId })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
        .setSubject(userId);
      const signed = token
        .setAudience(API)
        .setIssuedAt(issued)
        .setExpirationTime(issued + TOKEN_MINUTES * 60);
      return { token: await signed.sign(privateKey), seconds: TOKEN_MINUTES * 60 };
    },
    readAccessToken: (token, now) => readAccess(token, publicKey, now),
    nonce: (now) => `${now}.${mac(String(now))}`,
    isFresh: (nonce, now) => {
      const [at = '', proof = ''] = nonce.split('.');
      const wanted = Buffer.from(mac(at));
      const given = Buffer.from(proof);
      return given.length === wanted.length && timingSafeEqual(given, wanted) && Math.abs(now - Number(at)) < NONCE_MS;
    },
  };
}

/** Whether a raw Ed25519 public key (base64url) signed the text. */
export function signedBy(rawPublicKey: string, text: string, signature: string): boolean {
  const der = Buffer.concat([PUBLIC_PREFIX, Buffer.from(rawPublicKey, 'base64url')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

const JWS_HEADER = Buffer.from(JSON.stringify({ alg: 'EdDSA' })).toString('base64url');

/** Signed at once: through the Web Crypto API the same signature costs a thread's turn and ten times the time, at every push. */
function compactJws(payload: object, key: KeyObject): string {
  const signed = `${JWS_HEADER}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

function readCompactJws(jws: string, key: KeyObject): unknown {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const isOurs = header === JWS_HEADER && verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
  return isOurs ? JSON.parse(Buffer.from(payload, 'base64url').toString()) : undefined;
}

type Proven = { readonly terminalId: string; readonly companyId: string; readonly until: number };
/** Tills talk many times under one token; the oldest give way. */
const MOST_REMEMBERED = 10_000;

/** A token whose signature was checked once isn't checked again while it lasts; who it names is looked up at every request all the same. */
function rememberedTokens(key: KeyObject): (token: string) => Promise<Omit<Proven, 'until'> | undefined> {
  const proven = new Map<string, Proven>();
  return async (token) => {
    const known = proven.get(token);
    if (known && Date.now() < known.until) return known;
    proven.delete(token);
    const fresh = await readToken(token, key);
    if (!fresh) return undefined;
    const [oldest] = proven.keys();
    if (oldest !== undefined && proven.size >= MOST_REMEMBERED) proven.delete(oldest);
    proven.set(token, fresh);
    return fresh;
  };
}

const claims = z.object({ sub: z.uuid(), sid: z.uuid(), company: z.uuid() });

async function readAccess(token: string, key: KeyObject, now: number): Promise<ApiLogin | undefined> {
  try {
    const options = { algorithms: ['EdDSA'], audience: API, typ: 'at+jwt', requiredClaims: ['exp'], currentDate: new Date(now) };
    const { sub, sid, company } = claims.parse((await jwtVerify(token, key, options)).payload);
    return { userId: sub, loginId: sid, companyId: company };
  } catch {
    // Expired, forged or another door's: nobody.
    return undefined;
  }
}

async function readToken(token: string, key: KeyObject): Promise<Proven | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ['EdDSA'], audience: 'terminal' });
    return typeof payload.sub === 'string' && typeof payload['company'] === 'string'
      ? { terminalId: payload.sub, companyId: payload['company'], until: (payload.exp ?? 0) * 1_000 }
      : undefined;
  } catch {
    // Expired, forged or not a token at all: for the caller it is the same, nobody.
    return undefined;
  }
}
