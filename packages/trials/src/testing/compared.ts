import type { TrialCloud } from './trial-cloud.ts';
import type { TrialTill } from './trial-till.ts';

/** What a till holds of its own and what the cloud made of it, side by side. All differences must be none. */
export type Compared = {
  readonly events: number;
  /** In a till's log and not in the cloud. */
  readonly lost: number;
  /** In the cloud more often than once, or with another hash than in the log, or from nowhere. */
  readonly strange: number;
  readonly setAside: number;
  /** Positions of the branch that are missing or used twice. */
  readonly holes: number;
  /** Orders whose total, payments or state differ. */
  readonly unlikeOrders: number;
  readonly tills: Sums;
  readonly cloud: Sums;
  /** The hourly report. */
  readonly hours: { readonly sales: number; readonly tickets: number };
};
export type Sums = { readonly orders: number; readonly sold: number; readonly paid: number };
export const NOTHING_WRONG = { lost: 0, strange: 0, setAside: 0, holes: 0, unlikeOrders: 0 } as const;

type OrderRow = { readonly id: string; readonly state: string; readonly total: number; readonly paid: number };

/** Looks at both ends; the tills must be of one company and all its tills. */
export async function compare(cloud: TrialCloud, tills: readonly TrialTill[]): Promise<Compared> {
  const own = tills.flatMap((till) =>
    till.branch.services.core.db.all<{ id: string; hash: string }>(
      'SELECT e.id, e.hash FROM events e JOIN streams s ON s.company_id = e.company_id AND s.stream_id = e.stream_id WHERE s.own = 1',
    ),
  );
  const kept = await cloud.look<{ id: string; hash: string }>('SELECT id, hash FROM events');
  const hashes = new Map(kept.map(({ id, hash }) => [id, hash]));
  const known = new Map(own.map(({ id, hash }) => [id, hash]));
  const [{ positions, head }] = firstOf(
    await cloud.look<{ positions: number; head: number }>(
      `SELECT count(*)::float8 AS positions, coalesce(max(position), 0)::float8 AS head FROM changes WHERE scope LIKE 'branch:%'`,
    ),
  );
  const tillOrders = new Map(tills.flatMap(ordersOf).map((order) => [order.id, order]));
  const cloudOrders = await cloud.look<OrderRow>('SELECT id, state, total::float8 AS total, paid::float8 AS paid FROM orders');
  const [hours] = firstOf(
    await cloud.look<{ sales: number; tickets: number }>(
      'SELECT coalesce(sum(sales), 0)::float8 AS sales, coalesce(sum(tickets), 0)::float8 AS tickets FROM branch_hours',
    ),
  );
  const aside = await cloud.look('SELECT 1 FROM quarantine');
  return {
    events: own.length,
    lost: own.filter(({ id }) => !hashes.has(id)).length,
    strange: kept.length - hashes.size + kept.filter(({ id, hash }) => known.get(id) !== hash).length,
    setAside: aside.length,
    holes: Math.abs(head - positions) + Math.abs(positions - kept.length),
    unlikeOrders:
      cloudOrders.filter((order) => !isLike(order, tillOrders.get(order.id))).length + Math.abs(cloudOrders.length - tillOrders.size),
    tills: sumsOf([...tillOrders.values()]),
    cloud: sumsOf(cloudOrders),
    hours,
  };
}

function ordersOf(till: TrialTill): OrderRow[] {
  const { db } = till.branch.services.core;
  return db.all<OrderRow>('SELECT id, state, total, paid FROM orders');
}

function isLike(one: OrderRow, other: OrderRow | undefined): boolean {
  return other !== undefined && one.state === other.state && one.total === other.total && one.paid === other.paid;
}

function sumsOf(orders: readonly OrderRow[]): Sums {
  const sum = (of: (order: OrderRow) => number) => orders.reduce((total, order) => total + of(order), 0);
  return { orders: orders.length, sold: sum(({ total }) => total), paid: sum(({ paid }) => paid) };
}

function firstOf<T>(rows: readonly T[]): [T] {
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate always gives a row');
  return [row];
}
