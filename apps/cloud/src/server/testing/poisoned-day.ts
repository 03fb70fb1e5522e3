import { foldOrder } from '@fastops/shared/orders/order.fold';
import { MAX_BATCH_EVENTS } from '@fastops/shared/sync/protocol';
import type { CloudUnderTest } from './cloud-under-test.ts';
import { aCompany, aLine, aTill, type TestTill } from './shop.ts';

export type PoisonedDay = {
  readonly orders: number;
  /** Good orders whose row in the cloud is not the fold of their facts. */
  readonly missing: number;
  /** Pushes that were not stored the first time. */
  readonly held: number;
  /** Facts of the bad order that are set aside, and those of good ones. */
  readonly badAside: number;
  readonly goodAside: number;
  readonly reasons: readonly string[];
  /** What the good orders came to, and what the hourly sums say. */
  readonly sold: number;
  readonly hours: number;
};

/** What can be wrong with an order that a till believed in. */
export const POISONS = {
  'a price that is no number': (id) => ({ type: 'order.line-added', body: { line: { ...aLine(id, 1), unitPrice: 'gratis' } } }),
  'a text that the database cannot hold': (id) => ({
    type: 'order.line-added',
    body: { line: { ...aLine(id, 1), stations: ['a\u0000b'] } },
  }),
  'a fact of another branch': (id) => ({ type: 'order.opened', body: { orderType: 'counter' }, branchId: id() }),
  'a kind nobody knows': () => ({ type: 'order.teleported', body: { to: 'mesa 4' } }),
} satisfies Record<string, (id: () => string) => { type: string; body: Record<string, unknown>; branchId?: string }>;
export type Poison = keyof typeof POISONS;

/** A day of orders with one bad one in the middle, pushed as a till pushes it: batch after batch. */
export async function pushPoisonedDay(cloud: CloudUnderTest, orders: number, poison: Poison): Promise<PoisonedDay> {
  const company = await aCompany(cloud, `Veneno ${poison}`);
  const till = await aTill(cloud, company);
  const good = new Set<string>();
  const newId = () => cloud.services.machine.newId();
  const bad = newId();
  for (let order = 1; order < orders; order += 1) {
    if (order === Math.floor(orders / 2)) till.add({ ...POISONS[poison](newId), entityId: bad, rev: 1 });
    good.add(till.sell(5_000 + order));
  }
  const held = await pushAll(till);
  const inCompany = `company_id = '${company.companyId}'`;
  const rows = await cloud.look<{ id: string; total: number }>(`SELECT id, total::float8 AS total FROM orders WHERE ${inCompany}`);
  const totals = new Map(rows.map(({ id, total }) => [id, total]));
  const folds = [...good].map((id) => foldOrder(till.log.filter(({ entityId }) => entityId === id)));
  const aside = await cloud.look<{ event: string; reason: string }>(`SELECT event, reason FROM quarantine WHERE ${inCompany}`);
  const entityOf = (text: string): unknown => Reflect.get(Object(JSON.parse(text)), 'entityId');
  const [sums] = await cloud.look<{ sales: number }>(
    `SELECT coalesce(sum(sales), 0)::float8 AS sales FROM branch_hours WHERE ${inCompany}`,
  );
  return {
    orders,
    missing: folds.filter(({ id, totals: { total } }) => totals.get(id) !== total).length,
    held,
    badAside: aside.filter(({ event }) => entityOf(event) === bad).length,
    goodAside: aside.filter(({ event }) => entityOf(event) !== bad).length,
    reasons: aside.map(({ reason }) => reason),
    sold: folds.reduce((sum, { totals: { total } }) => sum + total, 0),
    hours: sums?.sales ?? Number.NaN,
  };
}

async function pushAll(till: TestTill): Promise<number> {
  let held = 0;
  for (let from = 1; from <= till.log.length; from += MAX_BATCH_EVENTS) {
    const to = Math.min(from + MAX_BATCH_EVENTS - 1, till.log.length);
    const reply = await till.push(from, to);
    if (reply.outcome !== 'stored' || reply.ackSeq !== to) held += 1;
  }
  return held;
}
