import { addMoney, money, NO_MONEY, subtractMoney, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Payment, PaymentMethod } from '@fastops/shared/orders/order.events';
import { cashDue, cashRounding, changeFor } from '@fastops/shared/payments/rounding';
import { isAllowed, type Approvable } from '../../allowed.ts';
import type { WriteContext } from '../../context.ts';
import { sellingSettings } from '../catalog/catalog.service.ts';
import { chargeAccount, type CreditRefusal } from '../customers/customers.service.ts';
import { opensDrawer } from '../cash/cash-settings.service.ts';
import { queueDrawerKick } from '../printing/printing.service.ts';

/** Where the money goes: what is owed, and the session that takes it. */
export type Due = { readonly id: string; readonly balance: Money; readonly businessDay: string; readonly sessionId: string };

/** Money for an order, or for a part of it: split bills are several of these. */
export type Tender = {
  readonly paymentId: string;
  readonly method: PaymentMethod;
  /** What this payment settles; all that is owed unless it says less. */
  readonly amount?: Money | undefined;
  /** Cash handed over; other means give exactly what they settle. */
  readonly tendered?: Money | undefined;
  /** Approval number of the card terminal, or of the transfer. */
  readonly reference?: string | undefined;
  /** Whose account it stands on; only `on_account` has one, and always. */
  readonly customerId?: string | undefined;
};

export type PayRefusal =
  | { readonly code: 'order.already-paid' }
  | { readonly code: 'payment.too-much'; readonly balance: Money }
  | { readonly code: 'payment.too-little'; readonly missing: Money }
  | { readonly code: 'payment.customer-needed' }
  | { readonly code: 'payment.not-offered' }
  | ({ readonly code: 'customer.over-limit'; readonly available: Money } & Approvable)
  | Exclude<CreditRefusal, { readonly code: 'customer.over-limit' }>;

/** Appends a payment, and the reason why the drawer opens when it is by a means that opens it. */
export function appendPayment(ctx: WriteContext, order: Due, tender: Tender): Result<Payment, PayRefusal> {
  if (order.balance <= NO_MONEY) return refuse({ code: 'order.already-paid' });
  if (!sellingSettings(ctx).methods.includes(tender.method)) return refuse({ code: 'payment.not-offered' });
  if (tender.amount !== undefined && tender.amount > order.balance) return refuse({ code: 'payment.too-much', balance: order.balance });
  const payment = paymentOf(tender.amount ?? order.balance, tender, order.sessionId);
  if (!payment.ok) return payment;
  const { id, businessDay } = order;
  const account = onAccount(ctx, { orderId: id, amount: payment.value.amount }, tender);
  if (!account.ok) return account;
  ctx.append({ type: 'order.payment-added', entityId: id, businessDay, body: { payment: payment.value } });
  if (opensDrawer(ctx, tender.method)) {
    ctx.append({ type: 'drawer.opened', entityId: tender.paymentId, businessDay, body: { reason: 'sale-cash', orderId: id } });
  }
  return payment;
}

/** A sale on account is a fact of the customer too, in the same transaction; past their limit it asks who may give more credit. */
function onAccount(
  ctx: WriteContext,
  { orderId, amount }: { orderId: string; amount: Money },
  { method, customerId, paymentId }: Tender,
): Result<null, PayRefusal> {
  if (method !== 'on_account') return done(null);
  if (customerId === undefined) return refuse({ code: 'payment.customer-needed' });
  const overLimit = isAllowed(ctx, 'customers.credit');
  const charged = chargeAccount(ctx, { customerId, id: paymentId, orderId, amount, overLimit });
  if (charged.ok) return done(null);
  const { refusal } = charged;
  return refuse(refusal.code === 'customer.over-limit' ? { ...refusal, needs: 'customers.credit' } : refusal);
}

function paymentOf(settles: Money, tender: Tender, sessionId: string): Result<Payment, PayRefusal> {
  const { paymentId, method, reference } = tender;
  const common = { id: paymentId, method, sessionId, ...(reference === undefined ? {} : { reference }) };
  if (method !== 'cash') return done({ ...common, amount: settles, tendered: settles, change: NO_MONEY, rounding: NO_MONEY });
  const due = cashDue(settles);
  const tendered = tender.tendered ?? due;
  const change = changeFor(due, tendered);
  if (change === undefined) return refuse({ code: 'payment.too-little', missing: subtractMoney(due, tendered) });
  return done({ ...common, amount: due, tendered: addMoney(due, change), change: money(change), rounding: cashRounding(settles) });
}

/** Opens the drawer to give money back; without a printer that can, it is opened by key. */
export function openDrawerFor(ctx: WriteContext, order: { id: string; businessDay: string }, refundId: string): void {
  ctx.append({ type: 'drawer.opened', entityId: refundId, businessDay: order.businessDay, body: { reason: 'refund', orderId: order.id } });
  queueDrawerKick(ctx);
}
