import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { branchProcedure, reachProcedure, router } from '../../rpc/procedures.ts';
import { customerAccount, customersOf } from './customers.service.ts';

const filter = z.strictObject({
  branchId: idSchema,
  wanted: z.string().trim().max(60).default(''),
  owing: z.boolean().default(false),
  limit: z.int().min(1).max(200).default(100),
});

/** Who buys at a branch by name, and their accounts. They are written down and changed at the till. */
export const customersRouter = router({
  list: branchProcedure('customers.read', filter).query(({ sql }, asked) => customersOf(sql, asked)),
  account: reachProcedure('customers.read', z.strictObject({ id: idSchema })).find(({ sql, actor }, { id }) =>
    customerAccount(sql, { id, reach: actor.reach }),
  ),
});
