import { addMoney, money, NO_MONEY, sumMoney, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { businessDayAt } from '@fastops/shared/base/time';
import { reaches, type Reach } from '@fastops/shared/identity/access';
import type { Custody } from '@fastops/shared/sync/protocol';
import type { PaymentMethod } from '@fastops/shared/orders/order.events';
import type { Order, OrderState, ReviewReason } from '@fastops/shared/orders/order.fold';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { branchesOf, nameOfCompany } from '../tenancy/tenancy.service.ts';
import { terminalsOf, type TerminalRow } from '../terminals/terminals.service.ts';
import {
  branchDays,
  findOrder,
  hoursOf,
  lastOrders,
  ordersOfPeriod,
  type BranchDayRow,
  type HourRow,
  type LastOrderRow,
} from './dashboard.store.ts';

export type Figures = { readonly sales: Money; readonly tickets: number; readonly averageTicket: Money };
export type HourSales = { readonly hour: number; readonly sales: Money; readonly tickets: number };
export type BranchToday = Figures & {
  readonly branchId: string;
  readonly name: string;
  readonly businessDay: string;
  readonly utcOffsetHours: number;
  readonly byHour: readonly HourSales[];
  readonly custody: Custody;
  readonly lastContactAt: number | null;
  readonly terminals: readonly Pick<TerminalRow, 'id' | 'name' | 'lastContactAt' | 'custody' | 'revoked'>[];
};
export type OrderSummary = Omit<LastOrderRow, 'methods' | 'needsReview'> & {
  readonly methods: readonly PaymentMethod[];
  readonly needsReview: readonly ReviewReason[];
};
/** One order whole: its row in the list, and its fold. */
export type OrderDetail = OrderSummary & { readonly order: Order };
export type Today = {
  readonly now: number;
  readonly companyName: string;
  readonly totals: Figures;
  readonly branches: readonly BranchToday[];
  readonly lastOrders: readonly OrderSummary[];
};
export type OrderNotFound = { readonly code: 'order.not-found' };

export type DayNow = BranchDayRow & { readonly businessDay: string };

/** The branches within reach, each with the business day it is in. */
export async function daysNow(sql: TenantSql, { now, reach }: { now: number; reach: Reach }): Promise<DayNow[]> {
  const branches = (await branchDays(sql)).filter(({ id }) => reaches(reach, id));
  return branches.map((branch) => ({
    ...branch,
    businessDay: branch.businessDay ?? businessDayAt(now, branch.utcOffsetHours, branch.dayStartHour),
  }));
}

/** What the owner looks at: every branch within reach, in its own business day, as far as its tills have told. */
export async function today(sql: TenantSql, { now, reach }: { now: number; reach: Reach }): Promise<Today> {
  // Asked together: statements that need nothing of each other wait for one turn of the wire.
  const [days, terminals, companyName] = await Promise.all([daysNow(sql, { now, reach }), terminalsOf(sql), nameOfCompany(sql)]);
  const branchIds = days.map(({ id }) => id);
  const [hours, orders] = await Promise.all([hoursOf(sql, days), lastOrders(sql, branchIds, 20)]);
  const rows = days.map((day) => branchToday(day, { hours, terminals }));
  return {
    now,
    companyName,
    totals: figures(
      sumMoney(rows.map((row) => row.sales)),
      rows.reduce((sum, row) => sum + row.tickets, 0),
    ),
    branches: rows,
    lastOrders: orders.map(summary),
  };
}

export async function orderDetail(
  sql: TenantSql,
  { id, reach }: { id: string; reach: Reach },
): Promise<Result<OrderDetail, OrderNotFound>> {
  const row = await findOrder(sql, id);
  if (!row || !reaches(reach, row.branchId)) return refuse({ code: 'order.not-found' });
  const { doc, ...rest } = row;
  return done({ ...summary(rest), order: doc });
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Orders of a period, and of which branches and in which state. */
export type OrdersAsked = {
  readonly reach: Reach;
  readonly branchId: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly state: OrderState | undefined;
  readonly cursor: { readonly day: string; readonly id: string } | undefined;
  readonly limit: number;
};
export type DatedOrder = OrderSummary & { readonly businessDay: string };

/** A period's orders within reach, page by page, the earliest first; `last` is where the next page begins, null at the end. */
export async function ordersPage(
  sql: TenantSql,
  { reach, branchId, state, cursor, limit, ...period }: OrdersAsked,
): Promise<{ items: DatedOrder[]; last: { day: string; id: string } | null }> {
  const branchIds = (await branchesOf(sql))
    .map(({ id }) => id)
    .filter((id) => reaches(reach, id) && (branchId === undefined || id === branchId));
  const after = cursor ?? { day: period.from, id: FIRST_ID };
  const rows = await ordersOfPeriod(sql, { ...period, branchIds, state: state ?? null, after, limit: limit + 1 });
  const items = rows.slice(0, limit).map((row) => ({ ...summary(row), businessDay: row.businessDay }));
  const end = items.at(-1);
  return { items, last: rows.length > limit && end ? { day: end.businessDay, id: end.id } : null };
}

type Day = { readonly id: string; readonly name: string; readonly businessDay: string; readonly utcOffsetHours: number };

function branchToday(day: Day, known: { hours: readonly HourRow[]; terminals: readonly TerminalRow[] }): BranchToday {
  const mine = known.hours.filter((row) => row.branchId === day.id);
  const terminals = known.terminals.filter((terminal) => terminal.branchId === day.id);
  const live = terminals.filter((terminal) => !terminal.revoked);
  return {
    ...figures(
      sumMoney(mine.map((row) => row.sales)),
      mine.reduce((sum, row) => sum + row.tickets, 0),
    ),
    branchId: day.id,
    name: day.name,
    businessDay: day.businessDay,
    utcOffsetHours: day.utcOffsetHours,
    byHour: Array.from({ length: 24 }, (_, hour) => hourSales(hour, mine)),
    custody: sumCustody(terminals.map((terminal) => terminal.custody)),
    lastContactAt: latest(live.map((terminal) => terminal.lastContactAt)),
    terminals: terminals.map(({ id, name, lastContactAt, custody, revoked }) => ({ id, name, lastContactAt, custody, revoked })),
  };
}

function hourSales(hour: number, rows: readonly HourRow[]): HourSales {
  const row = rows.find((each) => each.hour === hour);
  return { hour, sales: row?.sales ?? NO_MONEY, tickets: row?.tickets ?? 0 };
}

function figures(sales: Money, tickets: number): Figures {
  return { sales, tickets, averageTicket: tickets === 0 ? NO_MONEY : money(Math.round(sales / tickets)) };
}

function sumCustody(all: readonly Custody[]): Custody {
  const oldest = all.flatMap((each) => each.oldestAt ?? []);
  return {
    count: all.reduce((sum, each) => sum + each.count, 0),
    value: all.reduce((sum, each) => addMoney(sum, each.value), NO_MONEY),
    oldestAt: oldest.length === 0 ? null : Math.min(...oldest),
  };
}

function latest(times: readonly (number | null)[]): number | null {
  const known = times.flatMap((time) => time ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

function summary(row: LastOrderRow): OrderSummary {
  return { ...row, methods: words<PaymentMethod>(row.methods), needsReview: words<ReviewReason>(row.needsReview) };
}

/** A list that the store wrote as one text; its words are the fold's own. */
function words<Word extends string>(text: string): Word[] {
  return text.split(' ').filter((word): word is Word => word !== '');
}
