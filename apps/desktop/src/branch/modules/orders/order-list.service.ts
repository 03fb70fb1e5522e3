import { businessDayAt } from '@fastops/shared/base/time';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { orderHistory, type HistoryEntry } from '@fastops/shared/orders/history';
import type { ReadContext } from '../../context.ts';
import { requireSession } from '../cash/cash.service.ts';
import {
  listDays,
  listWaiting,
  searchOrders,
  signedFactsOf,
  type FoundOrder,
  type OrderFilter,
  type WaitingPayment,
} from './order-list.store.ts';

export type { FoundOrder, WaitingPayment } from './order-list.store.ts';

/** What somebody typed or picked to find an order. */
export type OrderQuestion = {
  readonly text?: string | undefined;
  readonly day?: string | undefined;
  readonly state?: OrderFilter['state'];
  readonly limit: number;
};

/** Finds orders by number (`A-042`, `42`), by what was on them or by the number of a transfer; on one day, or on all. */
export function findOrders(ctx: ReadContext, { text = '', day, state, limit }: OrderQuestion): FoundOrder[] {
  return searchOrders(ctx.db, ctx.companyId, { filter: { businessDay: day, state, ...wordsOf(text) }, limit });
}

/** The days that can be looked at, and the one that runs. */
export function orderDays(ctx: ReadContext, { limit }: { limit: number }): { today: string; days: { day: string; count: number }[] } {
  const session = requireSession(ctx);
  const { utcOffsetHours, dayStartHour } = ctx.branch;
  const today = session.ok ? session.value.businessDay : businessDayAt(ctx.now, utcOffsetHours, dayStartHour);
  return { today, days: listDays(ctx.db, ctx.companyId, limit) };
}

/** Transfers that somebody with permission still has to see. */
export function waitingPayments(ctx: ReadContext, { limit }: { limit: number }): WaitingPayment[] {
  return listWaiting(ctx.db, ctx.companyId, limit);
}

/** Who did what to an order. */
export function readHistory(
  ctx: ReadContext,
  { orderId }: { orderId: string },
): Result<HistoryEntry[], { readonly code: 'order.not-found'; readonly id: string }> {
  const facts = signedFactsOf(ctx.db, ctx.companyId, orderId);
  return facts.length === 0 ? refuse({ code: 'order.not-found', id: orderId }) : done(orderHistory(facts));
}

/** Digits of a number; below three letters or digits nothing but a number is meant. */
function wordsOf(typed: string): Pick<OrderFilter, 'number' | 'text'> {
  const words = typed.trim();
  const [, series, digits] = /^([A-Za-z]{1,3}\d{0,3})?[-\s]?(\d{1,6})$/.exec(words) ?? [];
  const number = digits === undefined ? undefined : { sequence: Number(digits), series: series?.toUpperCase() };
  return { number, text: words.length >= 3 || (number === undefined && words !== '') ? words : undefined };
}
