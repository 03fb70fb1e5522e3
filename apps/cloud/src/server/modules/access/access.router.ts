import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { textSchema } from '@fastops/shared/base/text';
import { accessAt } from '@fastops/shared/identity/access';
import { limitsSchema } from '@fastops/shared/identity/limits';
import { may, PERMISSIONS, type PermissionSet } from '@fastops/shared/identity/permissions';
import { branchProcedure, router, userProcedure } from '../../rpc/procedures.ts';
import { explainFor } from './access.service.ts';
import {
  assignRole,
  overridePermission,
  retireRole,
  saveRole,
  shownPeople,
  shownRoles,
  suspendPerson,
  unassignRole,
} from './editing.service.ts';
import { saveLimits, shownLimits } from './limits.service.ts';

const permission = z.enum(PERMISSIONS);
const roleId = z.string().min(1).max(40);
const branchId = idSchema.nullable();
const role = z.strictObject({
  id: idSchema,
  name: textSchema(40),
  description: textSchema(200).or(z.literal('')),
  parents: z.array(roleId).max(10),
  permissions: z.array(permission).max(PERMISSIONS.length),
});
const assignment = z.strictObject({ userId: idSchema, roleId, branchId });

/** Roles, who holds them, and why somebody may do something. */
export const accessRouter = router({
  roles: userProcedure('staff.read', z.void()).query(async ({ sql }) =>
    (await shownRoles(sql)).map(({ compiled, ...shown }) => ({ ...shown, all: namesIn(compiled) })),
  ),
  saveRole: userProcedure('staff.manage', role).mutation((call, input) => saveRole(call, input)),
  retireRole: userProcedure('staff.manage', z.strictObject({ roleId: idSchema })).mutation((call, input) => retireRole(call, input.roleId)),
  people: userProcedure('staff.read', z.void()).query(async ({ sql }) =>
    (await shownPeople(sql)).map(({ access, ...person }) => ({
      ...person,
      company: namesIn(access.company),
      branches: [...access.branches.keys()].map((at) => ({ branchId: at, permissions: namesIn(accessAt(access, at)) })),
    })),
  ),
  assign: branchProcedure('staff.manage', assignment).mutation((call, input) => assignRole(call, input)),
  unassign: branchProcedure('staff.manage', assignment).mutation((call, input) => unassignRole(call, input)),
  override: branchProcedure(
    'staff.manage',
    z.strictObject({ userId: idSchema, permission, branchId, effect: z.enum(['allow', 'deny']).nullable() }),
  ).mutation((call, input) => overridePermission(call, input)),
  suspend: userProcedure('staff.manage', z.strictObject({ userId: idSchema, suspended: z.boolean() })).mutation((call, input) =>
    suspendPerson(call, input),
  ),
  /** How far each role goes by itself, in the company or at a branch. */
  limits: branchProcedure('staff.read', z.strictObject({ branchId })).query((call, input) => shownLimits(call, input.branchId)),
  saveLimits: branchProcedure('staff.manage', z.strictObject({ branchId, roleId, limits: limitsSchema.partial() })).mutation(
    (call, input) => saveLimits(call, input),
  ),
  explain: userProcedure('staff.read', z.strictObject({ userId: idSchema, branchId })).query(({ sql }, input) =>
    explainFor(sql, { ...input, permissions: PERMISSIONS }),
  ),
});

function namesIn(set: PermissionSet) {
  return PERMISSIONS.filter((each) => may(set, each));
}
