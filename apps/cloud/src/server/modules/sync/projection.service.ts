import { localHourAt } from '@fastops/shared/base/time';
import { foldCashSession, type CashSession } from '@fastops/shared/cash/session.fold';
import { foldCustomer, type Customer } from '@fastops/shared/customers/customer.fold';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import type { Event, Fact } from '@fastops/shared/sync/event';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { saveCustomers } from './customers.store.ts';
import { branchOffset } from '../tenancy/tenancy.service.ts';
import {
  claimNumbers,
  factsOf,
  moveHours,
  saveCashSession,
  saveOrders,
  soldBefore,
  type HourDelta,
  type SoldBefore,
} from './projection.store.ts';

const FOLDED = ['order.', 'cash-session.', 'customer.'];

/** Whether a fact belongs to an aggregate that the cloud folds; the others are kept and passed on. */
export function isFolded(event: Pick<Event, 'type'>): boolean {
  return FOLDED.some((prefix) => event.type.startsWith(prefix));
}

/**
 * Folds each aggregate that these facts touch, once, and writes what it is now; the aggregates must be locked.
 * One that can't be folded (sums past all bounds) stays as it was, and its facts come back with the reason.
 */
export async function project(sql: TenantSql, branchId: string, events: readonly Event[]): Promise<{ event: Event; reason: string }[]> {
  const touched = [...new Set(events.filter(isFolded).map((event) => event.entityId))];
  if (touched.length === 0) return [];
  const facts = await factsOf(sql, touched);
  const orders = new Map<string, Order>();
  const sessions: CashSession[] = [];
  const customers: Customer[] = [];
  const failed = new Map<string, string>();
  for (const [id, all] of facts) {
    const folded = folding(all, foldOf(all));
    if ('fault' in folded) failed.set(id, folded.fault);
    else if ('lines' in folded) orders.set(id, folded);
    else if ('creditLimit' in folded) customers.push(folded);
    else sessions.push(folded);
  }
  await saveSales(sql, branchId, [...orders.values()]);
  for (const session of sessions) await saveCashSession(sql, session);
  await saveCustomers(sql, customers);
  return events.flatMap((event) => {
    const fault = failed.get(event.entityId);
    return fault === undefined ? [] : [{ event, reason: `can't be folded: ${fault}` }];
  });
}

function foldOf(facts: readonly Fact[]): (facts: readonly Fact[]) => Order | Customer | CashSession {
  if (facts.some((fact) => fact.type.startsWith('order.'))) return foldOrder;
  return facts.some((fact) => fact.type.startsWith('customer.')) ? foldCustomer : foldCashSession;
}

// An assertion of the fold rolls a command back on the till; here it would stop every event behind this one.
function folding<T extends object>(facts: readonly Fact[], fold: (facts: readonly Fact[]) => T): T | { fault: string } {
  try {
    return fold(facts);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : 'unknown' };
  }
}

async function saveSales(sql: TenantSql, branchId: string, orders: readonly Order[]): Promise<void> {
  if (orders.length === 0) return;
  const ids = orders.map((order) => order.id);
  const [offset, taken, before] = await Promise.all([
    branchOffset(sql, branchId),
    claimNumbers(sql, branchId, orders),
    soldBefore(sql, ids),
  ]);
  const folded = orders.map((order) => ({
    order,
    hour: localHourAt(order.settledAt ?? order.openedAt, offset),
    numberTaken: taken.has(order.id),
  }));
  await Promise.all([saveOrders(sql, folded), moveHours(sql, hourDeltas(before, folded))]);
}

/** What the fold adds to each hour less what it had added before: the sums stay equal to the orders. */
function hourDeltas(before: readonly SoldBefore[], after: readonly { order: Order; hour: number }[]): HourDelta[] {
  const deltas = new Map<string, HourDelta>();
  const move = (sold: SoldBefore, sign: 1 | -1) => {
    const key = `${sold.branchId} ${sold.businessDay} ${sold.hour}`;
    const delta = deltas.get(key) ?? { branch_id: sold.branchId, business_day: sold.businessDay, hour: sold.hour, sales: 0, tickets: 0 };
    deltas.set(key, { ...delta, sales: delta.sales + sign * sold.sales, tickets: delta.tickets + sign });
  };
  for (const sold of before) move(sold, -1);
  for (const { order, hour } of after) {
    if (order.settledAt === undefined || order.state === 'cancelled') continue;
    move({ branchId: order.branchId, businessDay: order.businessDay, hour, sales: order.totals.total }, 1);
  }
  return [...deltas.values()].filter((delta) => delta.sales !== 0 || delta.tickets !== 0);
}
