import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { businessDaySchema } from '@fastops/shared/base/time';
import { orderTypeSchema, paymentMethodSchema } from '@fastops/shared/orders/order.events';
import { ACT_KINDS } from '@fastops/shared/reports/order-acts';
import { flagLimitsSchema } from '@fastops/shared/reports/red-flags';
import { isPeriod, periodShape, SALES_BY } from '@fastops/shared/reports/report';
import { savedViewSchema } from '@fastops/shared/reports/view';
import { reachProcedure, router, userProcedure } from '../../rpc/procedures.ts';
import { flagLimitsOf, saveFlagLimits } from './flag-limits.service.ts';
import { morning } from './morning.service.ts';
import { acts, drawers, foodCost, kitchen, mix, people, sales, tickets, transfers } from './reports.service.ts';
import { removeView, saveView, viewsOf } from './views.service.ts';

const NOT_A_PERIOD = 'not a period';
const period = z.strictObject(periodShape).refine(isPeriod, NOT_A_PERIOD);
const salesInput = z.strictObject({ ...periodShape, by: z.enum(SALES_BY) }).refine(isPeriod, NOT_A_PERIOD);
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

/** Every answer is about the branches that the person sees, whatever was asked for. */
export const reportsRouter = router({
  morning: reachProcedure('reports.view', z.void()).query(({ sql, actor, machine }) =>
    morning(sql, { now: machine.now(), reach: actor.reach }),
  ),
  sales: reachProcedure('reports.view', salesInput).query(({ sql, actor: { reach } }, input) => sales(sql, { ...input, reach })),
  mix: reachProcedure('reports.view', period).query(({ sql, actor: { reach } }, input) => mix(sql, { ...input, reach })),
  foodCost: reachProcedure('reports.view', period).query(({ sql, actor: { reach } }, input) => foodCost(sql, { ...input, reach })),
  people: reachProcedure('reports.view', period).query(({ sql, actor: { reach } }, input) => people(sql, { ...input, reach })),
  acts: reachProcedure('reports.view', actsInput).query(({ sql, actor: { reach } }, input) => acts(sql, { ...input, reach })),
  drawers: reachProcedure('reports.view', period).query(({ sql, actor: { reach } }, input) => drawers(sql, { ...input, reach })),
  transfers: reachProcedure('reports.view', period).query(({ sql, actor: { reach } }, input) => transfers(sql, { ...input, reach })),
  kitchen: reachProcedure('reports.view', period).query(({ sql, actor: { reach } }, input) => kitchen(sql, { ...input, reach })),
  tickets: reachProcedure('reports.view', ticketsInput).query(({ sql, actor: { reach } }, input) => tickets(sql, { ...input, reach })),
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
