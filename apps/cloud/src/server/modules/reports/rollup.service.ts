import { dayAfter } from '@fastops/shared/reports/days';
import type { OrderAct } from '@fastops/shared/reports/order-acts';
import {
  cellCount,
  cellDifference,
  cellMoves,
  saleCells,
  type CountedOrder,
  type SaleCells,
  type SoldNames,
} from '@fastops/shared/reports/sale-cells';
import type { Database, TenantSql } from '../../db/tenant-scope.ts';
import { checkKitchenTimes } from '../kitchen/kitchen.service.ts';
import { checkProductCosts, renewMark } from '../stock/costs.service.ts';
import { branchesOf } from '../tenancy/tenancy.service.ts';
import {
  branchDaysSince,
  checkCoarse,
  dayAsKept,
  insertCheck,
  lockChecks,
  moveCells,
  replaceActs,
  rulesOfSums,
  type BranchDay,
} from './rollup.store.ts';

/** What a push moves in the sums of reports. */
export type Moves = {
  readonly cells: SaleCells;
  readonly names: SoldNames;
  readonly acts: readonly OrderAct[];
  /** Orders that may have acts here already. */
  readonly older: readonly string[];
};

/** Raised when `sale-cells` adds up otherwise: sums of earlier rules are then asked again. */
export const RULES = 3;
const THE_BEGINNING = '1970-01-01';
const MARK_DAYS = 8;

export function movesOf({
  before,
  after,
}: {
  before: readonly CountedOrder[];
  after: readonly CountedOrder[];
}): Pick<Moves, 'cells' | 'names'> {
  const { names, ...cells } = cellMoves(before, after);
  return { cells, names };
}

/** Written in the transaction of the push. */
export async function keepMoves(sql: TenantSql, { cells, names, acts, older }: Moves): Promise<void> {
  await Promise.all([moveCells(sql, cells, names), replaceActs(sql, acts, older)]);
}

/** How many branch-days were asked, and how many of their sums were off; those are right now. */
export type Check = { readonly branchDays: number; readonly differences: number };

/**
 * Asks the orders what the sums should be, day by day, and moves the sums by what is missing. Sums and orders of a day are read in
 * one statement: a push that commits later moves both by the same, so it may go on meanwhile.
 */
export async function checkSums(
  db: Database,
  { companyId, now, since = THE_BEGINNING }: { companyId: string; now: number; since?: string },
): Promise<Check> {
  const days = await db.inCompany(companyId, (sql) => branchDaysSince(sql, since));
  let differences = 0;
  for (const day of days) differences += await db.inCompany(companyId, (sql) => checkDay(sql, day));
  const branches = await db.inCompany(companyId, branchesOf);
  for (const { id: branchId } of branches)
    differences += await db.inCompany(companyId, async (sql) => {
      await lockChecks(sql);
      const at = { branchId, since };
      return (await checkCoarse(sql, at)) + (await checkKitchenTimes(sql, at)) + (await checkProductCosts(sql, at));
    });
  // What is later than that may well move a day that has gone by: a till that was offline for a week takes a mark away.
  const through = dayAfter(new Date(now).toISOString().slice(0, 10), -MARK_DAYS);
  for (const { id: branchId } of branches) differences += await db.inCompany(companyId, (sql) => renewMark(sql, { branchId, through }));
  const check = { branchDays: days.length, differences };
  await db.inCompany(companyId, (sql) => insertCheck(sql, { at: now, rules: RULES, fromDay: since, ...check }));
  return check;
}

async function checkDay(sql: TenantSql, day: BranchDay): Promise<number> {
  await lockChecks(sql);
  const { orders, kept } = await dayAsKept(sql, day);
  const missing = cellDifference(saleCells(orders), kept);
  await moveCells(sql, missing, new Map());
  return cellCount(missing);
}

/** Sums made by earlier rules, or before there were any, are asked again from the beginning. For the start of a version. */
export async function bringSumsUpToDate(db: Database, { companyId, now }: { companyId: string; now: number }): Promise<Check | undefined> {
  const rules = await db.inCompany(companyId, rulesOfSums);
  return rules >= RULES ? undefined : checkSums(db, { companyId, now });
}
