import { done, refuse, type Refusal, type Result } from '@fastops/shared/base/result';
import {
  anywhere,
  compileAccess,
  compileRoles,
  holdsAll,
  mayAnywhere,
  type Access,
  type RoleDefinition,
} from '@fastops/shared/identity/access';
import { compilePermissions, type Permission, type PermissionSet } from '@fastops/shared/identity/permissions';
import type { Services, UserActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { companyRoles, holdingsOf, renewAccess } from './access.service.ts';
import {
  archiveRole,
  countHolders,
  deleteAssignment,
  deleteOverride,
  insertAssignment,
  isRetired,
  listAssignments,
  listOverrides,
  listRoles,
  listSeated,
  saveSuspended,
  upsertOverride,
  upsertRole,
  type HeldAssignment,
  type HeldOverride,
  type RoleRow,
  type SeatedRow,
} from './access.store.ts';
import { isSystemRole, SYSTEM_ROLE_DEFINITIONS } from './role-catalog.ts';

/** What editing access is done with. */
export type EditCall = AuditCall & Pick<Services, 'fanout'> & { readonly sql: TenantSql; readonly actor: UserActor };

export type AccessRefusal = Refusal<
  | 'access.role-not-found'
  | 'access.person-not-found'
  | 'access.more-than-yours'
  | 'access.stronger-person'
  | 'access.role-in-use'
  | 'access.role-of-the-system'
  | 'access.name-taken'
  | 'access.circle'
  | 'access.last-owner'
>;
type Edited = Result<null, AccessRefusal>;

/** A role as the editor shows it, with what it comes to. */
export type ShownRole = RoleRow & { readonly system: boolean; readonly compiled: PermissionSet };
/** A person with what they were given and what it comes to. */
export type ShownPerson = SeatedRow & {
  readonly assignments: readonly HeldAssignment[];
  readonly overrides: readonly HeldOverride[];
  readonly access: Access;
};

/** The company's roles, those of the system first. */
export async function shownRoles(sql: TenantSql): Promise<ShownRole[]> {
  const own = await listRoles(sql);
  const compiled = compileRoles([...SYSTEM_ROLE_DEFINITIONS, ...own]);
  const shown = (role: RoleRow, system: boolean) => ({ ...role, system, compiled: compiled.get(role.id) ?? 0n });
  return [
    ...SYSTEM_ROLE_DEFINITIONS.map((role) => shown({ ...role, name: '', description: '' }, true)),
    ...own.map((role) => shown(role, false)),
  ];
}

/** Everybody with a seat in the company. */
export async function shownPeople(sql: TenantSql): Promise<ShownPerson[]> {
  const roles = await companyRoles(sql);
  const assignments = Map.groupBy(await listAssignments(sql, null), ({ userId }) => userId);
  const overrides = Map.groupBy(await listOverrides(sql, null), ({ userId }) => userId);
  return (await listSeated(sql)).map((person) => {
    const held = { assignments: assignments.get(person.userId) ?? [], overrides: overrides.get(person.userId) ?? [] };
    return { ...person, ...held, access: compileAccess(roles, held) };
  });
}

/** Makes a role or changes it. Neither may it give more than the editor has, nor may it have given more before. */
export async function saveRole(call: EditCall, role: RoleRow): Promise<Edited> {
  if (isSystemRole(role.id)) return refuse({ code: 'access.role-of-the-system' });
  const known = await listRoles(call.sql);
  const before = known.find(({ id }) => id === role.id);
  if (known.some(({ id, name }) => id !== role.id && name.toLowerCase() === role.name.toLowerCase()))
    return refuse({ code: 'access.name-taken' });
  const others = [...SYSTEM_ROLE_DEFINITIONS, ...known.filter(({ id }) => id !== role.id)];
  if (!role.parents.every((parent) => others.some(({ id }) => id === parent))) return refuse({ code: 'access.role-not-found' });
  if (inheritsFrom(role.id, role.parents, others)) return refuse({ code: 'access.circle' });
  const compiledBefore = compileRoles([...SYSTEM_ROLE_DEFINITIONS, ...known]).get(role.id) ?? 0n;
  const compiledAfter = compileRoles([...others, role]).get(role.id) ?? 0n;
  if (!holdsAll(call.actor.access, compiledBefore | compiledAfter, null)) return refuse({ code: 'access.more-than-yours' });
  await upsertRole(call.sql, role);
  return written(call, {
    action: before ? 'role.changed' : 'role.created',
    subject: role.id,
    subjectName: role.name,
    before: before && roleFacts(before),
    after: roleFacts(role),
  });
}

/** Takes a role out of use. One that somebody holds stays, since taking it away is a decision about people. */
export async function retireRole(call: EditCall, roleId: string): Promise<Edited> {
  if (isSystemRole(roleId)) return refuse({ code: 'access.role-of-the-system' });
  const roles = await listRoles(call.sql);
  const role = roles.find(({ id }) => id === roleId);
  // Twice is once.
  if (!role) return (await isRetired(call.sql, roleId)) ? done(null) : refuse({ code: 'access.role-not-found' });
  if ((await countHolders(call.sql, roleId)) > 0 || roles.some(({ parents }) => parents.includes(roleId)))
    return refuse({ code: 'access.role-in-use' });
  await archiveRole(call.sql, roleId, call.machine.now());
  return written(call, { action: 'role.retired', subject: roleId, subjectName: role.name, before: roleFacts(role) });
}

/** Gives somebody a role, everywhere or at a branch. */
export async function assignRole(call: EditCall, input: HeldAssignment): Promise<Edited> {
  const roles = await companyRoles(call.sql);
  const set = roles.get(input.roleId);
  if (set === undefined) return refuse({ code: 'access.role-not-found' });
  const person = await requirePerson(call, input);
  if (!person.ok) return person;
  if (!holdsAll(call.actor.access, set, input.branchId)) return refuse({ code: 'access.more-than-yours' });
  await insertAssignment(call.sql, input);
  return written(call, { ...about(person.value, input), action: 'role.assigned', after: { role: input.roleId } });
}

/** Takes a role away; the last one who runs the company keeps it. */
export async function unassignRole(call: EditCall, input: HeldAssignment): Promise<Edited> {
  const person = await requirePerson(call, input);
  if (!person.ok) return person;
  await deleteAssignment(call.sql, input);
  if (!(await isRun(call.sql))) return refuse({ code: 'access.last-owner' });
  return written(call, { ...about(person.value, input), action: 'role.unassigned', before: { role: input.roleId } });
}

/** Allows or denies one person one thing; `effect` null takes the exception back. */
export async function overridePermission(
  call: EditCall,
  input: Omit<HeldOverride, 'effect' | 'permission'> & { readonly permission: Permission; readonly effect: HeldOverride['effect'] | null },
): Promise<Edited> {
  const person = await requirePerson(call, input);
  if (!person.ok) return person;
  const { effect, ...which } = input;
  if (!holdsAll(call.actor.access, compilePermissions([input.permission]), input.branchId))
    return refuse({ code: 'access.more-than-yours' });
  if (effect === null) await deleteOverride(call.sql, which);
  else await upsertOverride(call.sql, { ...which, effect });
  if (!(await isRun(call.sql))) return refuse({ code: 'access.last-owner' });
  return written(call, { ...about(person.value, input), action: 'permission.overridden', after: { permission: input.permission, effect } });
}

/** Shuts somebody out of the company at once, or lets them in again; what they were given stays. */
export async function suspendPerson(call: EditCall, { userId, suspended }: { userId: string; suspended: boolean }): Promise<Edited> {
  const person = await requirePerson(call, { userId, branchId: null });
  if (!person.ok) return person;
  await saveSuspended(call.sql, userId, suspended ? call.machine.now() : null);
  if (!(await isRun(call.sql))) return refuse({ code: 'access.last-owner' });
  return written(call, {
    ...about(person.value, { branchId: null }),
    action: suspended ? 'person.suspended' : 'person.reinstated',
  });
}

/** Somebody of the company whom the editor may touch: nobody changes a person who may do more, at any place, than the editor here. */
async function requirePerson(
  call: EditCall,
  { userId, branchId }: { userId: string; branchId: string | null },
): Promise<Result<SeatedRow, AccessRefusal>> {
  const person = (await listSeated(call.sql)).find((each) => each.userId === userId);
  if (!person) return refuse({ code: 'access.person-not-found' });
  const theirs = compileAccess(await companyRoles(call.sql), await holdingsOf(call.sql, userId));
  if (!holdsAll(call.actor.access, anywhere(theirs), branchId)) return refuse({ code: 'access.stronger-person' });
  return done(person);
}

/** Whether somebody is left who may run the company. */
async function isRun(sql: TenantSql): Promise<boolean> {
  return (await shownPeople(sql)).some(({ access, suspendedAt }) => suspendedAt === null && mayAnywhere(access, 'company.manage'));
}

function inheritsFrom(roleId: string, parents: readonly string[], others: readonly RoleDefinition[]): boolean {
  const seen = new Set<string>();
  const reaches = (id: string): boolean => {
    if (id === roleId) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return others.find((each) => each.id === id)?.parents.some(reaches) ?? false;
  };
  return parents.some(reaches);
}

function about(person: SeatedRow, { branchId }: { branchId: string | null }) {
  return { subject: person.userId, subjectName: person.name, branchId };
}

function roleFacts({ name, description, parents, permissions }: RoleRow) {
  return { name, description, parents, permissions };
}

async function written(call: EditCall, fact: Parameters<typeof audit>[1]): Promise<Edited> {
  await renewAccess(call);
  await audit(call, fact);
  return done(null);
}
