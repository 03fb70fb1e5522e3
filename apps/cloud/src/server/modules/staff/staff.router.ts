import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { textSchema } from '@fastops/shared/base/text';
import { pinSchema } from '@fastops/shared/identity/grant';
import { branchProcedure, reachProcedure, router, terminalProcedure } from '../../rpc/procedures.ts';
import { shownRoles } from '../access/editing.service.ts';
import { staffOf } from '../tenancy/tenancy.service.ts';
import { everybody, hireFirst, resetPin, saveStaff, STAFF_STATUS } from './staff.service.ts';

const person = z.strictObject({
  id: idSchema,
  name: textSchema(60),
  role: z.string().min(1).max(40),
  branchId: idSchema.nullable(),
  /** Further branches of somebody who has one. */
  alsoAt: z.array(idSchema).max(100),
  status: z.enum(STAFF_STATUS),
});

/** People at the tills and in the kitchens. */
export const staffRouter = router({
  list: branchProcedure('staff.read', z.strictObject({ branchId: idSchema })).query(async ({ sql }, { branchId }) =>
    (await staffOf(sql, branchId)).map(({ id, name, role }) => ({ id, name, role })),
  ),
  everybody: reachProcedure('staff.read', z.void()).query((call) => everybody(call, call.actor.reach)),
  /** The roles that people at the tills may have, by name: who manages one branch doesn't see the rest of the roles' affairs. */
  roles: reachProcedure('staff.read', z.void()).query(async ({ sql }) =>
    (await shownRoles(sql)).map(({ id, name, system }) => ({ id, name, system })),
  ),
  save: branchProcedure('staff.manage', person).mutation((call, input) => saveStaff(call, input)),
  /** At a till that is being set up, for a branch where nobody works yet. */
  first: terminalProcedure(z.strictObject({ name: textSchema(60), pin: pinSchema })).request((call, input) => hireFirst(call, input)),
  resetPin: reachProcedure('staff.manage', z.strictObject({ id: idSchema, pin: pinSchema })).mutation((call, input) =>
    resetPin(call, input),
  ),
});
