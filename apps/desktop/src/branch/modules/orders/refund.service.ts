import { sumMoney, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Refund } from '@fastops/shared/orders/adjustment.events';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import { mostForLines, quantityBack, refundablePayments, worthOfLines } from '@fastops/shared/orders/refundable';
import { isWithinLimit, type Approvable } from '../../allowed.ts';
import type { WriteContext } from '../../context.ts';
import { requireSession, type NoSessionRefusal, type SessionRow } from '../cash/cash.service.ts';
import { creditAccount, chargedCustomer, type CustomerRefusal } from '../customers/customers.service.ts';
import { queueRefundReceipt } from '../printing/printing.service.ts';
import { projectOrderIn } from './orders.service.ts';
import { openDrawerFor } from './pay.service.ts';

/** What goes back by one payment; `lines` of the first part say what came back, none when it is an amount alone. */
export type RefundPart = {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: Money;
  readonly lines: Refund['lines'];
  readonly reason: string;
};

export type RefundRefusal =
  | NoSessionRefusal
  | CustomerRefusal
  | { readonly code: 'order.not-found'; readonly id: string }
  | { readonly code: 'payment.not-found'; readonly paymentId: string }
  | { readonly code: 'refund.too-much'; readonly refundable: Money }
  | { readonly code: 'refund.unverified'; readonly paymentId: string }
  | { readonly code: 'refund.line-too-many'; readonly lineId: string }
  | { readonly code: 'refund.more-than-lines'; readonly worth: Money }
  | ({ readonly code: 'refund.over-limit' } & Approvable);

type RefundAnswer = Result<Order, RefundRefusal>;

/**
 * Gives money back by the payments that brought it, never more than is left of each, and no line twice. It leaves the
 * drawer of the shift that runs now, whenever the order was paid; the paper says who gave it and who allowed it.
 */
export function refundOrder(ctx: WriteContext, { orderId, refunds }: { orderId: string; refunds: readonly RefundPart[] }): RefundAnswer {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const facts = ctx.factsOf(orderId);
  if (facts.length === 0) return refuse({ code: 'order.not-found', id: orderId });
  const order = foldOrder(facts);
  const fresh = refunds.filter(({ id }) => !order.refunds.some((known) => known.id === id));
  if (fresh.length === 0) return done(order);
  const checked = checkLines(order, fresh);
  if (!checked.ok) return checked;
  for (const part of fresh) {
    const given = giveBack(ctx, { orderId, session: session.value, part });
    if (!given.ok) return given;
  }
  const after = projectOrderIn(ctx, orderId);
  if (!isWithinLimit(ctx, 'refundAmount', after.refunded)) {
    return refuse({ code: 'refund.over-limit', needs: 'orders.refund', over: { limit: 'refundAmount', amount: after.refunded } });
  }
  const ids = new Set(fresh.map(({ id }) => id));
  queueRefundReceipt(
    ctx,
    after,
    after.refunds.filter(({ id }) => ids.has(id)),
  );
  return done(after);
}

type Giving = { readonly orderId: string; readonly session: SessionRow; readonly part: RefundPart };

function giveBack(ctx: WriteContext, { orderId, session, part }: Giving): Result<null, RefundRefusal> {
  // Folded anew for each part, so that two parts of one payment can't pass what is left of it together.
  const order = foldOrder(ctx.factsOf(orderId));
  const source = refundablePayments(order).find(({ payment }) => payment.id === part.paymentId);
  if (!source) return refuse({ code: 'payment.not-found', paymentId: part.paymentId });
  const { payment, left } = source;
  if (payment.status === 'unverified') return refuse({ code: 'refund.unverified', paymentId: payment.id });
  if (part.amount > left) return refuse({ code: 'refund.too-much', refundable: left });
  const { id: sessionId, businessDay } = session;
  const refund = { ...part, lines: [...part.lines], method: payment.method, sessionId };
  ctx.append({ type: 'order.refunded', entityId: orderId, businessDay, body: { refund } });
  if (payment.method === 'cash') openDrawerFor(ctx, { id: orderId, businessDay }, part.id);
  return payment.method === 'on_account' ? backToAccount(ctx, orderId, part) : done(null);
}

/** What was sold on account is taken off it again. */
function backToAccount(ctx: WriteContext, orderId: string, { id, paymentId, amount }: RefundPart): Result<null, RefundRefusal> {
  const customerId = chargedCustomer(ctx, paymentId);
  if (customerId === undefined) return refuse({ code: 'customer.not-found', id: paymentId });
  const credited = creditAccount(ctx, { customerId, id, orderId, amount });
  return credited.ok ? done(null) : credited;
}

function checkLines(order: Order, parts: readonly RefundPart[]): Result<null, RefundRefusal> {
  const lines = parts.flatMap((part) => part.lines);
  if (lines.length === 0) return done(null);
  const asked = Map.groupBy(lines, ({ lineId }) => lineId);
  for (const [lineId, each] of asked) {
    const sold = order.lines.find(({ id }) => id === lineId)?.quantity ?? 0;
    const wanted = each.reduce((sum, { quantity }) => sum + quantity, 0);
    if (wanted > sold - quantityBack(order, lineId)) return refuse({ code: 'refund.line-too-many', lineId });
  }
  const merged = [...asked].map(([lineId, each]) => ({ lineId, quantity: each.reduce((sum, { quantity }) => sum + quantity, 0) }));
  const worth = mostForLines(worthOfLines(order, merged), hasCash(order, parts));
  const amount = sumMoney(parts.map((part) => part.amount));
  return amount > worth ? refuse({ code: 'refund.more-than-lines', worth }) : done(null);
}

function hasCash(order: Order, parts: readonly RefundPart[]): boolean {
  return parts.some((part) => order.payments.find(({ id }) => id === part.paymentId)?.method === 'cash');
}
