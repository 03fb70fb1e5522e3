import { canonicalJson } from '@fastops/shared/base/canonical';
import { foldCost, type CostDay, type StockCost } from '@fastops/shared/stock/average-cost';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { checkCostWeeks } from './ledger.store.ts';
import { listMarks, listOthers, listReceipts, lockMark, upsertMark, type Behind, type OtherRow, type ReceiptRow } from './costs.store.ts';

/** What each ingredient of a branch costs. */
export type Costs = ReadonlyMap<string, StockCost>;

const THE_BEGINNING = '-infinity';

/** What ingredients cost in branches now: as at the mark of each branch, and what came after it. */
export async function costsOf(sql: TenantSql, branchIds: readonly string[]): Promise<ReadonlyMap<string, Costs>> {
  const marks = new Map((await listMarks(sql, branchIds)).map((mark) => [mark.branchId, mark]));
  const days = await daysBehind(
    sql,
    branchIds.map((branchId) => ({ branchId, day: marks.get(branchId)?.through ?? THE_BEGINNING })),
  );
  return new Map(branchIds.map((id) => [id, folded(days.get(id) ?? new Map(), marks.get(id)?.costs ?? {})]));
}

export async function costsIn(sql: TenantSql, branchId: string): Promise<Costs> {
  return (await costsOf(sql, [branchId])).get(branchId) ?? new Map();
}

/**
 * Folds the whole past of a branch again up to a day and keeps what it came to; answers how many ingredients the mark before said
 * otherwise of.
 */
export async function renewMark(sql: TenantSql, { branchId, through }: { branchId: string; through: string }): Promise<number> {
  await lockMark(sql, branchId);
  const [before] = await listMarks(sql, [branchId]);
  const days = (await daysBehind(sql, [{ branchId, day: THE_BEGINNING }])).get(branchId) ?? new Map<string, CostDay[]>();
  const upTo = (last: string) => {
    const known = [...days].map(([id, mine]) => [id, mine.filter(({ businessDay }) => businessDay <= last)] as const);
    return folded(new Map(known.filter(([, mine]) => mine.length > 0)), {});
  };
  const costs = upTo(through);
  await upsertMark(sql, { branchId, through, costs: Object.fromEntries(costs) });
  return before ? differences(new Map(Object.entries(before.costs)), upTo(before.through)) : 0;
}

function differences(kept: Costs, meant: Costs): number {
  const ids = new Set([...kept.keys(), ...meant.keys()]);
  return [...ids].filter((id) => canonicalJson(kept.get(id) ?? null) !== canonicalJson(meant.get(id) ?? null)).length;
}

/** Makes the weeks of what products cost again from the days, from the week of a day on; answers how many were off. */
export function checkProductCosts(sql: TenantSql, at: { branchId: string; since: string }): Promise<number> {
  return checkCostWeeks(sql, at);
}

/** What moved each ingredient on each day after one, by branch. */
async function daysBehind(sql: TenantSql, behind: Behind): Promise<ReadonlyMap<string, ReadonlyMap<string, CostDay[]>>> {
  const [receipts, others] = await Promise.all([listReceipts(sql, behind), listOthers(sql, behind)]);
  const receiptsOf = Map.groupBy(receipts, ({ branchId }) => branchId);
  const othersOf = Map.groupBy(others, ({ branchId }) => branchId);
  return new Map(behind.map(({ branchId }) => [branchId, daysOf(receiptsOf.get(branchId) ?? [], othersOf.get(branchId) ?? [])]));
}

function daysOf(receipts: readonly ReceiptRow[], others: readonly OtherRow[]): Map<string, CostDay[]> {
  const byDay = new Map<string, { ingredientId: string; businessDay: string; receipts: ReceiptRow[]; others: number }>();
  const dayOf = ({ ingredientId, businessDay }: Pick<OtherRow, 'ingredientId' | 'businessDay'>) => {
    const key = `${ingredientId} ${businessDay}`;
    const day = byDay.get(key) ?? { ingredientId, businessDay, receipts: [], others: 0 };
    byDay.set(key, day);
    return day;
  };
  for (const receipt of receipts) dayOf(receipt).receipts.push(receipt);
  for (const other of others) dayOf(other).others += other.others;
  return Map.groupBy(byDay.values(), ({ ingredientId }) => ingredientId);
}

function folded(days: ReadonlyMap<string, readonly CostDay[]>, start: Readonly<Record<string, StockCost>>): Costs {
  const ids = new Set([...Object.keys(start), ...days.keys()]);
  return new Map([...ids].map((id) => [id, foldCost(days.get(id) ?? [], start[id])]));
}
