import type { Event } from '@fastops/shared/sync/event';
import { hollowOrder } from '@fastops/shared/sync/hollow-order';
import { SNAPSHOT_FORMAT, SNAPSHOT_RECENT_DAYS, type HollowOrder, type SnapshotLine } from '@fastops/shared/sync/snapshot';
import type { TerminalActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { branchScope, COMPANY_SCOPE } from './scopes.ts';
import { allMasters, eventsOf, isOfBranch, orderPage, recentDays, wholeAggregates, type OrderRow } from './snapshot.store.ts';
import { readScope } from './sync.store.ts';

export type SnapshotCall = { readonly sql: TenantSql; readonly actor: TerminalActor; readonly now: number };

const AGGREGATES_AT_ONCE = 200;
const ORDERS_AT_ONCE = 1_000;
const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';

/** All facts of one aggregate of the terminal's branch. */
export async function aggregate({ sql, actor }: SnapshotCall, entityId: string): Promise<{ events: Event[] }> {
  return { events: (await isOfBranch(sql, actor.branchId, entityId)) ? await eventsOf(sql, [entityId]) : [] };
}

/**
 * The branch as lines, for a till that begins empty, all but the last, which sums them up; see
 * `@fastops/shared/sync/snapshot` for what they say. Must run in a transaction that stands still: the cursors of its
 * first line are true for all that follows. Memory holds one page.
 */
export async function* snapshot({ sql, actor, now }: SnapshotCall): AsyncGenerator<SnapshotLine> {
  const scope = branchScope(actor.branchId);
  const branch = (await readScope(sql, scope)) ?? { head: 0, epoch: '' };
  const company = (await readScope(sql, COMPANY_SCOPE)) ?? { head: 0, epoch: '' };
  const cursor = ({ head, epoch }: typeof branch) => ({ epoch, position: head });
  yield { kind: 'head', format: SNAPSHOT_FORMAT, at: now, cursors: { branch: cursor(branch), company: cursor(company) } };
  for (const master of await allMasters(sql)) yield { kind: 'master', master };
  const since = (await recentDays(sql, actor.branchId, SNAPSHOT_RECENT_DAYS)).at(-1) ?? '0001-01-01';
  const whole = await wholeAggregates(sql, { branchId: actor.branchId, since, head: branch.head, scope });
  for (let from = 0; from < whole.length; from += AGGREGATES_AT_ONCE) {
    for (const event of await eventsOf(sql, whole.slice(from, from + AGGREGATES_AT_ONCE))) yield { kind: 'event', event };
  }
  yield* hollowOrders(sql, actor.branchId, new Set(whole));
}

async function* hollowOrders(sql: TenantSql, branchId: string, whole: ReadonlySet<string>): AsyncGenerator<SnapshotLine> {
  let after = BEFORE_ALL_IDS;
  for (;;) {
    const page = await orderPage(sql, branchId, { after, limit: ORDERS_AT_ONCE });
    for (const row of page) if (!whole.has(row.id)) yield { kind: 'order', order: hollow(row) };
    if (page.length < ORDERS_AT_ONCE) return;
    after = page.at(-1)?.id ?? after;
  }
}

/** The row of an order as it was folded then; what a person should look at is what the cloud says of it, which sees all tills. */
function hollow({ order, needsReview }: OrderRow): HollowOrder {
  const row = hollowOrder({ ...order, discounts: order.discounts ?? [], refunds: order.refunds ?? [] });
  return { ...row, needsReview: needsReview === '' ? [] : needsReview.split(' ') };
}
