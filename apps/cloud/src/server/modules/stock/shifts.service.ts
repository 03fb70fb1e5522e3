import { movementsOf, type Movement } from '@fastops/shared/stock/movement';
import { orderMovements } from '@fastops/shared/stock/order-stock';
import { shiftAt, shiftsOf, type Shift } from '@fastops/shared/stock/shifts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { sessionsBetween } from '../cash/cash.service.ts';
import { ordersBetween, papersBetween } from './shifts.store.ts';
import { varianceNamer, type NamedVariance } from './stock.service.ts';

/** What a shift used, lost and cannot explain, ingredient by ingredient. */
export type ShiftVariance = Shift & { readonly rows: readonly NamedVariance[] };

/**
 * Theoretical against actual of each shift, newest first: the same facts as those of the days, told apart by when they happened. Days
 * without any shift (goods on a Sunday) are in the days' figures alone.
 */
export async function varianceByShift(
  sql: TenantSql,
  period: { readonly branchId: string; readonly from: string; readonly to: string },
): Promise<ShiftVariance[]> {
  const [sessions, orders, papers, named] = await Promise.all([
    sessionsBetween(sql, period),
    ordersBetween(sql, period),
    papersBetween(sql, period),
    varianceNamer(sql, [period.branchId]),
  ]);
  const shifts = shiftsOf(sessions);
  const moved = [
    ...orders.map(({ at, doc }) => ({ at, moves: orderMovements(doc) })),
    ...papers.map(({ at, paper }) => ({ at, moves: movementsOf(paper) })),
  ];
  const byShift = new Map<string, Movement[]>(shifts.map(({ id }) => [id, []]));
  for (const { at, moves } of moved) byShift.get(shiftAt(shifts, at)?.id ?? '')?.push(...moves);
  return shifts.map((shift) => ({ ...shift, rows: named(period.branchId, byShift.get(shift.id) ?? []) })).reverse();
}
