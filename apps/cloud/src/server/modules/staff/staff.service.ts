import { done, refuse, type Refusal, type Result } from '@fastops/shared/base/result';
import { holdsAll, mayAt, reaches, type Reach } from '@fastops/shared/identity/access';
import { may, type PermissionSet } from '@fastops/shared/identity/permissions';
import { isEasyPin } from '@fastops/shared/identity/pin-policy';
import type { Services, TerminalActor, UserActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { companyRoles, renewAccess } from '../access/access.service.ts';
import { audit, auditAs, type AuditCall } from '../audit/audit.service.ts';
import { hireStaff, staffOf } from '../tenancy/tenancy.service.ts';
import { findStaff, listEverybody, savePin, upsertStaff, type ListedStaff, type StaffRow } from './staff.store.ts';

export { STAFF_STATUS, type StaffRow } from './staff.store.ts';
export type StaffRefusal = Refusal<
  'staff.not-found' | 'staff.easy-pin' | 'staff.not-working' | 'access.role-not-found' | 'access.more-than-yours'
>;
/** What people at the tills are managed with. */
export type StaffCall = AuditCall & Pick<Services, 'fanout' | 'logins'> & { readonly sql: TenantSql; readonly actor: UserActor };

type Place = Pick<StaffRow, 'branchId' | 'alsoAt'>;

/** Everybody of the branches within reach, and whether the caller may change them. */
export async function everybody(
  { sql, actor }: Pick<StaffCall, 'sql' | 'actor'>,
  reach: Reach,
): Promise<(ListedStaff & { readonly yours: boolean })[]> {
  const roles = await companyRoles(sql);
  const seen = (await listEverybody(sql)).filter((person) => placesOf(person).some((at) => at === null || reaches(reach, at)));
  return seen.map((person) => ({ ...person, yours: mayManage(actor, person, roles) }));
}

/**
 * Hires somebody or changes what they do and where. Whoever does it may manage people and holds all that the person may do, before and
 * after, at each of those branches; the tills hear of it at once.
 */
export async function saveStaff(call: StaffCall, person: StaffRow): Promise<Result<null, StaffRefusal>> {
  const roles = await companyRoles(call.sql);
  if (!roles.has(person.role)) return refuse({ code: 'access.role-not-found' });
  const before = await findStaff(call.sql, person.id);
  if (!mayManage(call.actor, person, roles) || (before && !mayManage(call.actor, before, roles)))
    return refuse({ code: 'access.more-than-yours' });
  const hasLeft = person.status === 'left';
  const alsoAt = person.branchId === null ? [] : [...new Set(person.alsoAt)].filter((at) => at !== person.branchId).sort();
  const next = { ...person, alsoAt };
  await upsertStaff(call.sql, next, hasLeft ? call.machine.now() : null);
  if (hasLeft) await savePin(call.sql, person.id, '');
  await renewAccess(call);
  await audit(call, {
    action: actionOf(before, next),
    subject: person.id,
    subjectName: person.name,
    branchId: person.branchId,
    before: before && facts(before),
    after: facts(next),
  });
  return done(null);
}

/** The till that asks for its branch's first person, and who that is. */
export type FirstCall = Pick<Services, 'fanout' | 'logins' | 'devices' | 'machine'> & {
  readonly address: string;
  readonly sql: TenantSql;
  readonly actor: TerminalActor;
};

/**
 * The first person of a branch, named at its till while it is set up: a manager there, and only while nobody works there yet. Whoever
 * could enrol the till was let in by somebody who manages terminals.
 */
export async function hireFirst(
  call: FirstCall,
  { name, pin }: { name: string; pin: string },
): Promise<Result<null, Refusal<'staff.easy-pin' | 'staff.not-first'>>> {
  const { sql, actor, machine, address, devices } = call;
  if (isEasyPin(pin)) return refuse({ code: 'staff.easy-pin' });
  if ((await staffOf(sql, actor.branchId)).length > 0) return refuse({ code: 'staff.not-first' });
  const id = devices.newId();
  await hireStaff(sql, { id, name, role: 'manager', pinHash: await call.logins.hash(pin), branchId: actor.branchId });
  await renewAccess(call);
  const by = { kind: 'terminal', id: actor.terminalId, name: 'FastOps', address, now: machine.now(), sha256: devices.sha256 } as const;
  await auditAs(sql, by, { action: 'staff.hired', subject: id, subjectName: name, branchId: actor.branchId });
  return done(null);
}

/** Gives somebody another PIN. What it is stays between them: the log says only that it changed. */
export async function resetPin(call: StaffCall, { id, pin }: { id: string; pin: string }): Promise<Result<null, StaffRefusal>> {
  if (isEasyPin(pin)) return refuse({ code: 'staff.easy-pin' });
  const person = await findStaff(call.sql, id);
  if (!person) return refuse({ code: 'staff.not-found' });
  if (!mayManage(call.actor, person, await companyRoles(call.sql))) return refuse({ code: 'access.more-than-yours' });
  if (person.status === 'left') return refuse({ code: 'staff.not-working' });
  await savePin(call.sql, id, await call.logins.hash(pin));
  await renewAccess(call);
  await audit(call, { action: 'staff.pin-changed', subject: id, subjectName: person.name, branchId: person.branchId });
  return done(null);
}

/** At each place where the person works: may manage people there, and holds all that the person may do. */
function mayManage({ access }: UserActor, person: Place & { readonly role: string }, roles: ReadonlyMap<string, PermissionSet>): boolean {
  const set = roles.get(person.role) ?? 0n;
  return placesOf(person).every(
    (at) => (at === null ? may(access.company, 'staff.manage') : mayAt(access, 'staff.manage', at)) && holdsAll(access, set, at),
  );
}

function placesOf({ branchId, alsoAt }: Place): (string | null)[] {
  return branchId === null ? [null] : [branchId, ...alsoAt];
}

function actionOf(before: StaffRow | undefined, { status }: StaffRow): string {
  if (!before) return 'staff.hired';
  if (before.status === status) return 'staff.changed';
  return { working: 'staff.let-in', blocked: 'staff.blocked', left: 'staff.left' }[status];
}

function facts({ name, role, branchId, alsoAt, status }: StaffRow) {
  return { name, role, branchId, alsoAt, status };
}
