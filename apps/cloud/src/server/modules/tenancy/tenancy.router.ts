import { z } from 'zod';
import { reaches } from '@fastops/shared/identity/access';
import { branches } from '../../rpc/rest-answers.ts';
import { reachProcedure, router } from '../../rpc/procedures.ts';
import { branchesOf } from './tenancy.service.ts';

export const branchesRouter = router({
  list: reachProcedure('branches.read', z.void(), { method: 'GET', path: '/branches', tags: ['branches'], answer: branches }).query(
    async ({ sql, actor }) => (await branchesOf(sql)).filter(({ id }) => reaches(actor.reach, id)),
  ),
});
