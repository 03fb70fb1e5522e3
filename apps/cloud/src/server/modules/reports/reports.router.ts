import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { done } from '@fastops/shared/base/result';
import { businessDaySchema } from '@fastops/shared/base/time';
import type { Reach } from '@fastops/shared/identity/access';
import { orderTypeSchema, paymentMethodSchema } from '@fastops/shared/orders/order.events';
import { ACT_KINDS } from '@fastops/shared/reports/order-acts';
import { flagLimitsSchema } from '@fastops/shared/reports/red-flags';
import { isPeriod, periodShape, SALES_BY, type Period } from '@fastops/shared/reports/report';
import { savedViewSchema } from '@fastops/shared/reports/view';
import { reachProcedure, router, userProcedure, type CompanyCall, type ReachingActor, type Rest } from '../../rpc/procedures.ts';
import { showsSince } from '../subscriptions/subscriptions.service.ts';
import { flagLimitsOf, saveFlagLimits } from './flag-limits.service.ts';
import { morning } from './morning.service.ts';
import { mix } from './mix.service.ts';
import { acts, drawers, foodCost, kitchen, people, sales, tickets, transfers } from './reports.service.ts';
import { removeView, saveView, viewsOf } from './views.service.ts';

const NOT_A_PERIOD = 'not a period';
const period = z.strictObject(periodShape).refine(isPeriod, NOT_A_PERIOD);
const salesInput = z.strictObject({ ...periodShape, by: z.enum(SALES_BY) }).refine(isPeriod, NOT_A_PERIOD);
const mixInput = z.strictObject({ ...periodShape, combos: z.enum(['sold', 'spread']).default('spread') }).refine(isPeriod, NOT_A_PERIOD);
const actsInput = z
  .strictObject({ ...periodShape, kind: z.enum(ACT_KINDS).optional(), personId: idSchema.optional() })
  .refine(isPeriod, NOT_A_PERIOD);
const drill = z.strictObject({
  hour: z.int().min(0).max(23).optional(),
  weekday: z.int().min(1).max(7).optional(),
  channel: orderTypeSchema.optional(),
  staffId: idSchema.optional(),
  method: paymentMethodSchema.optional(),
  productId: idSchema.optional(),
  categoryId: idSchema.optional(),
});
const cursor = z.strictObject({ day: businessDaySchema, id: idSchema });
const ticketsInput = z
  .strictObject({ ...periodShape, drill: drill.default({}), cursor: cursor.optional(), limit: z.int().min(1).max(200).default(50) })
  .refine(isPeriod, NOT_A_PERIOD);

type Sql = CompanyCall<ReachingActor>['sql'];

/** A report over a period that begins no earlier than the company's plan looks back. */
function about<S extends z.ZodType<Period>, R>(
  schema: S,
  report: (sql: Sql, question: z.output<S> & { reach: Reach }) => Promise<R>,
  rest?: Rest,
) {
  return reachProcedure('reports.view', schema, rest).find(async ({ sql, actor: { reach }, machine }, input) => {
    const shown = await showsSince(sql, input.from, machine.now());
    return shown.ok ? done(await report(sql, { ...input, reach })) : shown;
  });
}

/** Every answer is about the branches that the person sees, whatever was asked for. */
export const reportsRouter = router({
  morning: reachProcedure('reports.view', z.void()).query(({ sql, actor, machine }) =>
    morning(sql, { now: machine.now(), reach: actor.reach }),
  ),
  sales: about(salesInput, sales),
  mix: about(mixInput, mix),
  foodCost: about(period, foodCost),
  people: about(period, people),
  acts: about(actsInput, acts),
  drawers: about(period, drawers),
  transfers: about(period, transfers),
  kitchen: about(period, kitchen),
  tickets: about(ticketsInput, tickets),
  /** From where on the morning page tells. */
  limits: reachProcedure('reports.view', z.void()).query(({ sql }) => flagLimitsOf(sql)),
  saveLimits: userProcedure('company.manage', flagLimitsSchema).mutation((call, limits) => saveFlagLimits(call, limits)),
  /** A person's own views; nobody sees another's. */
  views: reachProcedure('reports.view', z.void()).query(({ sql, actor }) => viewsOf(sql, actor)),
  saveView: reachProcedure('reports.view', savedViewSchema).mutation(({ sql, actor, machine }, view) =>
    saveView(sql, { view, userId: actor.userId, now: machine.now() }),
  ),
  removeView: reachProcedure('reports.view', z.strictObject({ id: idSchema })).mutation(({ sql, actor }, { id }) =>
    removeView(sql, { id, userId: actor.userId }),
  ),
});
