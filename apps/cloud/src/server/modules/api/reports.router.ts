import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { ACT_KINDS } from '@fastops/shared/reports/order-acts';
import { isPeriod, SALES_BY } from '@fastops/shared/reports/report';
import { reachProcedure, router } from '../../rpc/procedures.ts';
import { today } from '../dashboard/dashboard.service.ts';
import { mix } from '../reports/mix.service.ts';
import { acts, drawers, foodCost, kitchen, people, sales, transfers } from '../reports/reports.service.ts';
import * as answers from './reports.answers.ts';
import { BRANCH_EXAMPLE, day, ID_EXAMPLE, nothing } from './paging.ts';

const NOT_A_PERIOD = 'not a period';
const tags = ['reports'];
const shape = {
  from: day,
  to: day,
  branchIds: z
    .array(idSchema)
    .min(1)
    .max(500)

    .meta({ description: 'Branches, one parameter each; without: all you see.', example: [BRANCH_EXAMPLE] })
    .optional(),
};
const period = z.strictObject(shape).refine(isPeriod, NOT_A_PERIOD);
const salesAsked = z
  .strictObject({ ...shape, by: z.enum(SALES_BY).default('day').meta({ description: 'By what they are told apart.', example: 'product' }) })
  .refine(isPeriod, NOT_A_PERIOD);
const actsAsked = z
  .strictObject({
    ...shape,
    kind: z.enum(ACT_KINDS).meta({ example: ACT_KINDS[0] }).optional(),
    personId: idSchema.meta({ example: ID_EXAMPLE }).optional(),
  })
  .refine(isPeriod, NOT_A_PERIOD);

/** Every answer is about the branches that the caller sees, whatever was asked for. */
export const apiReportsRouter = router({
  today: reachProcedure('reports.view', nothing, {
    method: 'GET',
    path: '/reports/today',
    tags,
    summary: 'Sales of the day so far, by branch and hour',
    answer: answers.today,
  }).query(({ sql, actor, machine }) => today(sql, { now: machine.now(), reach: actor.reach })),
  sales: reachProcedure('reports.view', salesAsked, {
    method: 'GET',
    path: '/reports/sales',
    tags,
    summary: 'Sales of a period by day, hour, product, channel…',
    answer: answers.sales,
  }).query(({ sql, actor: { reach } }, asked) => sales(sql, { ...asked, reach })),
  mix: reachProcedure('reports.view', period, {
    method: 'GET',
    path: '/reports/mix',
    tags,
    summary: 'What of the menu was sold, and what it cost',
    answer: answers.mix,
  }).query(({ sql, actor: { reach } }, asked) => mix(sql, { ...asked, combos: 'spread', reach })),
  foodCost: reachProcedure('reports.view', period, {
    method: 'GET',
    path: '/reports/food-cost',
    tags,
    summary: 'Food cost, waste and what nobody can explain, by branch',
    answer: answers.foodCost,
  }).query(async ({ sql, actor: { reach } }, asked) => ({ rows: await foodCost(sql, { ...asked, reach }) })),
  people: reachProcedure('reports.view', period, {
    method: 'GET',
    path: '/reports/people',
    tags,
    summary: 'Who took something off or gave something back',
    answer: answers.people,
  }).query(({ sql, actor: { reach } }, asked) => people(sql, { ...asked, reach })),
  acts: reachProcedure('reports.view', actsAsked, {
    method: 'GET',
    path: '/reports/acts',
    tags,
    summary: 'Voids, discounts and refunds one by one, the newest 500',
    answer: answers.acts,
  }).query(({ sql, actor: { reach } }, asked) => acts(sql, { ...asked, reach })),
  drawers: reachProcedure('reports.view', period, {
    method: 'GET',
    path: '/reports/drawers',
    tags,
    summary: 'What the drawers should have held, and what was counted',
    answer: answers.drawers,
  }).query(async ({ sql, actor: { reach } }, asked) => ({ rows: await drawers(sql, { ...asked, reach }) })),
  transfers: reachProcedure('reports.view', period, {
    method: 'GET',
    path: '/reports/transfers',
    tags,
    summary: 'Transfers that nobody has seen arrive',
    answer: answers.transfers,
  }).query(async ({ sql, actor: { reach } }, asked) => ({ rows: await transfers(sql, { ...asked, reach }) })),
  kitchen: reachProcedure('reports.view', period, {
    method: 'GET',
    path: '/reports/kitchen',
    tags,
    summary: 'How long each station took',
    answer: answers.kitchen,
  }).query(async ({ sql, actor: { reach } }, asked) => ({ rows: await kitchen(sql, { ...asked, reach }) })),
});
