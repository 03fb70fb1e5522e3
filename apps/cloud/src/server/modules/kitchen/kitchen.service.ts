import { reaches, type Reach } from '@fastops/shared/identity/access';
import { stationTimes, type StationTimes } from '@fastops/shared/kitchen/times';
import type { KitchenTicket } from '@fastops/shared/kitchen/ticket.fold';
import type { TenantSql } from '../../db/tenant-scope.ts';

import type { Over } from '../../db/sums.ts';
import {
  checkTimes,
  saveTickets,
  stationTimesOver,
  ticketsOfDay,
  unseenTickets,
  type StationRow,
  type UnseenTicket,
} from './kitchen.store.ts';

export type { StationRow } from './kitchen.store.ts';

const UNSEEN_FOR_MS = 14 * 3_600_000;
/** What counts as late where only times are known: the till's board has thresholds by order type. */
const LATE_MS = 600_000;

/** Keeps what tickets are now. */
export function keepTickets(sql: TenantSql, tickets: readonly KitchenTicket[]): Promise<void> {
  return saveTickets(sql, tickets);
}

/** How each station did over a period; late is what took longer than so many minutes. */
export function timesOver(sql: TenantSql, asked: Over & { readonly lateMinutes: number }): Promise<StationRow[]> {
  return stationTimesOver(sql, asked);
}

/** Asks the tickets of a branch what its times should be, from the week of a day on; answers how many sums were off, which are right now. */
export function checkKitchenTimes(sql: TenantSql, at: { branchId: string; since: string }): Promise<number> {
  return checkTimes(sql, at);
}

/** What kitchens within reach have not seen: the last step of the ladder. */
export async function unseen(sql: TenantSql, { now, reach }: { now: number; reach: Reach }): Promise<UnseenTicket[]> {
  return (await unseenTickets(sql, now - UNSEEN_FOR_MS)).filter(({ branchId }) => reaches(reach, branchId));
}

/** How each station of a branch did on a business day, in seconds. */
export async function times(
  sql: TenantSql,
  of: { branchId: string; businessDay: string },
): Promise<(StationTimes & { readonly stationId: string })[]> {
  const byStation = Map.groupBy(await ticketsOfDay(sql, of), ({ stationId }) => stationId);
  return [...byStation].map(([stationId, rows]) => ({ stationId, ...stationTimes(rows.map(timeOf)) }));
}

function timeOf({ toKitchenMs, prepMs }: { toKitchenMs: number | null; prepMs: number | null }) {
  const seconds = (ms: number | null) => (ms === null ? undefined : Math.max(0, ms) / 1000);
  return { toKitchen: seconds(toKitchenMs), prep: seconds(prepMs), isLate: prepMs !== null && prepMs > LATE_MS };
}
