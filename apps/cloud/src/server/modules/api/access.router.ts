import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { textSchema } from '@fastops/shared/base/text';
import { may, PERMISSIONS, type PermissionSet } from '@fastops/shared/identity/permissions';
import { branchProcedure, router, userProcedure } from '../../rpc/procedures.ts';
import { done } from '@fastops/shared/base/result';
import { explainFor } from '../access/access.service.ts';
import { assignRole, retireRole, saveRole, shownPeople, shownRoles, suspendPerson, unassignRole } from '../access/editing.service.ts';
import { BRANCH_EXAMPLE, id, ID_EXAMPLE, listOf, nothing, pageById, paged, shown } from './paging.ts';

const tags = ['rbac'];
const permission = z.enum(PERMISSIONS);
const roleId = z.string().min(1).max(40).meta({ description: 'A role: a word for those of the system, else a UUID.', example: 'cashier' });
const roleWritten = {
  name: textSchema(40),
  description: textSchema(200).or(z.literal('')),
  parents: z.array(z.string().min(1).max(40)).max(10),
  permissions: z.array(permission).max(PERMISSIONS.length),
};
const ROLE = { name: 'Jefe de turno', description: '', parents: ['cashier'], permissions: ['orders.void'] } as const;
const role = shown(
  z.looseObject({
    id: z.string(),
    name: z.string().describe('Empty for a role of the system: its id says it.'),
    description: z.string(),
    system: z.boolean(),
    parents: z.array(z.string()),
    permissions: z.array(z.string()).describe('Its own.'),
    all: z.array(z.string()).describe('With what it inherits.'),
  }),
  { id: ID_EXAMPLE, system: false, ...ROLE, parents: ['cashier'], permissions: ['orders.void'], all: ['orders.sell', 'orders.void'] },
  'Role',
);
const roleRef = shown(z.object({ id: z.string() }), { id: ID_EXAMPLE });

export const rolesRouter = router({
  permissions: userProcedure('staff.read', nothing, {
    method: 'GET',
    path: '/permissions',
    tags,
    summary: 'List every permission there is',
    answer: listOf(shown(z.object({ id: z.string(), group: z.string() }), { id: 'orders.void', group: 'orders' }, 'Permission')),
  }).query(async () => ({ items: PERMISSIONS.map((each) => ({ id: each, group: each.split('.')[0] ?? '' })), next: null })),
  list: userProcedure('staff.read', z.strictObject(paged), {
    method: 'GET',
    path: '/roles',
    tags,
    summary: 'List roles, those of the system too',
    answer: listOf(role),
  }).query(async ({ sql }, page) => {
    const all = (await shownRoles(sql)).map(({ compiled, ...each }) => ({ ...each, all: namesIn(compiled) }));
    return pageById(all, page, (each) => each.id);
  }),
  create: userProcedure(
    'staff.manage',
    shown(z.strictObject(roleWritten), { ...ROLE, parents: ['cashier'], permissions: ['orders.void'] }),
    {
      method: 'POST',
      path: '/roles',
      tags,
      summary: 'Create a role',
      answer: roleRef,
    },
  ).mutation(async (call, said) => {
    const created = { id: call.machine.newId(), ...said };
    const saved = await saveRole(call, created);
    return saved.ok ? done({ id: created.id }) : saved;
  }),
  put: userProcedure(
    'staff.manage',
    shown(z.strictObject({ id, ...roleWritten }), { id: ID_EXAMPLE, ...ROLE, parents: ['cashier'], permissions: ['orders.void'] }),
    { method: 'PUT', path: '/roles/{id}', tags, summary: 'Write a role whole', answer: roleRef },
  ).mutation(async (call, said) => {
    const saved = await saveRole(call, said);
    return saved.ok ? done({ id: said.id }) : saved;
  }),
  remove: userProcedure('staff.manage', z.strictObject({ id }), {
    method: 'DELETE',
    path: '/roles/{id}',
    tags,
    summary: 'Retire a role that nobody holds',
    answer: roleRef,
  }).mutation(async (call, said) => {
    const gone = await retireRole(call, said.id);
    return gone.ok ? done(said) : gone;
  }),
});

const ASSIGNMENT = { userId: ID_EXAMPLE, roleId: 'cashier', branchId: BRANCH_EXAMPLE };
const branchId = idSchema.nullable().default(null).meta({ description: 'Without one: in the whole company.', example: BRANCH_EXAMPLE });
const assignment = z.strictObject({ userId: id, roleId, branchId });
const assigned = shown(z.object({ userId: idSchema, roleId: z.string(), branchId: idSchema.nullable() }), ASSIGNMENT, 'Assignment');

export const assignmentsRouter = router({
  list: userProcedure('staff.read', z.strictObject({ userId: idSchema.meta({ example: ID_EXAMPLE }).optional(), ...paged }), {
    method: 'GET',
    path: '/assignments',
    tags,
    summary: 'List who holds which role, and where',
    answer: listOf(assigned),
  }).query(async ({ sql }, { userId, ...page }) => {
    const people = (await shownPeople(sql)).filter((each) => userId === undefined || each.userId === userId);
    const all = people.flatMap(({ assignments }) => assignments.map((each) => ({ ...each })));
    return pageById(all, page, (each) => [each.userId, each.roleId, each.branchId ?? ''].join('_'));
  }),
  create: branchProcedure('staff.manage', shown(assignment, ASSIGNMENT), {
    method: 'POST',
    path: '/assignments',
    tags,
    summary: 'Give somebody a role, everywhere or at a branch',
    answer: assigned,
  }).mutation(async (call, said) => {
    const given = await assignRole(call, said);
    return given.ok ? done(said) : given;
  }),
  remove: branchProcedure('staff.manage', assignment, {
    method: 'DELETE',
    path: '/assignments',
    tags,
    summary: 'Take a role from somebody',
    answer: assigned,
  }).mutation(async (call, said) => {
    const taken = await unassignRole(call, said);
    return taken.ok ? done(said) : taken;
  }),
});

const user = shown(
  z.looseObject({ userId: idSchema, name: z.string(), email: z.string(), suspendedAt: z.int().nullable() }),
  { userId: ID_EXAMPLE, name: 'Marta', email: 'marta@elparche.co', suspendedAt: null },
  'User',
);
const explained = shown(
  z.looseObject({ permission: z.string(), allowed: z.boolean(), reasons: z.array(z.looseObject({ kind: z.string() })) }),
  { permission: 'orders.void', allowed: true, reasons: [{ kind: 'role', path: ['owner'], branchId: null }] },
  'Explained',
);

export const usersRouter = router({
  list: userProcedure('staff.read', z.strictObject(paged), {
    method: 'GET',
    path: '/users',
    tags,
    summary: 'List people with a seat in the company',
    answer: listOf(user),
  }).query(async ({ sql }, page) => {
    const all = (await shownPeople(sql)).map(({ userId, name, email, suspendedAt }) => ({ userId, name, email, suspendedAt }));
    return pageById(all, page, (each) => each.userId);
  }),
  permissions: userProcedure('staff.read', z.strictObject({ id, branchId }), {
    method: 'GET',
    path: '/users/{id}/permissions',
    tags,
    summary: 'What somebody may do, and why',
    answer: listOf(explained),
  }).query(async ({ sql }, said) => ({
    items: await explainFor(sql, { userId: said.id, branchId: said.branchId, permissions: PERMISSIONS }),
    next: null,
  })),
  suspend: userProcedure('staff.manage', shown(z.strictObject({ id, suspended: z.boolean() }), { id: ID_EXAMPLE, suspended: true }), {
    method: 'PATCH',
    path: '/users/{id}',
    tags,
    summary: 'Suspend somebody, or let them in again',
    answer: shown(z.object({ userId: idSchema, suspended: z.boolean() }), { userId: ID_EXAMPLE, suspended: true }),
  }).mutation(async (call, { id: userId, suspended }) => {
    const changed = await suspendPerson(call, { userId, suspended });
    return changed.ok ? done({ userId, suspended }) : changed;
  }),
});

function namesIn(set: PermissionSet): string[] {
  return PERMISSIONS.filter((each) => may(set, each));
}
