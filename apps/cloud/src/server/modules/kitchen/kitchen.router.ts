import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { businessDaySchema } from '@fastops/shared/base/time';
import { branchProcedure, reachProcedure, router } from '../../rpc/procedures.ts';
import { times, unseen } from './kitchen.service.ts';

export const kitchenRouter = router({
  /** Tickets that no screen, printer or person in the kitchen has answered for. */
  unseen: reachProcedure('reports.view', z.void()).query(({ sql, actor, machine }) =>
    unseen(sql, { now: machine.now(), reach: actor.reach }),
  ),
  times: branchProcedure('reports.view', z.strictObject({ branchId: idSchema, businessDay: businessDaySchema })).query(({ sql }, of) =>
    times(sql, of),
  ),
});
