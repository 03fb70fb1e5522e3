import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import type { CallContext, UserActor } from '../../context.ts';
import { liveProcedure, reachProcedure, router } from '../../rpc/procedures.ts';
import { newsOf } from '../sync/news.service.ts';
import { orderDetail, today } from './dashboard.service.ts';

export const dashboardRouter = router({
  today: reachProcedure('reports.view', z.void()).query(({ sql, actor, machine }) =>
    today(sql, { now: machine.now(), reach: actor.reach }),
  ),
  order: reachProcedure('reports.view', z.strictObject({ id: idSchema })).find(({ sql, actor }, { id }) =>
    orderDetail(sql, { id, reach: actor.reach }),
  ),
  /** A tick at first and after each commit of the company; the page asks again with its own rights. */
  live: liveProcedure('reports.view', {
    listen: ({ actor, fanout }: CallContext & { actor: UserActor }, signal) => newsOf(fanout, actor.companyId, signal),
    first: async ({ actor, machine }) => [{ companyId: actor.companyId, scope: 'start', head: 0, at: machine.now() }],
  }),
});
