import { reaches, type Reach } from '@fastops/shared/identity/access';
import type { Period, SalesBy } from '@fastops/shared/reports/report';
import type { ActKind } from '@fastops/shared/reports/order-acts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { timesOver, type StationRow } from '../kitchen/kitchen.service.ts';
import { foodCosts } from '../stock/stock.service.ts';
import { branchesOf } from '../tenancy/tenancy.service.ts';
import { flagLimitsOf } from './flag-limits.service.ts';
import {
  actsByPerson,
  listActs,
  listDrawers,
  listTransfers,
  type ActRow,
  type DrawerRow,
  type PersonActs,
  type TransferRow,
} from './reports.store.ts';
import { listTickets, type Drill, type TicketRow } from './tickets.store.ts';
import { isInCombos, namesOf, salesBy, type Asked, type SalesRow } from './sales.store.ts';

/** A question about a period by somebody who sees some branches. */
export type Question = Period & { readonly reach: Reach };
/** Names of the ids in an answer. */
export type Named<T> = { readonly rows: readonly T[]; readonly names: Readonly<Record<string, string>> };

/** The branches that were asked for, as far as they are within reach: what lies outside is as if it were not there. */
export async function asked(sql: TenantSql, { from, to, branchIds, reach }: Question): Promise<Asked> {
  const all = await branchesOf(sql);
  const mine = all.map(({ id }) => id).filter((id) => reaches(reach, id) && (branchIds?.includes(id) ?? true));
  return { from, to, branchIds: mine };
}

export async function named<T>(sql: TenantSql, rows: readonly T[], idsOf: (row: T) => readonly (string | null)[]): Promise<Named<T>> {
  const ids = [...new Set(rows.flatMap(idsOf).filter((id) => id !== null))];
  return { rows, names: Object.fromEntries(await namesOf(sql, ids)) };
}

const BY_ID: readonly SalesBy[] = ['product', 'category', 'staff'];

export async function sales(sql: TenantSql, { by, ...question }: Question & { readonly by: SalesBy }): Promise<Named<SalesRow>> {
  const rows = await salesBy(sql, by, await asked(sql, question));
  return named(sql, rows, ({ key }) => (BY_ID.includes(by) ? [key] : []));
}

/** What food cost at a branch beside what it sold, without tax; cents are hundredths of a peso. */
export type FoodCostRow = {
  readonly branchId: string;
  readonly net: number;
  readonly costCents: number;
  readonly wasteCents: number;
  readonly voidCents: number;
  readonly unexplainedCents: number;
};

export async function foodCost(sql: TenantSql, question: Question): Promise<FoodCostRow[]> {
  const about = await asked(sql, question);
  const costs = new Map((await foodCosts(sql, about)).map((each) => [each.branchId, each]));
  const sold = Map.groupBy(await salesBy(sql, 'tax', about), ({ branchId }) => branchId);
  const rows = about.branchIds.map((branchId): FoodCostRow => {
    const { costCents = 0, waste = 0, voids = 0, unexplained = 0 } = costs.get(branchId) ?? {};
    const net = Math.round((sold.get(branchId) ?? []).reduce((total, row) => total + row.sales - row.part / 100, 0));
    return { branchId, net, costCents, wasteCents: waste, voidCents: voids, unexplainedCents: unexplained };
  });
  return rows.filter(({ branchId: _, ...figures }) => Object.values(figures).some((figure) => figure !== 0));
}

/** Who took something off what was to be paid, or gave something back. */
export async function people(sql: TenantSql, question: Question): Promise<Named<PersonActs>> {
  return named(sql, await actsByPerson(sql, await asked(sql, question)), ({ personId }) => [personId]);
}

const MOST_ACTS = 500;

export async function acts(
  sql: TenantSql,
  { kind, personId, ...question }: Question & { readonly kind?: ActKind | undefined; readonly personId?: string | undefined },
): Promise<Named<ActRow>> {
  const rows = await listActs(sql, { ...(await asked(sql, question)), kind, personId, limit: MOST_ACTS });
  return named(sql, rows, (row) => [row.personId, row.approvedById]);
}

export async function drawers(sql: TenantSql, question: Question): Promise<DrawerRow[]> {
  return listDrawers(sql, await asked(sql, question));
}

export async function transfers(sql: TenantSql, question: Question): Promise<TransferRow[]> {
  return listTransfers(sql, await asked(sql, question));
}

export async function kitchen(sql: TenantSql, question: Question): Promise<StationRow[]> {
  const { lateMinutes } = await flagLimitsOf(sql);
  return timesOver(sql, { ...(await asked(sql, question)), lateMinutes });
}

export type Cursor = { readonly day: string; readonly id: string };
export type TicketPage = { readonly tickets: readonly TicketRow[]; readonly next: Cursor | null };

/** The orders behind a figure, the newest first. */
export async function tickets(
  sql: TenantSql,
  { drill, cursor, limit, ...question }: Question & { readonly drill: Drill; readonly cursor?: Cursor | undefined; readonly limit: number },
): Promise<TicketPage> {
  const about = await asked(sql, question);
  const { productId } = drill;
  // Documents are looked into only for what combos hold.
  const inCombos = productId !== undefined && (await isInCombos(sql, { ...about, productId }));
  const rows = await listTickets(sql, { ...about, drill, inCombos, before: cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { tickets: page, next: rows.length > limit && last ? { day: last.businessDay, id: last.id } : null };
}
