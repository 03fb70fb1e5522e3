import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Services, UserActor } from '../../context.ts';
import type { OpenSql } from '../../db/tenant-scope.ts';
import { auditAs } from '../audit/audit.service.ts';
import {
  dropOverLogins,
  endApiLogin,
  endApiLoginsOf,
  insertApiLogin,
  isAlive,
  lockApiLogin,
  saveGeneration,
  type ApiLoginRow,
} from './api-logins.store.ts';
import { actorOf, companiesOf, login, type LoginCall, type LoginRefusal, type Me } from './identity.service.ts';
import { findUser } from './identity.store.ts';

/** What a client gets: a short token for its calls, and a long one that makes the next pair. */
export type TokenPair = {
  readonly accessToken: string;
  readonly tokenType: 'Bearer';
  /** Seconds that the access token lasts. */
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly refreshExpiresAt: number;
};
export type RefreshRefusal = { readonly code: 'refresh.over' | 'refresh.reused' };
type ApiCall = LoginCall & Pick<Services, 'key'>;

const REFRESH_MS = 30 * 86_400_000;
/** For so long the token before the last one is answered again: its client may not have heard. */
export const GRACE_MS = 10_000;
const TOKEN = /^frt_([0-9a-f]{32})_([1-9]\d{0,8})_([A-Za-z0-9_-]{43})$/;

/** Password, code and throttle as on the web; then a family of tokens instead of a cookie. */
export async function apiLogin(
  call: ApiCall,
  { companyId, ...proof }: { email: string; password: string; code?: string | undefined; companyId?: string | undefined },
): Promise<Result<Me & TokenPair, LoginRefusal>> {
  const proven = await login(call, proof);
  if (!proven.ok) return proven;
  const chosen = companyId ?? proven.value.companyId;
  const mine = await companiesOf(call.db, proven.value.userId);
  if (!mine.some((each) => each.companyId === chosen)) return refuse({ code: 'login.no-company' });
  const now = call.machine.now();
  const row = {
    id: call.machine.newId(),
    userId: proven.value.userId,
    companyId: chosen,
    salt: Buffer.from(call.devices.random(32)).toString('base64url'),
    generation: 1,
    expiresAt: now + REFRESH_MS,
  };
  const refreshToken = tokenOf(call, row);
  const { agent, address } = call;
  await call.db.beforeCompany(async (sql) => {
    await dropOverLogins(sql, now);
    await insertApiLogin(sql, { ...row, tokenHash: call.devices.sha256(refreshToken), now, agent, address });
  });
  return done({ ...proven.value, companyId: chosen, ...(await pair(call, row, refreshToken)) });
}

/**
 * The next pair for the token that counts. The one before it makes the same pair again for ten seconds, for the client whose answer
 * was lost. Any other that was once good has been stolen, or its owner's successor has: nobody knows which, and the family is over.
 */
export async function refresh(call: ApiCall, { refreshToken }: { refreshToken: string }): Promise<Result<TokenPair, RefreshRefusal>> {
  const id = familyOf(refreshToken);
  const answer = await call.db.beforeCompany(async (sql) => {
    const row = id === undefined ? undefined : await lockApiLogin(sql, id);
    return row ? step(call, sql, { row, refreshToken }) : refuse({ code: 'refresh.over' as const });
  });
  return answer.ok ? done(await pair(call, answer.value.row, answer.value.token)) : answer;
}

type Step = Result<{ row: ApiLoginRow; token: string }, RefreshRefusal>;

async function step(call: ApiCall, sql: OpenSql, { row, refreshToken }: { row: ApiLoginRow; refreshToken: string }): Promise<Step> {
  const { agent, address } = call;
  const now = call.machine.now();
  if (row.endedAt !== null || row.expiresAt <= now) return refuse({ code: 'refresh.over' });
  const hash = call.devices.sha256(refreshToken);
  if (hash === row.tokenHash) {
    const next = { ...row, generation: row.generation + 1, expiresAt: now + REFRESH_MS };
    const token = tokenOf(call, next);
    await saveGeneration(sql, { ...next, tokenHash: call.devices.sha256(token), now, agent, address });
    return done({ row: next, token });
  }
  if (hash === row.previousHash && now - row.rotatedAt <= GRACE_MS && agent === row.agent) return done({ row, token: tokenOf(call, row) });
  if (!wasOurs(call, row, refreshToken)) return refuse({ code: 'refresh.over' });
  await endApiLogin(sql, row.id, now);
  await auditReuse(call, sql, row);
  return refuse({ code: 'refresh.reused' });
}

/** Whoever holds a good refresh token may end its family; a bad one changes nothing and is told the same. */
export async function apiLogout(call: ApiCall, { refreshToken }: { refreshToken: string }): Promise<Result<null>> {
  const id = familyOf(refreshToken);
  if (id === undefined) return done(null);
  await call.db.beforeCompany(async (sql) => {
    const row = await lockApiLogin(sql, id);
    if (row && wasOurs(call, row, refreshToken)) await endApiLogin(sql, row.id, call.machine.now());
  });
  return done(null);
}

/** A new password ends them, as it ends log-ins on the web. */
export async function endApiLogins({ db, machine }: Pick<Services, 'db' | 'machine'>, userId: string): Promise<void> {
  await db.beforeCompany((sql) => endApiLoginsOf(sql, userId, machine.now()));
}

/** Whose access token it is, looked up anew: an ended family, a lost seat or a changed role counts at once. */
export async function apiLoginActor(services: Services, accessToken: string): Promise<UserActor | undefined> {
  const { db, key, machine, accessOf } = services;
  const claim = await key.readAccessToken(accessToken, machine.now());
  if (!claim || !(await db.beforeCompany((sql) => isAlive(sql, { ...claim, id: claim.loginId }, machine.now())))) return undefined;
  const actor = await actorOf(db, accessOf, { userId: claim.userId, sessionId: claim.loginId, chosenCompany: claim.companyId });
  return actor?.companyId === claim.companyId ? actor : undefined;
}

async function pair(
  { key, machine }: ApiCall,
  { id, userId, companyId, expiresAt }: Pick<ApiLoginRow, 'id' | 'userId' | 'companyId' | 'expiresAt'>,
  refreshToken: string,
): Promise<TokenPair> {
  const { token, seconds } = await key.accessToken({ loginId: id, userId, companyId }, machine.now());
  return { accessToken: token, tokenType: 'Bearer', expiresIn: seconds, refreshToken, refreshExpiresAt: expiresAt };
}

/** Made anew when it is asked for again: the database holds nothing that opens. */
function tokenOf({ devices, key }: ApiCall, { id, salt, generation }: Pick<ApiLoginRow, 'id' | 'salt' | 'generation'>): string {
  const secret = Buffer.from(devices.sha256(`refresh:${key.seed}:${id}:${salt}:${generation}`), 'hex').toString('base64url');
  return `frt_${id.replaceAll('-', '')}_${generation}_${secret}`;
}

function wasOurs(call: ApiCall, row: ApiLoginRow, refreshToken: string): boolean {
  const generation = Number(TOKEN.exec(refreshToken)?.[2]);
  return generation <= row.generation && call.devices.sha256(tokenOf(call, { ...row, generation })) === call.devices.sha256(refreshToken);
}

function familyOf(refreshToken: string): string | undefined {
  return TOKEN.exec(refreshToken)?.[1]?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function auditReuse({ machine, devices, address, agent }: ApiCall, sql: OpenSql, row: ApiLoginRow): Promise<void> {
  const user = await findUser(sql, row.userId);
  const name = user?.name ?? '';
  const by = { kind: 'user', id: row.userId, name, address, device: agent, now: machine.now(), sha256: devices.sha256 } as const;
  await auditAs(await sql.enter(row.companyId), by, { action: 'login.token-reused', subject: row.userId, subjectName: name });
}
