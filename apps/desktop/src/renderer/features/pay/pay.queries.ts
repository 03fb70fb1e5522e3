import type { Money } from '@fastops/shared/base/money';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { BranchOrder } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import type { Sale } from './last-sale.tsx';
import type { Decision } from './pay.screen.tsx';

const JUST_NOW_MS = 5 * 60_000;

type Outcome = { readonly onPaid: (sale: Sale) => void; readonly onPart: (owed: Money) => void };

/** Takes one payment of an order; a part leaves the rest to be asked for. */
export function usePay(orderId: string, { onPaid, onPart }: Outcome) {
  const branch = useBranch();
  // Minted before the first try: however often it is confirmed, the customer pays once. The next part gets its own.
  const [paymentId, setPaymentId] = useState(newId);
  return useMutation({
    mutationKey: ['cart'],
    scope: { id: 'cart' },
    mutationFn: ({ method, amount, tendered, reference }: Decision) =>
      branch.orders.pay.mutate({
        orderId,
        paymentId,
        method,
        amount,
        ...(tendered === undefined ? {} : { tendered }),
        ...(reference === undefined ? {} : { reference }),
      }),
    onSuccess: (answer) => {
      if (!answer.ok) return;
      setPaymentId(newId());
      if (answer.value.balance > 0) return onPart(answer.value.balance);
      const sale = saleOf(answer.value);
      if (sale) onPaid(sale);
    },
  });
}

/**
 * The sale that was being completed when the till stopped, if it was: the cashier sees that it did go through
 * and doesn't ring it up again. Asked once, when selling begins.
 */
export function useInterruptedSale() {
  const branch = useBranch();
  return useQuery({
    queryKey: ['cart', 'interrupted-sale'],
    queryFn: async () => {
      const [last] = await branch.orders.recent.query({ limit: 1, here: true });
      if (!last || (last.settledAt ?? 0) < Date.now() - JUST_NOW_MS) return null;
      const found = await branch.orders.find.query({ orderId: last.id });
      return (found.ok && saleOf(found.value)) || null;
    },
  });
}

function saleOf(order: BranchOrder): Sale | undefined {
  const payment = order.payments.at(-1);
  if (!order.number || !payment) return undefined;
  return { orderId: order.id, number: orderNumberText(order.number), change: payment.change, tendered: payment.tendered };
}
