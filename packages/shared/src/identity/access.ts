import { compilePermissions, may, type Permission, type PermissionSet } from './permissions.ts';

/** A role as it is defined: what it allows itself, and the roles whose permissions it takes over. */
export type RoleDefinition = {
  readonly id: string;
  readonly permissions: readonly string[];
  readonly parents: readonly string[];
};

/** A role given to a person, in the whole company (`null`) or at one branch. */
export type Assignment = { readonly roleId: string; readonly branchId: string | null };

/** A permission given to or taken from one person, beside the roles. A denial wins over every role and every allowance. */
export type Override = { readonly permission: string; readonly effect: 'allow' | 'deny'; readonly branchId: string | null };

/** What a person was given, as it is kept. */
export type Holdings = { readonly assignments: readonly Assignment[]; readonly overrides: readonly Override[] };

/**
 * What a person may do, compiled: in the company as a whole, and at each branch where that differs.
 * A branch that isn't in the map follows the company.
 */
export type Access = { readonly company: PermissionSet; readonly branches: ReadonlyMap<string, PermissionSet> };

/** Nothing at all. */
export const NO_ACCESS: Access = { company: 0n, branches: new Map() };

/** Where a permission holds: everywhere but some branches, or at some branches only. */
export type Reach =
  | { readonly kind: 'all'; readonly except: readonly string[] }
  | { readonly kind: 'some'; readonly branchIds: readonly string[] };

/**
 * The permissions of each role, with those it inherits. Roles that inherit from each other in a circle hold the
 * same; a parent that doesn't exist gives nothing.
 */
export function compileRoles(roles: readonly RoleDefinition[]): ReadonlyMap<string, PermissionSet> {
  const byId = new Map(roles.map((role) => [role.id, role]));
  return new Map(
    roles.map((role) => [role.id, lineage(role.id, byId).reduce((set, each) => set | compilePermissions(each.permissions), 0n)]),
  );
}

/** A role and all it inherits from, each once. */
function lineage(roleId: string, byId: ReadonlyMap<string, RoleDefinition>): RoleDefinition[] {
  const seen = new Map<string, RoleDefinition>();
  const visit = (id: string) => {
    const role = byId.get(id);
    if (!role || seen.has(id)) return;
    seen.set(id, role);
    role.parents.forEach(visit);
  };
  visit(roleId);
  return [...seen.values()];
}

/** Compiles what a person was given. Denials are taken off last: at a branch those of the branch and of the company. */
export function compileAccess(roles: ReadonlyMap<string, PermissionSet>, { assignments, overrides }: Holdings): Access {
  const allowedIn = (branchId: string | null) =>
    assignments.filter((each) => each.branchId === branchId).reduce((set, each) => set | (roles.get(each.roleId) ?? 0n), 0n) |
    overridesIn(overrides, branchId, 'allow');
  const allowed = allowedIn(null);
  const denied = overridesIn(overrides, null, 'deny');
  const places = new Set([...assignments, ...overrides].flatMap(({ branchId }) => branchId ?? []));
  return {
    company: allowed & ~denied,
    branches: new Map(
      [...places].map((branchId) => [branchId, (allowed | allowedIn(branchId)) & ~denied & ~overridesIn(overrides, branchId, 'deny')]),
    ),
  };
}

function overridesIn(overrides: readonly Override[], branchId: string | null, effect: Override['effect']): PermissionSet {
  return compilePermissions(
    overrides.filter((each) => each.branchId === branchId && each.effect === effect).map((each) => each.permission),
  );
}

/** What a person may do at a branch. */
export function accessAt(access: Access, branchId: string): PermissionSet {
  return access.branches.get(branchId) ?? access.company;
}

/** Whether a person may do it at a branch. */
export function mayAt(access: Access, permission: Permission, branchId: string): boolean {
  return may(accessAt(access, branchId), permission);
}

/** Whether a person may do it anywhere: what decides if a screen is offered at all. */
export function mayAnywhere(access: Access, permission: Permission): boolean {
  return may(anywhere(access), permission);
}

/** All that a person may do at one place or another. */
export function anywhere(access: Access): PermissionSet {
  return [...access.branches.values()].reduce((set, each) => set | each, access.company);
}

/** Where a person may do it. */
export function reachOf(access: Access, permission: Permission): Reach {
  const places = [...access.branches];
  return may(access.company, permission)
    ? { kind: 'all', except: places.flatMap(([branchId, set]) => (may(set, permission) ? [] : [branchId])) }
    : { kind: 'some', branchIds: places.flatMap(([branchId, set]) => (may(set, permission) ? [branchId] : [])) };
}

/** Whether a branch is within reach. */
export function reaches(reach: Reach, branchId: string): boolean {
  return reach.kind === 'all' ? !reach.except.includes(branchId) : reach.branchIds.includes(branchId);
}

/** Whether somebody holds all that the set asks for, where it would be given: nobody can hand on what they don't have. */
export function holdsAll(access: Access, set: PermissionSet, branchId: string | null): boolean {
  const places = branchId === null ? [access.company, ...access.branches.values()] : [accessAt(access, branchId)];
  return places.every((held) => (set & ~held) === 0n);
}

/**
 * A part of what somebody may do, for a key that they made: never more than they may themselves at that place, whatever the key
 * says. With branches it holds nothing in the company as a whole.
 */
export function narrowAccess(
  access: Access,
  part: { readonly permissions: PermissionSet; readonly branchIds: readonly string[] | null },
): Access {
  if (part.branchIds === null) {
    const branches = [...access.branches].map(([branchId, set]) => [branchId, set & part.permissions] as const);
    return { company: access.company & part.permissions, branches: new Map(branches) };
  }
  return { company: 0n, branches: new Map(part.branchIds.map((branchId) => [branchId, accessAt(access, branchId) & part.permissions])) };
}

/** One reason for or against: a role (through the roles it inherits from), an allowance or a denial, and where it was given. */
export type Reason =
  | { readonly kind: 'role'; readonly path: readonly string[]; readonly branchId: string | null }
  | { readonly kind: 'allow' | 'deny'; readonly branchId: string | null };

/** Why a person may or may not do something at a branch, or in the whole company (`null`). */
export function explainAccess(
  roles: readonly RoleDefinition[],
  { assignments, overrides }: Holdings,
  question: { readonly permission: Permission; readonly branchId: string | null },
): { readonly allowed: boolean; readonly reasons: readonly Reason[] } {
  const { permission, branchId } = question;
  const applies = (at: string | null) => at === null || at === branchId;
  const byId = new Map(roles.map((role) => [role.id, role]));
  const given = assignments
    .filter((each) => applies(each.branchId))
    .flatMap((each): Reason[] => pathsTo(permission, each.roleId, byId).map((path) => ({ kind: 'role', path, branchId: each.branchId })));
  const said = overrides
    .filter((each) => each.permission === permission && applies(each.branchId))
    .map((each): Reason => ({ kind: each.effect, branchId: each.branchId }));
  const reasons = [...given, ...said];
  const denied = reasons.some(({ kind }) => kind === 'deny');
  return { allowed: !denied && reasons.length > 0, reasons };
}

/** Each way from a role to a definition that names the permission itself; a circle is walked once. */
function pathsTo(permission: string, roleId: string, byId: ReadonlyMap<string, RoleDefinition>): string[][] {
  const walk = (id: string, before: readonly string[]): string[][] => {
    const role = byId.get(id);
    if (!role || before.includes(id)) return [];
    const path = [...before, id];
    const own = role.permissions.includes(permission) ? [path] : [];
    return [...own, ...role.parents.flatMap((parent) => walk(parent, path))];
  };
  return walk(roleId, []);
}
