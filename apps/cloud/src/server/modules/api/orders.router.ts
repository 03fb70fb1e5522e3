import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { businessDaySchema } from '@fastops/shared/base/time';
import { ORDER_STATES } from '@fastops/shared/orders/order.fold';
import { isPeriod } from '@fastops/shared/reports/report';
import { hashSchema } from '@fastops/shared/sync/event';
import { stockPaperSchema } from '@fastops/shared/stock/stock.events';
import { branchProcedure, reachProcedure, router } from '../../rpc/procedures.ts';
import { cashOf, zReport } from '../cash/cash.service.ts';
import { orderDetail, ordersPage } from '../dashboard/dashboard.service.ts';
import { levels, movements, writePaper } from '../stock/stock.service.ts';
import * as answers from './orders.answers.ts';
import { branch, ID_EXAMPLE, listOf, one, pageById, paged, period, shown, text } from './paging.ts';

const NOT_A_PERIOD = 'not a period';
/** A place in a list that is ordered by day and then by other things, as one word: `2026-11-24_…`. */
function dayCursor<P extends readonly [z.ZodType<string>, ...z.ZodType<string>[]]>(...parts: P) {
  return z
    .string()
    .max(200)
    .transform((word) => word.split('_'))
    .pipe(z.tuple([businessDaySchema, ...parts]))

    .meta({ description: '`next` of the page before.' })
    .optional();
}

const ordersAsked = z
  .strictObject({
    ...period,
    branchId: branch.optional(),
    state: z.enum(ORDER_STATES).meta({ example: 'placed' }).optional(),
    cursor: dayCursor(idSchema),
    limit: paged.limit,
  })
  .refine(isPeriod, NOT_A_PERIOD);

/** What was sold. */
export const ordersRouter = router({
  list: reachProcedure('reports.view', ordersAsked, {
    method: 'GET',
    path: '/orders',
    tags: ['orders'],
    summary: 'List orders of a period, the earliest first',
    answer: listOf(answers.orderSummary),
  }).query(async ({ sql, actor }, { cursor, branchId, state, ...asked }) => {
    const at = cursor && { day: cursor[0], id: cursor[1] };
    const { items, last } = await ordersPage(sql, { ...asked, branchId, state, reach: actor.reach, cursor: at });
    return { items, next: last && `${last.day}_${last.id}` };
  }),
  get: reachProcedure('reports.view', one, {
    method: 'GET',
    path: '/orders/{id}',
    tags: ['orders'],
    summary: 'Read one order with its lines and payments',
    answer: answers.order,
  }).find(({ sql, actor }, { id }) => orderDetail(sql, { id, reach: actor.reach })),
});

const LATEST = 8_640_000_000_000_000;
const sessionsAsked = z.strictObject({
  branchId: branch,
  cursor: z.coerce.number().int().min(0).max(LATEST).meta({ description: '`next` of the page before.' }).optional(),
  limit: paged.limit,
});

/** The drawers' shifts. */
export const cashSessionsRouter = router({
  list: branchProcedure('reports.view', sessionsAsked, {
    method: 'GET',
    path: '/cash-sessions',
    tags: ['cash-sessions'],
    summary: 'List the cash sessions of a branch, the newest first',
    answer: listOf(answers.cashSession),
  }).query(async ({ sql }, { branchId, cursor = LATEST, limit }) => {
    const { sessions } = await cashOf(sql, { branchId, before: cursor, limit: limit + 1 });
    const items = sessions.slice(0, limit);
    return { items, next: sessions.length > limit ? String(items.at(-1)?.openedAt) : null };
  }),
  z: reachProcedure('reports.view', z.strictObject({ hash: hashSchema.meta({ example: 'f'.repeat(64) }) }), {
    method: 'GET',
    path: '/z-reports/{hash}',
    tags: ['cash-sessions'],
    summary: 'Read a Z report as it was printed',
    answer: answers.zReport,
  }).find(({ sql, actor }, { hash }) => zReport(sql, { hash, reach: actor.reach })),
});

const movementsAsked = z
  .strictObject({
    branchId: branch,
    ...period,
    ingredientId: idSchema.meta({ example: ID_EXAMPLE }).optional(),
    cursor: dayCursor(idSchema, z.string().max(20)),
    limit: paged.limit,
  })
  .refine(isPeriod, NOT_A_PERIOD);

/** What anybody who works with the stock writes. */
const WORK = new Set(['stock.received', 'stock.wasted', 'stock.counted']);
const paperWritten = shown(
  z.strictObject({ id: idSchema, branchId: idSchema, paper: stockPaperSchema }).refine(({ paper }) => WORK.has(paper.type), 'needs more'),
  {
    id: ID_EXAMPLE,
    branchId: ID_EXAMPLE,
    paper: { type: 'stock.wasted', body: { reason: 'burnt', lines: [{ ingredientId: ID_EXAMPLE, quantity: 500_000 }] } },
  },
);

/** What there is, and what moved it. */
export const inventoryRouter = router({
  stock: branchProcedure('stock.read', z.strictObject({ branchId: branch, q: text, ...paged }), {
    method: 'GET',
    path: '/inventory/stock',
    tags: ['inventory'],
    summary: 'What there is of each ingredient in a branch',
    answer: listOf(answers.stockLevel),
  }).query(async ({ sql }, { branchId, q, ...page }) => {
    const all = await levels(sql, branchId);
    return pageById(
      all.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase())),
      page,
      ({ id }) => id,
    );
  }),
  movements: branchProcedure('stock.read', movementsAsked, {
    method: 'GET',
    path: '/inventory/movements',
    tags: ['inventory'],
    summary: 'What moved the stock of a branch, by day, ingredient and kind',
    answer: listOf(answers.movement),
  }).query(async ({ sql }, { cursor, ...asked }) => {
    const at = cursor && { day: cursor[0], ingredientId: cursor[1], kind: cursor[2] };
    const { items, last } = await movements(sql, { ...asked, ingredientId: asked.ingredientId, cursor: at });
    return { items, next: last && [last.day, last.ingredientId, last.kind].join('_') };
  }),
  write: branchProcedure('stock.work', paperWritten, {
    method: 'POST',
    path: '/inventory/papers',
    tags: ['inventory'],
    summary: 'Write goods received, waste or a count; the same id again is the same paper',
    answer: shown(one, { id: ID_EXAMPLE }),
  }).mutation(writePaper),
});
