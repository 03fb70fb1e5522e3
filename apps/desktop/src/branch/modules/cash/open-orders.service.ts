import type { Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { ZReport } from '@fastops/shared/cash/z-report';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import { needsVerification, paymentMethodSchema } from '@fastops/shared/payments/method';
import { isAllowed, isWithinLimit, type Approvable } from '../../allowed.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { factsOf } from '../../db/event-log.ts';
import { owedByDrivers, type OwedOrder } from '../orders/drivers-owe.service.ts';
import { projectOrderIn } from '../orders/orders.service.ts';
import type { SessionRow } from './cash.service.ts';
import { requireSession } from './cash.service.ts';
import { unverifiedOf } from './reading.service.ts';
import { listHeldOrderIds, listOtherTills, ordersWithTransfers, type OtherTill } from './reading.store.ts';

/** What a person chose for an order that the shift leaves open. */
export type OpenOrderChoice =
  | { readonly orderId: string; readonly outcome: 'next-session' }
  | { readonly orderId: string; readonly outcome: 'other-till'; readonly terminalId: string }
  | { readonly orderId: string; readonly outcome: 'cancel'; readonly reason: string };

export type OpenOrdersRefusal =
  | { readonly code: 'cash.orders-open'; readonly count: number }
  | { readonly code: 'cash.order-paid'; readonly number: string }
  | ({ readonly code: 'cash.may-not-cancel'; readonly number: string } & Approvable)
  | { readonly code: 'cash.unknown-till'; readonly terminalId: string };

/** An order that is still open at this till, as the closing list shows it. */
export type OpenOrder = {
  readonly id: string;
  readonly number: string | null;
  readonly type: Order['type'];
  readonly total: Money;
  readonly balance: Money;
  readonly paid: Money;
  readonly openedAt: number;
};

/** A transfer that nobody has seen arrive, as the closing list shows it. */
export type UnverifiedTransfer = ZReport['unverified'][number] & { readonly id: string };

/** What has to be looked at before a close. Nothing in it says what the drawer should hold. */
export type Closing = {
  readonly openOrders: readonly OpenOrder[];
  readonly unverified: readonly UnverifiedTransfer[];
  readonly otherTills: readonly OtherTill[];
  /** What drivers have not handed in for orders of this till. */
  readonly drivers: readonly OwedOrder[];
};

export function closingList(ctx: ReadContext): Closing {
  const session = requireSession(ctx);
  if (!session.ok) return { openOrders: [], unverified: [], otherTills: [], drivers: [] };
  return {
    openOrders: openOrdersHere(ctx).map((order) => ({
      id: order.id,
      number: order.number ? orderNumberText(order.number) : null,
      type: order.type,
      total: order.totals.due,
      balance: order.balance,
      paid: order.paid,
      openedAt: order.openedAt,
    })),
    unverified: unverifiedIn(ctx, session.value.id),
    otherTills: listOtherTills(ctx.db, ctx),
    drivers: owedByDrivers(ctx, ctx.terminalId),
  };
}

/** Transfers of a session that wait for somebody who may verify them. */
export function unverifiedIn(ctx: ReadContext, sessionId: string): UnverifiedTransfer[] {
  const onTrust = paymentMethodSchema.options.filter(needsVerification);
  const ids = ordersWithTransfers(ctx.db, { companyId: ctx.companyId, sessionId }, onTrust);
  const orders = ids.map((id) => factsOf(ctx.db, ctx.companyId, id)).filter((facts) => facts.length > 0);
  return unverifiedOf(orders.map(foldOrder), sessionId);
}

/** Orders this till answers for that have something on them and are not settled. */
function openOrdersHere(ctx: ReadContext): Order[] {
  return listHeldOrderIds(ctx.db, ctx)
    .map((id) => foldOrder(factsOf(ctx.db, ctx.companyId, id)))
    .filter(({ lines }) => lines.length > 0);
}

type Settled = ZReport['openOrders'];

/** Carries every open order on, or cancels it, as somebody chose; one without a choice stops the close. */
export function settleOpenOrders(
  ctx: WriteContext,
  session: SessionRow,
  choices: readonly OpenOrderChoice[],
): Result<Settled, OpenOrdersRefusal> {
  const open = openOrdersHere(ctx);
  const undecided = open.filter(({ id }) => !choices.some(({ orderId }) => orderId === id));
  if (undecided.length > 0) return refuse({ code: 'cash.orders-open', count: undecided.length });
  const settled: Settled = [];
  for (const order of open) {
    const choice = choices.find(({ orderId }) => orderId === order.id);
    const outcome = choice ? applyChoice(ctx, { order, session }, choice) : done('next-session' as const);
    if (!outcome.ok) return outcome;
    settled.push({ number: nameOf(order), balance: order.balance, outcome: outcome.value });
  }
  return done(settled);
}

function applyChoice(
  ctx: WriteContext,
  { order, session }: { order: Order; session: SessionRow },
  choice: OpenOrderChoice,
): Result<Settled[number]['outcome'], OpenOrdersRefusal> {
  const { businessDay } = order;
  if (choice.outcome === 'cancel') {
    if (order.paid > 0) return refuse({ code: 'cash.order-paid', number: nameOf(order) });
    // The kitchen has it: all of it is a void, within the same limit.
    const amount = order.state === 'draft' ? 0 : order.totals.gross;
    if (amount > 0 && !(isAllowed(ctx, 'orders.void') && isWithinLimit(ctx, 'voidAmount', amount))) {
      const over = { limit: 'voidAmount', amount } as const;
      return refuse({ code: 'cash.may-not-cancel', number: nameOf(order), needs: 'orders.void', over });
    }
    ctx.append({ type: 'order.cancelled', entityId: order.id, businessDay, body: { reason: choice.reason } });
    projectOrderIn(ctx, order.id);
    return done('cancelled');
  }
  const to = choice.outcome === 'other-till' ? choice.terminalId : undefined;
  if (to !== undefined && !listOtherTills(ctx.db, ctx).some(({ terminalId }) => terminalId === to)) {
    return refuse({ code: 'cash.unknown-till', terminalId: to });
  }
  const body = { sessionId: session.id, ...(to === undefined ? {} : { toTerminalId: to }) };
  ctx.append({ type: 'order.carried-over', entityId: order.id, businessDay, body });
  projectOrderIn(ctx, order.id);
  return done(choice.outcome);
}

function nameOf(order: Order): string {
  return order.number ? orderNumberText(order.number) : '-';
}
