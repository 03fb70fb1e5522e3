import { done, refuse, type Result } from '@fastops/shared/base/result';
import { compilePermissions } from '@fastops/shared/identity/permissions';
import { SYSTEM_ROLES, type SystemRole } from '@fastops/shared/identity/roles';
import type { UserActor } from '../../context.ts';
import type { Database, OpenSql } from '../../db/tenant-scope.ts';
import {
  addFailure,
  claimTries,
  clearFailures,
  dropForgotten,
  findSeat,
  findUser,
  findUserByEmail,
  insertSeat,
  insertUser,
  savePasswordHash,
  takeBackFailure,
  type SeatRow,
  type UserRow,
} from './identity.store.ts';
import type { LoginPort } from './identity.port.ts';

export type LoginRefusal =
  | { readonly code: 'login.wrong' }
  | { readonly code: 'login.wait'; readonly waitMs: number }
  | { readonly code: 'login.no-company' };

/** Where a log-in happens: the time and where from. */
export type LoginPlace = { readonly now: number; readonly address: string };
export type Me = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly companyId: string;
  readonly role: string;
};

const FREE_TRIES = 5;
const FREE_TRIES_PER_ADDRESS = 50;

/**
 * Checks a password. The try is counted before it is looked at, by account and by address; a right one clears the
 * account's count. An unknown e-mail costs the same time as a known one.
 */
export async function login(
  db: Database,
  port: LoginPort,
  input: { email: string; password: string } & LoginPlace,
): Promise<Result<Me, LoginRefusal>> {
  const account = `account:${input.email.toLowerCase()}`;
  const address = `address:${input.address}`;
  const { user, waitMs } = await db.beforeCompany(async (sql) => {
    const wait = (await claimTries(sql, [account, address])) - input.now;
    if (wait > 0) return { user: undefined, waitMs: wait };
    await addFailure(sql, account, { now: input.now, waitMs: (count) => waitAfter(count, FREE_TRIES) });
    await addFailure(sql, address, { now: input.now, waitMs: (count) => waitAfter(count, FREE_TRIES_PER_ADDRESS) });
    return { user: await findUserByEmail(sql, input.email.toLowerCase()), waitMs: 0 };
  });
  if (waitMs > 0) return refuse({ code: 'login.wait', waitMs });
  const check = await port.verify(input.password, user?.passwordHash ?? port.decoy);
  if (!user || !check.ok) return refuse({ code: 'login.wrong' });
  const renewed = check.renew ? await port.hash(input.password) : undefined;
  return db.beforeCompany(async (sql) => {
    await clearFailures(sql, account);
    await takeBackFailure(sql, address);
    await dropForgotten(sql, input.now);
    if (renewed) await savePasswordHash(sql, user.id, renewed);
    const seat = await findSeat(await sql.holding(user.id), user.id);
    return seat ? done({ userId: user.id, name: user.name, email: user.email, ...seat }) : refuse({ code: 'login.no-company' });
  });
}

/** The actor of a live session: read at every request, so a changed role counts at once. */
export async function actorOf(db: Database, session: { userId: string; sessionId: string }): Promise<UserActor | undefined> {
  return db.beforeCompany(async (sql) => {
    const user = await findUser(sql, session.userId);
    const seat = user && (await findSeat(await sql.holding(user.id), user.id));
    if (!user || !seat) return undefined;
    return {
      kind: 'user',
      userId: user.id,
      name: user.name,
      email: user.email,
      ...seat,
      permissions: permissionsOfRole(seat.role),
      sessionId: session.sessionId,
    };
  });
}

/** A person with a seat in a company; one that is there already stays as it is. */
export async function seatUser(sql: OpenSql, { id, email, name, passwordHash, companyId, role }: UserRow & SeatRow): Promise<void> {
  const userId = await insertUser(sql, { id, email, name, passwordHash });
  await insertSeat(await sql.enter(companyId), { userId, companyId, role });
}

export function permissionsOfRole(role: string): bigint {
  return role in SYSTEM_ROLES ? compilePermissions(SYSTEM_ROLES[role as SystemRole]) : 0n;
}

function waitAfter(count: number, free: number): number {
  return count < free ? 0 : Math.min(15 * 60_000, 30_000 * 2 ** Math.floor((count - free) / free));
}
