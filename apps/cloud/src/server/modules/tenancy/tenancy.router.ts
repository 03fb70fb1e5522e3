import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { branches } from '../../rpc/rest-answers.ts';
import { router, userProcedure } from '../../rpc/procedures.ts';
import { branchesOf, staffOf } from './tenancy.service.ts';

export const branchesRouter = router({
  list: userProcedure('branches.read', z.void(), { method: 'GET', path: '/branches', tags: ['branches'], answer: branches }).query(
    ({ sql }) => branchesOf(sql),
  ),
});

export const staffRouter = router({
  list: userProcedure('staff.read', z.strictObject({ branchId: idSchema })).query(async ({ sql }, { branchId }) =>
    (await staffOf(sql, branchId)).map(({ id, name, role }) => ({ id, name, role })),
  ),
});
