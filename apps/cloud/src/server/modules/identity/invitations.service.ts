import { done, refuse, type Result } from '@fastops/shared/base/result';
import { holdsAll } from '@fastops/shared/identity/access';
import type { Services, UserActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { companyRoles, giveRole, renewAccess } from '../access/access.service.ts';
import type { EditCall } from '../access/editing.service.ts';
import { audit, auditAs } from '../audit/audit.service.ts';
import { nameOfCompany } from '../tenancy/tenancy.service.ts';
import { invitationMail, type MailLanguage } from './mail-texts.ts';
import { findUserByEmail, insertSeat, insertUser } from './identity.store.ts';
import { findHeld, insertInvitation, listInvitations, saveAccepted, saveWithdrawn, type InvitationRow } from './invitations.store.ts';
import { newToken, type AccountCall } from './recovery.service.ts';

export type InvitationRefusal = {
  readonly code: 'access.role-not-found' | 'access.more-than-yours' | 'invitation.not-found' | 'password.too-easy' | 'password.wrong';
};
/** What inviting is done with. */
export type InviteCall = EditCall &
  Pick<Services, 'publicUrl' | 'mail'> & { readonly actor: UserActor; readonly devices: Services['devices'] };

const GOOD_FOR_MS = 7 * 86_400_000;

/** An invitation to a role; the link is shown once, so that it can also travel by WhatsApp. */
export async function invite(
  call: InviteCall,
  input: { email: string; roleId: string; branchId: string | null; language: MailLanguage },
): Promise<Result<{ link: string; isMailed: boolean }, InvitationRefusal>> {
  const { sql, actor, machine, devices } = call;
  const set = (await companyRoles(sql)).get(input.roleId);
  if (set === undefined) return refuse({ code: 'access.role-not-found' });
  if (!holdsAll(actor.access, set, input.branchId)) return refuse({ code: 'access.more-than-yours' });
  const email = input.email.toLowerCase();
  const token = newToken(call);
  const now = machine.now();
  await insertInvitation(sql, {
    id: devices.newId(),
    tokenHash: devices.sha256(token),
    email,
    role: input.roleId,
    branchId: input.branchId,
    invitedBy: actor.userId,
    createdAt: now,
    expiresAt: now + GOOD_FOR_MS,
  });
  await audit(call, {
    action: 'person.invited',
    subject: email,
    subjectName: email,
    branchId: input.branchId,
    after: { role: input.roleId },
  });
  const link = `${call.publicUrl()}/invitacion#${token}`;
  const words = { link, company: await nameOfCompany(sql), by: actor.name };
  await call.mail.queue(sql, invitationMail(input.email, input.language, words));
  return done({ link, isMailed: call.mail.isDelivered });
}

export function openInvitations(sql: TenantSql, now: number): Promise<InvitationRow[]> {
  return listInvitations(sql, now);
}

/** Takes back an invitation that nobody accepted yet. */
export async function withdraw(call: EditCall, id: string): Promise<Result<null, InvitationRefusal>> {
  const withdrawn = await saveWithdrawn(call.sql, id, call.machine.now());
  if (!withdrawn) return refuse({ code: 'invitation.not-found' });
  await audit(call, { action: 'invitation.withdrawn', subject: withdrawn.email, subjectName: withdrawn.email });
  return done(null);
}

/** What an invitation says to whoever holds it: to which company, for which e-mail, and whether that has an account already. */
export async function lookAtInvitation(
  call: AccountCall,
  token: string,
): Promise<Result<{ company: string; email: string; hasAccount: boolean }, InvitationRefusal>> {
  const tokenHash = call.devices.sha256(token);
  return call.db.beforeCompany(async (sql) => {
    const held = await findHeld(await sql.holding(tokenHash), tokenHash, call.machine.now());
    if (!held) return refuse({ code: 'invitation.not-found' });
    const hasAccount = (await findUserByEmail(sql, held.email)) !== undefined;
    return done({ company: await nameOfCompany(await sql.enter(held.companyId)), email: held.email, hasAccount });
  });
}

/**
 * A seat in the company with the role of the invitation. Somebody new chooses a password; somebody who has an account
 * says theirs, so that a link alone takes nobody's account anywhere.
 */
export async function accept(
  call: AccountCall,
  input: { token: string; name: string; password: string },
): Promise<Result<{ userId: string; companyId: string }, InvitationRefusal>> {
  const seen = await lookAtInvitation(call, input.token);
  if (!seen.ok) return seen;
  const known = await call.db.beforeCompany((sql) => findUserByEmail(sql, seen.value.email));
  if (known) {
    if (!(await call.logins.verify(input.password, known.passwordHash)).ok) return refuse({ code: 'password.wrong' });
  } else if (!call.logins.isHardToGuess(input.password, [input.name, seen.value.email])) return refuse({ code: 'password.too-easy' });
  const passwordHash = known?.passwordHash ?? (await call.logins.hash(input.password));
  return call.db.beforeCompany(async (sql) => {
    const tokenHash = call.devices.sha256(input.token);
    const held = await findHeld(await sql.holding(tokenHash), tokenHash, call.machine.now());
    if (!held) return refuse({ code: 'invitation.not-found' });
    const person = { id: call.devices.newId(), email: held.email, name: input.name, passwordHash };
    const userId = known?.id ?? (await insertUser(sql, person));
    await seat(call, await sql.enter(held.companyId), { held, userId, name: known?.name ?? input.name });
    return done({ userId, companyId: held.companyId });
  });
}

async function seat(
  call: AccountCall,
  sql: TenantSql,
  { held, userId, name }: { held: InvitationRow & { companyId: string }; userId: string; name: string },
): Promise<void> {
  const now = call.machine.now();
  await insertSeat(sql, { userId, companyId: held.companyId });
  await giveRole(sql, { userId, roleId: held.role, branchId: held.branchId });
  await saveAccepted(sql, held.id, now);
  await renewAccess({ ...call, sql });
  const by = { kind: 'user', id: userId, name, address: call.address, now, sha256: call.devices.sha256 } as const;
  await auditAs(sql, by, {
    action: 'invitation.accepted',
    subject: userId,
    subjectName: name,
    branchId: held.branchId,
    after: { role: held.role },
  });
}
