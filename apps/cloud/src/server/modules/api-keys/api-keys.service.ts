import { done, refuse, type Result } from '@fastops/shared/base/result';
import { holdsAll, narrowAccess } from '@fastops/shared/identity/access';
import { compilePermissions } from '@fastops/shared/identity/permissions';
import type { Services, UserActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { isSeated } from '../access/access.service.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { branchDetails } from '../tenancy/branches.service.ts';
import { stoppedBy } from '../tenancy/tenancy.service.ts';
import { countLiveKeys, findKey, findKeyByHash, insertKey, listKeys, markUsed, saveRevoked, type ApiKeyRow } from './api-keys.store.ts';

export type { ApiKeyRow } from './api-keys.store.ts';
export type ApiKeyRefusal = {
  readonly code: 'api-key.not-found' | 'api-key.too-many' | 'api-key.over' | 'branch.not-found' | 'access.more-than-yours';
};
type KeyCall = AuditCall & Pick<Services, 'devices' | 'machine'> & { readonly actor: UserActor; readonly sql: TenantSql };

/** More than a company has programs; a list that a person still reads. */
const MOST_LIVE = 50;
const USED_APART_MS = 60_000;
const KEY = /^fok_([0-9a-f]{32})[A-Za-z0-9_-]{43}$/;

/** The keys of the company. One whose maker is gone does nothing any more. */
export async function companyKeys(sql: TenantSql, now: number): Promise<(ApiKeyRow & { isLive: boolean; isMakerGone: boolean })[]> {
  const keys = await listKeys(sql);
  const seated = new Map<string, boolean>();
  for (const { createdBy } of keys) if (!seated.has(createdBy)) seated.set(createdBy, await isSeated(sql, createdBy));
  return keys.map((key) => ({ ...key, isLive: isLive(key, now), isMakerGone: seated.get(key.createdBy) !== true }));
}

/** Makes a key of 256 random bits, says it once and forgets it: what is kept is its hash. Nobody hands on what they don't have. */
export async function createKey(
  call: KeyCall,
  input: Pick<ApiKeyRow, 'name' | 'permissions' | 'branchIds' | 'expiresAt'>,
): Promise<Result<{ id: string; key: string }, ApiKeyRefusal>> {
  const { actor, devices, machine, sql } = call;
  const now = machine.now();
  if (input.expiresAt !== null && input.expiresAt <= now) return refuse({ code: 'api-key.over' });
  const set = compilePermissions(input.permissions);
  const branches = new Set((await branchDetails(sql, { kind: 'all', except: [] })).map(({ id }) => id));
  if (input.branchIds?.some((branchId) => !branches.has(branchId))) return refuse({ code: 'branch.not-found' });
  if (!(input.branchIds ?? [null]).every((branchId) => holdsAll(actor.access, set, branchId)))
    return refuse({ code: 'access.more-than-yours' });
  if ((await countLiveKeys(sql, now)) >= MOST_LIVE) return refuse({ code: 'api-key.too-many' });
  const key = `fok_${sql.companyId.replaceAll('-', '')}${Buffer.from(devices.random(32)).toString('base64url')}`;
  const id = machine.newId();
  const row = { ...input, id, hash: devices.sha256(key), hint: key.slice(-4), createdBy: actor.userId, createdAt: now };
  await insertKey(sql, row);
  const { permissions, branchIds, expiresAt } = input;
  await audit(call, {
    action: 'api-key.created',
    subject: id,
    subjectName: input.name,
    after: { permissions, branchIds, expiresAt },
  });
  return done({ id, key });
}

/** From the next call on it is nobody. */
export async function revokeKey(call: KeyCall, id: string): Promise<Result<null, ApiKeyRefusal>> {
  const key = await findKey(call.sql, id);
  if (!key) return refuse({ code: 'api-key.not-found' });
  if (key.revokedAt !== null) return done(null);
  await saveRevoked(call.sql, id, call.machine.now());
  await audit(call, { action: 'api-key.revoked', subject: id, subjectName: key.name });
  return done(null);
}

/**
 * Who a key is: its maker, with the part of it that the key holds; what the maker may no longer do, it may no longer do either.
 * Looked up at every call.
 */
export async function apiKeyActor(services: Services, key: string, address: string): Promise<UserActor | undefined> {
  const { accessOf, db, devices, machine } = services;
  const companyId = KEY.exec(key)?.[1]?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  if (companyId === undefined) return undefined;
  const now = machine.now();
  return db.inCompany(companyId, async (sql) => {
    const row = await findKeyByHash(sql, devices.sha256(key));
    if (!row || !isLive(row, now) || !(await isSeated(sql, row.createdBy))) return undefined;
    const held = await accessOf(sql, row.createdBy);
    await markUsed(sql, { id: row.id, now, address, apartMs: USED_APART_MS });
    const access = narrowAccess(held, { permissions: compilePermissions(row.permissions), branchIds: row.branchIds });
    const who = { kind: 'user', userId: row.createdBy, name: row.createdByName, email: row.email, companyId, access } as const;
    const stopped = await stoppedBy(sql);
    return { ...who, sessionId: `key:${row.id}`, apiKey: { id: row.id, name: row.name }, ...(stopped ? { stopped } : {}) };
  });
}

function isLive({ revokedAt, expiresAt }: Pick<ApiKeyRow, 'revokedAt' | 'expiresAt'>, now: number): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}
