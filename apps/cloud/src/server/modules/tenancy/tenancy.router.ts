import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { TAX_PROFILES } from '@fastops/shared/catalog/tax-profile';
import { reaches } from '@fastops/shared/identity/access';
import { branchPlaceSchema } from '@fastops/shared/tenancy/sign-up';
import { branchProcedure, reachProcedure, router, userProcedure } from '../../rpc/procedures.ts';
import { archiveBranch, branchDetails, createBranch, editBranch, restoreBranch } from './branches.service.ts';
import { workingBranchesOf } from './tenancy.service.ts';

const placed = z.strictObject({ ...branchPlaceSchema.shape, branchId: idSchema });
const created = z.strictObject({ ...branchPlaceSchema.shape, tax: z.enum(TAX_PROFILES) });
const which = z.strictObject({ branchId: idSchema });

export const branchesRouter = router({
  list: reachProcedure('branches.read', z.void()).query(async ({ sql, actor }) =>
    (await workingBranchesOf(sql)).filter(({ id }) => reaches(actor.reach, id)),
  ),
  details: reachProcedure('branches.read', z.void()).query(({ sql, actor }) => branchDetails(sql, actor.reach)),
  create: userProcedure('branches.manage', created).mutation((call, input) => createBranch(call, input)),
  edit: branchProcedure('branches.manage', placed).mutation((call, input) => editBranch(call, input)),
  archive: branchProcedure('branches.manage', which).mutation((call, { branchId }) => archiveBranch(call, branchId)),
  restore: branchProcedure('branches.manage', which).mutation((call, { branchId }) => restoreBranch(call, branchId)),
});
