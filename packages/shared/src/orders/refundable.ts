import { addMoney, money, NO_MONEY, subtractMoney, sumMoney, type Money } from '../base/money.ts';
import { cashDue } from '../payments/rounding.ts';
import type { PaymentMethod } from '../payments/method.ts';
import type { Refund } from './adjustment.events.ts';
import { countedPayments, type OrderPayment } from './money.fold.ts';
import type { Order } from './order.fold.ts';
import { priceLines } from './totals.ts';

/** A payment, and what of it was not given back yet. */
export type Refundable = { readonly payment: OrderPayment; readonly left: Money };
/** A line, and how many of it can still come back. */
export type RefundableLine = { readonly lineId: string; readonly name: string; readonly quantity: number; readonly worth: Money };

type Paid = Pick<Order, 'payments' | 'refunds'>;

/**
 * What can still be given back, payment by payment. A refund of the first version names only its means: it is taken
 * off the payments of that means in their order. Never below zero.
 */
export function refundablePayments(order: Paid): Refundable[] {
  const unnamed = new Map<PaymentMethod, number>();
  for (const { paymentId, method, amount } of order.refunds) {
    if (paymentId === undefined) unnamed.set(method, (unnamed.get(method) ?? 0) + amount);
  }
  return countedPayments(order).map((payment) => {
    const named = sumMoney(order.refunds.filter(({ paymentId }) => paymentId === payment.id).map(({ amount }) => amount));
    const open = Math.max(0, subtractMoney(payment.amount, named));
    const taken = Math.min(open, unnamed.get(payment.method) ?? 0);
    unnamed.set(payment.method, (unnamed.get(payment.method) ?? 0) - taken);
    return { payment, left: money(open - taken) };
  });
}

/** The lines that can still come back, with what is left of each after its discounts. */
export function refundableLines(order: Pick<Order, 'lines' | 'discounts' | 'refunds'>): RefundableLine[] {
  return order.lines.flatMap((line) => {
    const quantity = line.quantity - quantityBack(order, line.id);
    if (quantity <= 0) return [];
    return [{ lineId: line.id, name: line.name, quantity, worth: worthOfLines(order, [{ lineId: line.id, quantity }]) }];
  });
}

/** What some lines are worth to the customer. Parts of a line add up to the line, however they are given back. */
export function worthOfLines(order: Pick<Order, 'lines' | 'discounts' | 'refunds'>, lines: readonly Refund['lines'][number][]): Money {
  const priced = priceLines(order.lines, order.discounts);
  return lines.reduce<Money>((sum, { lineId, quantity }) => {
    const each = priced.find(({ line }) => line.id === lineId);
    if (!each) return sum;
    const back = quantityBack(order, lineId);
    const upTo = (count: number) => Math.floor((each.net * count) / each.line.quantity);
    return addMoney(sum, money(upTo(back + quantity) - upTo(back)));
  }, NO_MONEY);
}

/** The most that may be given back for some lines: with cash in it, the next coin up, since change is never less than owed. */
export function mostForLines(worth: Money, inCash: boolean): Money {
  const down = cashDue(worth);
  return inCash && down < worth ? addMoney(down, money(50)) : worth;
}

/** How many of a line came back already. */
export function quantityBack({ refunds }: Pick<Order, 'refunds'>, lineId: string): number {
  const back = refunds.flatMap(({ lines }) => lines).filter((line) => line.lineId === lineId);
  return back.reduce((sum, { quantity }) => sum + quantity, 0);
}
