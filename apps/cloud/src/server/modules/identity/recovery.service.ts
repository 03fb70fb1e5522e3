import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Services, UserActor } from '../../context.ts';
import type { OpenSql } from '../../db/tenant-scope.ts';
import { auditAs } from '../audit/audit.service.ts';
import { endApiLogins } from './api-logins.service.ts';
import { addFailure, claimTries, findSeats, findUser, findUserByEmail, savePasswordHash, type UserRow } from './identity.store.ts';
import { resetMail, type MailLanguage } from './mail-texts.ts';
import { dropOldResets, insertReset, takeReset } from './recovery.store.ts';

/** What changing a password is done with. */
export type AccountCall = Pick<Services, 'db' | 'devices' | 'fanout' | 'logins' | 'machine' | 'mail' | 'publicUrl' | 'sessions'> & {
  readonly address: string;
};

export type PasswordRefusal =
  | { readonly code: 'password.too-easy' }
  | { readonly code: 'password.wrong' }
  | { readonly code: 'reset.bad-token' }
  | { readonly code: 'login.wait'; readonly waitMs: number };

const RESET_MINUTES = 30;
const DAY_MS = 86_400_000;
const FREE_REQUESTS = 3;

/**
 * Mails a link that changes the password, when the e-mail is known; the answer is the same when it isn't.
 * Asking is counted by account and by address: nobody's mailbox is filled by a stranger.
 */
export async function requestReset(
  call: AccountCall,
  { email, language }: { email: string; language: MailLanguage },
): Promise<Result<null, PasswordRefusal>> {
  const now = call.machine.now();
  const keys = [`reset:${email.toLowerCase()}`, `reset-from:${call.address}`];
  const token = newToken(call);
  const asked = await call.db.beforeCompany(async (sql) => {
    const waitMs = (await claimTries(sql, keys)) - now;
    if (waitMs > 0) return { waitMs };
    for (const key of keys) await addFailure(sql, key, { now, waitMs: (count) => (count < FREE_REQUESTS ? 0 : 60_000 * count) });
    await dropOldResets(sql, now - DAY_MS);
    const user = await findUserByEmail(sql, email.toLowerCase());
    if (user) {
      await insertReset(sql, { tokenHash: call.devices.sha256(token), userId: user.id, expiresAt: now + RESET_MINUTES * 60_000 });
      await call.mail.queue(sql, resetMail(user.email, language, `${call.publicUrl()}/clave#${token}`));
    }
    return { waitMs: 0 };
  });
  if (asked.waitMs > 0) return refuse({ code: 'login.wait', waitMs: asked.waitMs });
  return done(null);
}

/** A token from a mail and a new password: the old one and every log-in are over. */
export async function resetPassword(call: AccountCall, input: { token: string; password: string }): Promise<Result<null, PasswordRefusal>> {
  // Judged before the token is used up: an easy one costs nobody their link.
  if (!call.logins.isHardToGuess(input.password, [])) return refuse({ code: 'password.too-easy' });
  const passwordHash = await call.logins.hash(input.password);
  const user = await call.db.beforeCompany(async (sql) => {
    const userId = await takeReset(sql, call.devices.sha256(input.token), call.machine.now());
    const known = userId === undefined ? undefined : await findUser(sql, userId);
    if (known) await savePassword(call, sql, { ...known, passwordHash });
    return known;
  });
  if (!user) return refuse({ code: 'reset.bad-token' });
  await call.sessions.endOf(user.id, { keep: null });
  await endApiLogins(call, user.id);
  return done(null);
}

/** The old password and a new one; other log-ins of the person are over. */
export async function changePassword(
  call: AccountCall & { readonly actor: UserActor },
  input: { current: string; password: string },
): Promise<Result<null, PasswordRefusal>> {
  const { actor } = call;
  if (!call.logins.isHardToGuess(input.password, [actor.name, actor.email])) return refuse({ code: 'password.too-easy' });
  const user = await call.db.beforeCompany((sql) => findUser(sql, actor.userId));
  if (!user || !(await call.logins.verify(input.current, user.passwordHash)).ok) return refuse({ code: 'password.wrong' });
  const passwordHash = await call.logins.hash(input.password);
  await call.db.beforeCompany((sql) => savePassword(call, sql, { ...user, passwordHash }));
  await call.sessions.endOf(user.id, { keep: actor.sessionId });
  await endApiLogins(call, user.id);
  return done(null);
}

/** Keeps the new hash, and says so in the log of each company the person belongs to. */
async function savePassword(call: AccountCall, sql: OpenSql, user: UserRow): Promise<void> {
  await savePasswordHash(sql, user.id, user.passwordHash);
  for (const { companyId } of await findSeats(await sql.holding(user.id), user.id, null)) {
    await auditAs(
      await sql.enter(companyId),
      { kind: 'user', id: user.id, name: user.name, address: call.address, now: call.machine.now(), sha256: call.devices.sha256 },
      { action: 'password.changed', subject: user.id, subjectName: user.name },
    );
  }
}

/** 256 bits that fit in an address. */
export function newToken(call: Pick<AccountCall, 'devices'>): string {
  return Buffer.from(call.devices.random(32)).toString('base64url');
}
