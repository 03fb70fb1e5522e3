import { localHourAt } from '@fastops/shared/base/time';
import { foldCashSession, type CashSession } from '@fastops/shared/cash/session.fold';
import { foldSoldOut, type SoldOutMark } from '@fastops/shared/catalog/sold-out.fold';
import { foldCustomer, type Customer } from '@fastops/shared/customers/customer.fold';
import { foldTicket, type KitchenTicket } from '@fastops/shared/kitchen/ticket.fold';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import { orderActs, type OrderAct } from '@fastops/shared/reports/order-acts';
import { isSale } from '@fastops/shared/reports/sale-cells';
import type { Event, Fact } from '@fastops/shared/sync/event';
import { upcast } from '@fastops/shared/sync/upcast';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { keepSession } from '../cash/cash.service.ts';
import { keepTickets } from '../kitchen/kitchen.service.ts';
import { keepMoves, movesOf, type Moves } from '../reports/rollup.service.ts';
import { keepStock, stockMovesOf, type StockMoves } from '../stock/ledger.service.ts';
import { saveCustomers } from './customers.store.ts';
import { factsOf, saveSales, soldBefore, type HourDelta, type Sales, type SavedOrder, type SoldBefore } from './projection.store.ts';
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
  readonly moves: Moves;
  readonly stock: StockMoves;
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
  const acts: OrderAct[] = [];
  const sessions: CashSession[] = [];
  const customers: Customer[] = [];
  const marks: SoldOutMark[] = [];
  const tickets: KitchenTicket[] = [];
  const failed = new Map<string, string>();
  for (const [id, fresh] of byEntity) {
    const all = facts.get(id) ?? fresh.map(upcast);
    const folded = tryFold(all, foldOf(all));
    if ('fault' in folded) failed.set(id, folded.fault);
    else if ('lines' in folded) {
      orders.push(folded);
      acts.push(...orderActs(all, folded));
    } else if ('creditLimit' in folded) customers.push(folded);
    else if ('soldOut' in folded) marks.push(folded);
    else if ('ticket' in folded) tickets.push(...folded.ticket);
    else sessions.push(folded);
  }
  const unfoldable = folding.flatMap((event) => {
    const fault = failed.get(event.entityId);
    return fault === undefined ? [] : [{ event, reason: `can't be folded: ${fault}` }];
  });
  // One that couldn't be folded stays as it was, in the sums too.
  const counted = before.filter(({ id }) => orders.some((order) => order.id === id));
  const sales = salesOf(branch, { orders, before: counted, born });
  const moves = { ...movesOf({ before: counted, after: sales.orders }), acts, older: sales.older };
  const stock = await stockMovesOf(sql, { branchId: branch.branchId, orders, older: sales.older, events });
  return { sales, moves, stock, sessions, customers, marks, tickets, unfoldable };
}

/** Writes what was folded. All statements are sent before the first is awaited, so that one turn of the wire does for them. */
export async function saveFolded(sql: TenantSql, { sales, moves, stock, sessions, customers, marks, tickets }: Folded): Promise<void> {
  const shifts = sessions.map((session) => keepSession(sql, session));
  const others = [saveCustomers(sql, customers), saveSoldOut(sql, marks), keepTickets(sql, tickets)];
  await Promise.all([saveSales(sql, sales), keepMoves(sql, moves), keepStock(sql, stock), ...shifts, ...others]);
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
  return {
    branchId,
    orders: folded,
    older: orders.map(({ id }) => id).filter((id) => !born.has(id)),
    hours: hourDeltas(before, folded),
  };
}

/** What the fold adds to each hour less what it had added before: the sums stay equal to the orders. */
function hourDeltas(before: readonly SavedOrder[], after: readonly SavedOrder[]): HourDelta[] {
  const deltas = new Map<string, HourDelta>();
  const move = ({ order, hour }: SavedOrder, sign: 1 | -1) => {
    const key = `${order.branchId} ${order.businessDay} ${hour}`;
    const delta = deltas.get(key) ?? { branch_id: order.branchId, business_day: order.businessDay, hour, sales: 0, tickets: 0 };
    deltas.set(key, { ...delta, sales: delta.sales + sign * order.totals.total, tickets: delta.tickets + sign });
  };
  for (const sold of before) move(sold, -1);
  for (const sold of after) if (isSale(sold.order)) move(sold, 1);
  return [...deltas.values()].filter((delta) => delta.sales !== 0 || delta.tickets !== 0);
}
