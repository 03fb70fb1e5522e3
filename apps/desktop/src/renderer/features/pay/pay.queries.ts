import type { Money } from '@fastops/shared/base/money';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { BranchOrder } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import type { Sale } from './last-sale.tsx';

const JUST_NOW_MS = 5 * 60_000;

export function usePayCash(orderId: string, onPaid: (sale: Sale) => void) {
  const branch = useBranch();
  // Minted with the screen: however often it is confirmed, the customer pays once.
  const [paymentId] = useState(newId);
  return useMutation({
    mutationKey: ['cart'],
    scope: { id: 'cart' },
    mutationFn: (tendered: Money) => branch.orders.pay.mutate({ method: 'cash', orderId, paymentId, tendered }),
    onSuccess: (answer) => {
      const sale = answer.ok ? saleOf(answer.value) : undefined;
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
      const [last] = await branch.orders.recent.query({ limit: 1 });
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
