import { localHourAt } from '@fastops/shared/base/time';
import { foldCashSession, type CashSession } from '@fastops/shared/cash/session.fold';
import { foldSoldOut, type SoldOutMark } from '@fastops/shared/catalog/sold-out.fold';
import { foldCustomer, type Customer } from '@fastops/shared/customers/customer.fold';
import { foldTicket, type KitchenTicket } from '@fastops/shared/kitchen/ticket.fold';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import type { Event, Fact } from '@fastops/shared/sync/event';
import { upcast } from '@fastops/shared/sync/upcast';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { keepSession } from '../cash/cash.service.ts';
import { keepTickets } from '../kitchen/kitchen.service.ts';
import { saveCustomers } from './customers.store.ts';
import { factsOf, saveSales, soldBefore, type HourDelta, type Sales, type SoldBefore } from './projection.store.ts';
import { saveSoldOut } from './sold-out.store.ts';
import type { SetAside } from './sync.store.ts';

const FOLDED = ['order.', 'cash-session.', 'customer.', 'catalog.', 'kitchen.'];

/** Whether a fact belongs to an aggregate that the cloud folds; the others are kept and passed on. */
export function isFolded(event: Pick<Event, 'type'>): boolean {
  return FOLDED.some((prefix) => event.type.startsWith(prefix));
}

/** Facts that were just stored, of aggregates that are locked until the commit. */
export type Projection = {
  readonly branchId: string;
  readonly utcOffsetHours: number;
  /** Those that this version can read. */
  readonly events: readonly Event[];
  /** Aggregates that have no other facts than these: nothing of them needs to be read back. */
  readonly born: ReadonlySet<string>;
};

/** What the aggregates are now, and the facts of those that can't be folded (sums past all bounds), which stay as they were. */
export type Folded = {
  readonly sales: Sales;
  readonly sessions: readonly CashSession[];
  readonly customers: readonly Customer[];
  readonly marks: readonly SoldOutMark[];
  readonly tickets: readonly KitchenTicket[];
  readonly unfoldable: readonly SetAside[];
};

/** Folds each aggregate that these facts touch, once. */
export async function foldTouched(sql: TenantSql, { events, born, ...branch }: Projection): Promise<Folded> {
  const folding = events.filter(isFolded);
  const byEntity = Map.groupBy<string, Fact>(folding, (event) => event.entityId);
  const older = [...byEntity.keys()].filter((id) => !born.has(id));
  const [facts, before] =
    older.length === 0 ? [new Map<string, Fact[]>(), []] : await Promise.all([factsOf(sql, older), soldBefore(sql, older)]);
  const orders: Order[] = [];
  const sessions: CashSession[] = [];
  const customers: Customer[] = [];
  const marks: SoldOutMark[] = [];
  const tickets: KitchenTicket[] = [];
  const failed = new Map<string, string>();
  for (const [id, fresh] of byEntity) {
    const all = facts.get(id) ?? fresh.map(upcast);
    const folded = tryFold(all, foldOf(all));
    if ('fault' in folded) failed.set(id, folded.fault);
    else if ('lines' in folded) orders.push(folded);
    else if ('creditLimit' in folded) customers.push(folded);
    else if ('soldOut' in folded) marks.push(folded);
    else if ('ticket' in folded) tickets.push(...folded.ticket);
    else sessions.push(folded);
  }
  const unfoldable = folding.flatMap((event) => {
    const fault = failed.get(event.entityId);
    return fault === undefined ? [] : [{ event, reason: `can't be folded: ${fault}` }];
  });
  return { sales: salesOf(branch, { orders, before, born }), sessions, customers, marks, tickets, unfoldable };
}

/** Writes what was folded. All statements are sent before the first is awaited, so that one turn of the wire does for them. */
export async function saveFolded(sql: TenantSql, { sales, sessions, customers, marks, tickets }: Folded): Promise<void> {
  const shifts = sessions.map((session) => keepSession(sql, session));
  await Promise.all([saveSales(sql, sales), ...shifts, saveCustomers(sql, customers), saveSoldOut(sql, marks), keepTickets(sql, tickets)]);
}

/** None until the ticket itself is here: what somebody did with it may have come first. */
type FoldedTicket = { readonly ticket: readonly KitchenTicket[] };
type Aggregate = Order | Customer | CashSession | SoldOutMark | FoldedTicket;

function foldOf(facts: readonly Fact[]): (facts: readonly Fact[]) => Aggregate {
  const isOf = (prefix: string) => facts.some((fact) => fact.type.startsWith(prefix));
  if (isOf('order.')) return foldOrder;
  if (isOf('customer.')) return foldCustomer;
  if (isOf('kitchen.')) return foldedTicket;
  return isOf('catalog.') ? foldSoldOut : foldCashSession;
}

function foldedTicket(facts: readonly Fact[]): FoldedTicket {
  const ticket = foldTicket(facts);
  return { ticket: ticket ? [ticket] : [] };
}

// An assertion of the fold rolls a command back on the till; here it would stop every event behind this one.
function tryFold<T extends object>(facts: readonly Fact[], fold: (facts: readonly Fact[]) => T): T | { fault: string } {
  try {
    return fold(facts);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : 'unknown' };
  }
}

type Branch = Pick<Projection, 'branchId' | 'utcOffsetHours'>;

function salesOf(
  { branchId, utcOffsetHours }: Branch,
  { orders, before, born }: { orders: readonly Order[]; before: readonly SoldBefore[]; born: ReadonlySet<string> },
): Sales {
  const folded = orders.map((order) => ({ order, hour: localHourAt(order.settledAt ?? order.openedAt, utcOffsetHours) }));
  const ids = new Set(orders.map(({ id }) => id));
  return {
    branchId,
    orders: folded,
    older: [...ids].filter((id) => !born.has(id)),
    // One that couldn't be folded stays as it was, in the hours too.
    hours: hourDeltas(
      before.filter(({ id }) => ids.has(id)),
      folded,
    ),
  };
}

/** What the fold adds to each hour less what it had added before: the sums stay equal to the orders. */
function hourDeltas(before: readonly SoldBefore[], after: readonly { order: Order; hour: number }[]): HourDelta[] {
  const deltas = new Map<string, HourDelta>();
  const move = (sold: Omit<SoldBefore, 'id'>, sign: 1 | -1) => {
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
