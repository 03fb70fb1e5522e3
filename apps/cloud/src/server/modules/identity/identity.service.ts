import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Seat, Services, UserActor } from '../../context.ts';
import type { Access } from '@fastops/shared/identity/access';
import { compilePermissions, type PermissionSet } from '@fastops/shared/identity/permissions';
import { nameOfCompany, stoppedBy } from '../tenancy/tenancy.service.ts';
import type { Database, OpenSql } from '../../db/tenant-scope.ts';
import { auditAs } from '../audit/audit.service.ts';
import { giveRole, type AccessReader } from '../access/access.service.ts';
import {
  addFailure,
  claimTries,
  clearFailures,
  dropForgotten,
  findSeated,
  findSeats,
  findUserByEmail,
  insertSeat,
  insertUser,
  savePasswordHash,
  takeBackFailure,
  type SeatRow,
  type UserRow,
} from './identity.store.ts';
import type { LiveSession } from './identity.port.ts';
import { checkFactor } from './second-factor.service.ts';

export type LoginRefusal =
  | { readonly code: 'login.wrong' }
  | { readonly code: 'login.wait'; readonly waitMs: number }
  /** The password was right, and a code of the authenticator app is asked for too. */
  | { readonly code: 'login.code-needed' }
  | { readonly code: 'login.code-wrong' }
  | { readonly code: 'login.no-company' };

/** What a log-in is checked with, and where it comes from. */
export type LoginCall = Pick<Services, 'db' | 'devices' | 'factors' | 'logins' | 'machine'> & {
  readonly address: string;
  readonly agent: string;
};
export type Me = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly companyId: string;
};

const FREE_TRIES = 5;
const FREE_TRIES_PER_ADDRESS = 50;

/**
 * Checks a password. The try is counted before it is looked at, by account and by address; a right one clears the
 * account's count, and so does nothing less than all that is asked: with the password known, codes can't be guessed
 * without end. An unknown e-mail costs the same time as a known one.
 */
export async function login(
  call: LoginCall,
  input: { email: string; password: string; code?: string | undefined },
): Promise<Result<Me, LoginRefusal>> {
  const { db, logins } = call;
  const now = call.machine.now();
  const account = `account:${input.email.toLowerCase()}`;
  const address = `address:${call.address}`;
  const { user, waitMs } = await db.beforeCompany(async (sql) => {
    const wait = (await claimTries(sql, [account, address])) - now;
    if (wait > 0) return { user: undefined, waitMs: wait };
    await addFailure(sql, account, { now, waitMs: (count) => waitAfter(count, FREE_TRIES) });
    await addFailure(sql, address, { now, waitMs: (count) => waitAfter(count, FREE_TRIES_PER_ADDRESS) });
    return { user: await findUserByEmail(sql, input.email.toLowerCase()), waitMs: 0 };
  });
  if (waitMs > 0) return refuse({ code: 'login.wait', waitMs });
  const check = await logins.verify(input.password, user?.passwordHash ?? logins.decoy);
  if (!user || !check.ok) {
    if (user) await db.beforeCompany((sql) => auditLogin(call, sql, { user, action: 'login.failed', why: 'password' }));
    return refuse({ code: 'login.wrong' });
  }
  const renewed = check.renew ? await logins.hash(input.password) : undefined;
  return db.beforeCompany(async (sql) => {
    const factor = await checkFactor(call, sql, { userId: user.id, code: input.code });
    if (factor === 'wrong') {
      await auditLogin(call, sql, { user, action: 'login.failed', why: 'code' });
      return refuse({ code: 'login.code-wrong' });
    }
    await takeBackFailure(sql, address);
    if (factor === 'needed') {
      await takeBackFailure(sql, account);
      return refuse({ code: 'login.code-needed' });
    }
    await clearFailures(sql, account);
    await dropForgotten(sql, now);
    if (renewed) await savePasswordHash(sql, user.id, renewed);
    const [seat] = await findSeats(await sql.holding(user.id), user.id, null);
    if (seat) await auditLogin(call, sql, { user, action: 'login.done' });
    return seat ? done({ userId: user.id, name: user.name, email: user.email, ...seat }) : refuse({ code: 'login.no-company' });
  });
}

/** A log-in, or a try that failed, in the log of each company that the person belongs to. */
async function auditLogin(
  { machine, devices, address, agent }: LoginCall,
  sql: OpenSql,
  { user, action, why }: { user: UserRow; action: string; why?: string },
): Promise<void> {
  const by = { kind: 'user', id: user.id, name: user.name, address, device: agent, now: machine.now(), sha256: devices.sha256 } as const;
  for (const { companyId } of await findSeats(await sql.holding(user.id), user.id, null)) {
    const fact = { action, subject: user.id, subjectName: user.name, ...(why === undefined ? {} : { after: { why } }) };
    await auditAs(await sql.enter(companyId), by, fact);
  }
}

/** The actor of a live session, in a transaction that does nothing else. */
export async function actorOf(db: Database, accessOf: AccessReader, session: LiveSession): Promise<UserActor | undefined> {
  return db.beforeCompany(async (sql) => (await seatOf(sql, accessOf, session))?.actor);
}

/**
 * The actor of a live session and the transaction inside their company, where the work goes on: looked up at every request,
 * so a changed role counts at once.
 */
export async function seatOf(sql: OpenSql, accessOf: AccessReader, session: LiveSession): Promise<Seat | undefined> {
  const { userId, chosenCompany, operator, sessionId } = session;
  const [seated] = await findSeated(await sql.holding(userId), userId, chosenCompany);
  if (!seated) return undefined;
  const tenant = await sql.enter(seated.companyId);
  const [held, stopped] = await Promise.all([accessOf(tenant, userId), stoppedBy(tenant)]);
  const who = { kind: 'user', userId, ...seated, access: operator ? lookingOnly(held) : held, sessionId } as const;
  return { actor: { ...who, ...(operator ? { operator } : {}), ...(stopped === undefined ? {} : { stopped }) }, sql: tenant };
}

/** What stays the owner's alone while an operator looks with their eyes. */
const OWNERS_ALONE = compilePermissions(['company.manage', 'staff.manage', 'terminals.manage']);

function lookingOnly(access: Access): Access {
  const less = (set: PermissionSet) => set & ~OWNERS_ALONE;
  return { company: less(access.company), branches: new Map([...access.branches].map(([id, set]) => [id, less(set)])) };
}

/** Whoever is logged in says once more who they are: password, and a code where there is a second step. Tries are counted like log-ins. */
export async function proveAgain(
  call: LoginCall & { readonly actor: UserActor },
  { password, code }: { password: string; code?: string | undefined },
): Promise<Result<null, LoginRefusal | { readonly code: 'password.wrong' }>> {
  const proven = await login(call, { email: call.actor.email, password, code });
  if (proven.ok) return done(null);
  return refuse(proven.refusal.code === 'login.wrong' ? { code: 'password.wrong' } : proven.refusal);
}

/** A person with a seat in a company and a role there; one that is there already stays as it is. */
export async function seatUser(
  sql: OpenSql,
  { id, email, name, passwordHash, companyId, role }: UserRow & SeatRow & { readonly role: string },
): Promise<string> {
  const userId = await insertUser(sql, { id, email, name, passwordHash });
  const tenant = await sql.enter(companyId);
  await insertSeat(tenant, { userId, companyId });
  await giveRole(tenant, { userId, roleId: role, branchId: null });
  return userId;
}

/** Whether somebody with this e-mail has an account. */
export async function mailKnown(sql: OpenSql, email: string): Promise<boolean> {
  return (await findUserByEmail(sql, email)) !== undefined;
}

/** Counts a request that sends a letter, by each key; how long the asker has to wait instead, 0 for not at all. */
export async function throttled(sql: OpenSql, tries: readonly { key: string; free: number }[], now: number): Promise<number> {
  const wait =
    (await claimTries(
      sql,
      tries.map(({ key }) => key),
    )) - now;
  if (wait > 0) return wait;
  for (const { key, free } of tries) await addFailure(sql, key, { now, waitMs: (count) => (count < free ? 0 : 60_000 * count) });
  return 0;
}

function waitAfter(count: number, free: number): number {
  return count < free ? 0 : Math.min(15 * 60_000, 30_000 * 2 ** Math.floor((count - free) / free));
}

/** The companies somebody may look at. */
export async function companiesOf(db: Database, userId: string): Promise<{ companyId: string; name: string }[]> {
  return db.beforeCompany(async (sql) => {
    const named: { companyId: string; name: string }[] = [];
    for (const { companyId } of await findSeats(await sql.holding(userId), userId, null)) {
      named.push({ companyId, name: await nameOfCompany(await sql.enter(companyId)) });
    }
    return named;
  });
}
