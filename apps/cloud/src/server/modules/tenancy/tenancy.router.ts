import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { reaches } from '@fastops/shared/identity/access';
import { branches } from '../../rpc/rest-answers.ts';
import { branchProcedure, reachProcedure, router } from '../../rpc/procedures.ts';
import { branchesOf, staffOf } from './tenancy.service.ts';

export const branchesRouter = router({
  list: reachProcedure('branches.read', z.void(), { method: 'GET', path: '/branches', tags: ['branches'], answer: branches }).query(
    async ({ sql, actor }) => (await branchesOf(sql)).filter(({ id }) => reaches(actor.reach, id)),
  ),
});

export const staffRouter = router({
  list: branchProcedure('staff.read', z.strictObject({ branchId: idSchema })).query(async ({ sql }, { branchId }) =>
    (await staffOf(sql, branchId)).map(({ id, name, role }) => ({ id, name, role })),
  ),
});
