import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { businessDaySchema } from '@fastops/shared/base/time';
import type { CallContext, UserActor } from '../../context.ts';
import * as answers from '../../rpc/rest-answers.ts';
import { branchProcedure, liveProcedure, reachProcedure, router } from '../../rpc/procedures.ts';
import { newsOf } from '../sync/news.service.ts';
import { dayOrders, orderDetail, today } from './dashboard.service.ts';

export const dashboardRouter = router({
  today: reachProcedure('reports.view', z.void(), {
    method: 'GET',
    path: '/reports/today',
    tags: ['reports'],
    answer: answers.today,
  }).query(({ sql, actor, machine }) => today(sql, { now: machine.now(), reach: actor.reach })),
  order: reachProcedure('reports.view', z.strictObject({ id: idSchema }), {
    method: 'GET',
    path: '/orders/{id}',
    tags: ['orders'],
    answer: answers.orderDetail,
  }).find(({ sql, actor }, { id }) => orderDetail(sql, { id, reach: actor.reach })),
  orders: branchProcedure(
    'reports.view',
    z.strictObject({
      branchId: idSchema,
      businessDay: businessDaySchema,
      cursor: idSchema.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    { method: 'GET', path: '/orders', tags: ['orders'], answer: answers.orderPage },
  ).query(({ sql }, filter) => dayOrders(sql, filter)),
  /** A tick at first and after each commit of the company; the page asks again with its own rights. */
  live: liveProcedure('reports.view', {
    listen: ({ actor, fanout }: CallContext & { actor: UserActor }, signal) => newsOf(fanout, actor.companyId, signal),
    first: async ({ actor, machine }) => [{ companyId: actor.companyId, scope: 'start', head: 0, at: machine.now() }],
  }),
});
