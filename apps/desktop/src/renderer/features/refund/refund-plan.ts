import { addMoney, money, NO_MONEY, subtractMoney, sumMoney, type Money } from '@fastops/shared/base/money';
import { mostForLines, refundablePayments, worthOfLines } from '@fastops/shared/orders/refundable';

import type { BranchOrder } from '../../lib/branch.tsx';

/** How many of each line come back; `everything` gives back all that was paid, the tip too. */
export type RefundScope = { readonly kind: 'everything' } | { readonly kind: 'lines'; readonly quantities: ReadonlyMap<string, number> };
export type RefundPart = { readonly paymentId: string; readonly method: BranchOrder['payments'][number]['method']; readonly amount: Money };
export type RefundPlan = {
  readonly parts: readonly RefundPart[];
  readonly total: Money;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
};

/** Which payment gives back how much. The one that was picked gives first, the others what is missing, in the order they came. */
export function planRefund(order: BranchOrder, scope: RefundScope, firstPaymentId: string | undefined): RefundPlan {
  const sources = refundablePayments(order).filter(({ payment, left }) => left > 0 && payment.status !== 'unverified');
  const ordered = [...sources].sort((a, b) => Number(b.payment.id === firstPaymentId) - Number(a.payment.id === firstPaymentId));
  const lines = linesOf(order, scope);
  const wanted = scope.kind === 'everything' ? sumMoney(ordered.map(({ left }) => left)) : worthOfLines(order, lines);
  const parts: RefundPart[] = [];
  let missing = wanted;
  for (const { payment, left } of ordered) {
    if (missing <= 0) break;
    const share = money(Math.min(left, missing));
    // Coins below the smallest don't exist: the customer gets the next one up, as long as the payment had it.
    const amount = money(Math.min(left, mostForLines(share, payment.method === 'cash')));
    parts.push({ paymentId: payment.id, method: payment.method, amount });
    missing = subtractMoney(missing, share);
  }
  return { parts, lines, total: parts.reduce<Money>((sum, part) => addMoney(sum, part.amount), NO_MONEY) };
}

function linesOf(order: BranchOrder, scope: RefundScope): RefundPlan['lines'] {
  if (scope.kind === 'lines') {
    return [...scope.quantities].filter(([, quantity]) => quantity > 0).map(([lineId, quantity]) => ({ lineId, quantity }));
  }
  // A whole refund after a part of one is of the money that is left: its lines can't be told apart any more.
  return order.refunds.length === 0 && order.totals.tip === 0 ? order.lines.map(({ id, quantity }) => ({ lineId: id, quantity })) : [];
}
