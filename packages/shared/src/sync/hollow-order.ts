import { countedPayments } from '../orders/money.fold.ts';
import type { Order } from '../orders/order.fold.ts';
import { soldParts } from '../orders/totals.ts';
import { thirdPartyShares } from '../payments/third-party.ts';
import { orderMovements } from '../stock/order-stock.ts';
import type { HollowOrder } from './snapshot.ts';

/** An order that was placed, as the rows that a till's lists and reports read: what a snapshot carries in place of its facts. */
export function hollowOrder(order: Order): HollowOrder {
  const { id, branchId, terminalId, businessDay, type, state, paid, balance, openedAt, openedById, rev } = order;
  const thirdParty = thirdPartyShares(order);
  return {
    id,
    branchId,
    terminalId,
    businessDay,
    type,
    state,
    paid,
    balance,
    openedAt,
    openedById,
    rev,
    number: order.number ?? null,
    total: order.totals.total,
    needsReview: [...order.needsReview],
    placedAt: order.placedAt ?? null,
    settledAt: order.settledAt ?? null,
    lines: soldParts(order).map(({ line, net }) => ({
      id: line.id,
      productId: line.productId,
      categoryId: line.categoryId,
      name: line.name,
      quantity: line.quantity,
      total: net,
    })),
    payments: countedPayments(order).map(({ id: paymentId, method, amount, rounding, tendered, change, sessionId, status, reference }) => ({
      id: paymentId,
      method,
      amount,
      rounding,
      tendered,
      change,
      ...(thirdParty.has(paymentId) ? { thirdParty: thirdParty.get(paymentId) } : {}),
      ...(sessionId === undefined ? {} : { sessionId }),
      ...(status === 'unverified' ? { unverified: true } : {}),
      ...(reference === undefined ? {} : { reference }),
    })),
    ...(order.recipes ? { moves: orderMovements(order).map((move) => ({ ...move, costCents: move.costCents ?? 0 })) } : {}),
    refunds: order.refunds.map(({ id: refundId, method, amount, sessionId }) => ({
      id: refundId,
      method,
      amount,
      ...(sessionId === undefined ? {} : { sessionId }),
    })),
  };
}
