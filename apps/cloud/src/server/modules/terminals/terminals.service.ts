import { assert } from '@fastops/shared/base/assert';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { limitsKnownTo, type Grant } from '@fastops/shared/identity/grant';
import { permissionsToHex } from '@fastops/shared/identity/permissions';
import { CHAIN_START } from '@fastops/shared/sync/chain';
import type { EnrolInput, EnrolReply } from '@fastops/shared/sync/protocol';
import type { TerminalActor } from '../../context.ts';
import type { OpenSql, TenantSql } from '../../db/tenant-scope.ts';
import { companyRoles } from '../access/access.service.ts';
import { roleLimitsAt } from '../access/limits.service.ts';
import { roomFor, standing, type PlanRefusal } from '../subscriptions/subscriptions.service.ts';
import { branchProfile, staffOf, subscriptionOf, workingBranchesOf } from '../tenancy/tenancy.service.ts';
import type { DevicePort } from './terminals.port.ts';
import {
  endedKeysOf,
  findCompanyOfTerminal,
  findDevice,
  insertCode,
  insertTerminal,
  listTerminals,
  readPermissionVersion,
  saveContact,
  saveDevice,
  takeCode,
  takeSeries,
  type TerminalRow,
} from './terminals.store.ts';
import { areTaken, tryInsertStream } from './streams.store.ts';

export type { TerminalRow } from './terminals.store.ts';
export type EnrolRefusal = { readonly code: 'enrol.bad-code' | 'enrol.other-terminal' };
export type NotFound = { readonly code: 'terminal.not-found' | 'branch.not-found' };

const CODE_MINUTES = 10;
const GRANT_DAYS = 35;
// Without 0/O and 1/I: people read these aloud.
const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export const terminalsOf = (sql: TenantSql): Promise<TerminalRow[]> => listTerminals(sql);
export const grantVersion = (sql: TenantSql): Promise<number> => readPermissionVersion(sql);
export const noteContact = saveContact;

/** A code for one new terminal of a branch, or for one that goes on: shown once, kept as a hash, good for ten minutes unless somebody prepares an installer. */
export async function createCode(
  sql: TenantSql,
  port: DevicePort,
  input: { branchId: string; terminalId?: string | undefined; createdBy: string; now: number; minutes?: number },
): Promise<Result<{ code: string; expiresAt: number }, NotFound | PlanRefusal>> {
  const known = (await workingBranchesOf(sql)).some((branch) => branch.id === input.branchId);
  if (!known) return refuse({ code: 'branch.not-found' });
  const { terminalId = null } = input;
  if (terminalId !== null && (await findDevice(sql, terminalId))?.branchId !== input.branchId)
    return refuse({ code: 'terminal.not-found' });
  const room = terminalId === null ? await roomFor(sql, 'terminals', input.now) : done(null);
  if (!room.ok) return room;
  const letters = Array.from(port.random(8), (byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join('');
  const code = `${letters.slice(0, 4)}-${letters.slice(4)}`;
  const expiresAt = input.now + (input.minutes ?? CODE_MINUTES) * 60_000;
  await insertCode(sql, {
    companyId: sql.companyId,
    branchId: input.branchId,
    terminalId,
    codeHash: port.sha256(code),
    createdBy: input.createdBy,
    expiresAt,
  });
  return done({ code, expiresAt });
}

/**
 * A code and a public key become a terminal with its first stream and number series, or the next ones of the terminal that the code
 * was made for: what it sold stays its own. A refusal leaves the code unused.
 */
export async function enrol(
  sql: OpenSql,
  port: DevicePort,
  input: EnrolInput & { now: number },
): Promise<Result<EnrolReply, EnrolRefusal | PlanRefusal>> {
  const codeHash = port.sha256(input.code);
  const place = await takeCode(await sql.holding(codeHash), codeHash, input.now);
  if (!place) return refuse({ code: 'enrol.bad-code' });
  if (input.terminalId !== undefined && input.terminalId !== place.terminalId) return refuse({ code: 'enrol.other-terminal' });
  const tenant = await sql.enter(place.companyId);
  const { companyId, branchId } = place;
  const terminalId = place.terminalId ?? port.newId();
  // Codes may have been made while there was room for one of them only.
  const room = place.terminalId === null ? await roomFor(tenant, 'terminals', input.now) : done(null);
  if (!room.ok) return room;
  const device = { id: terminalId, publicKey: input.publicKey, now: input.now };
  if (place.terminalId === null) await insertTerminal(tenant, { ...device, branchId, name: input.terminalName });
  else await saveDevice(tenant, device);
  const stream = await firstStream(tenant, port, { terminalId, branchId, now: input.now });
  return done({ companyId, branchId, terminalId, ...stream, cloudKey: port.cloudKey });
}

/** A log of a terminal with letters that nobody else in the branch ever had. */
export async function firstStream(
  sql: TenantSql,
  port: DevicePort,
  owner: { terminalId: string; branchId: string; now: number },
): Promise<{ streamId: string; series: string }> {
  const { terminalId, branchId, now } = owner;
  const stream = { id: port.newId(), terminalId, branchId, lastHash: CHAIN_START, openedAt: now };
  // The branch's counter may be behind: after a restore, terminals come back with letters that it has not given yet.
  let series = seriesLetters(await takeSeries(sql, branchId));
  while (await areTaken(sql, branchId, series)) series = seriesLetters(await takeSeries(sql, branchId));
  assert(await tryInsertStream(sql, { ...stream, series }), `series ${series} is new in branch ${branchId}`);
  return { streamId: stream.id, series };
}

/** The company of a terminal that proves its key over our nonce; undefined for anybody else. */
export async function proveTerminal(
  sql: OpenSql,
  port: DevicePort,
  proof: { terminalId: string; nonce: string; signature: string; now: number },
): Promise<{ companyId: string } | undefined> {
  if (!port.isFresh(proof.nonce, proof.now)) return undefined;
  const companyId = await findCompanyOfTerminal(await sql.holding(proof.terminalId), proof.terminalId);
  if (!companyId) return undefined;
  const device = await findDevice(await sql.enter(companyId), proof.terminalId);
  if (!device || device.revoked) return undefined;
  return port.signedBy(device.publicKey, `fastops-terminal:${proof.terminalId}:${proof.nonce}`, proof.signature)
    ? { companyId }
    : undefined;
}

/** The device key of a terminal that is still one. */
export async function publicKeyOf(sql: TenantSql, terminalId: string): Promise<string | undefined> {
  const device = await findDevice(sql, terminalId);
  return device && !device.revoked ? device.publicKey : undefined;
}

/** The key that a till signed with last, also of one that was retired: what it said then still has its signature. */
export async function signingKeyOf(sql: TenantSql, terminalId: string): Promise<string | undefined> {
  return (await findDevice(sql, terminalId))?.publicKey;
}

/** Looked up at every request: a revoked terminal is nobody from the next one on. */
export async function terminalActor(sql: TenantSql, terminalId: string): Promise<TerminalActor | undefined> {
  const device = await findDevice(sql, terminalId);
  if (!device || device.revoked) return undefined;
  return { kind: 'terminal', terminalId, companyId: sql.companyId, branchId: device.branchId };
}

/** What this terminal may do until it hears otherwise. */
export async function grantFor(
  sql: TenantSql,
  actor: TerminalActor,
  { now, said }: { now: number; said: Parameters<typeof limitsKnownTo>[0] },
): Promise<Grant> {
  const branch = await branchProfile(sql, actor.branchId);
  const device = await findDevice(sql, actor.terminalId);
  assert(branch && device, `terminal ${actor.terminalId} has no branch`);
  const staff = await staffOf(sql, actor.branchId);
  const roles = await companyRoles(sql);
  const roleLimits = limitsKnownTo(said, await roleLimitsAt(sql, actor.branchId));
  const decided = await subscriptionOf(sql);
  const { state, worksUntil } = await standing(sql, now);
  return {
    version: await readPermissionVersion(sql),
    terminalId: actor.terminalId,
    terminalName: device.name,
    issuedAt: now,
    expiresAt: now + GRANT_DAYS * 86_400_000,
    branch,
    staff: staff.map((person) => ({ ...person, permissions: permissionsToHex(roles.get(person.role) ?? 0n) })),
    ...(Object.keys(roleLimits).length === 0 ? {} : { roleLimits }),
    // What the platform or the owner decided about the company comes before what is paid.
    subscription: decided === 'active' ? state : decided,
    ...(worksUntil === null ? {} : { worksUntil }),
  };
}

/** 0 → A, 25 → Z, 26 → AA: letters never run out. */
export function seriesLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : seriesLetters(Math.floor(index / 26) - 1) + letter;
}

/** A terminal that may have left something behind: its name and place, and whether one of its keys is nobody any more. */
export async function leftDevice(
  sql: TenantSql,
  terminalId: string,
): Promise<{ name: string; branchId: string; isEnded: boolean } | undefined> {
  const device = await findDevice(sql, terminalId);
  return device && { name: device.name, branchId: device.branchId, isEnded: (await endedKeysOf(sql, terminalId)).length > 0 };
}
