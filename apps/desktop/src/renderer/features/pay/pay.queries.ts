import { formatCop, NO_MONEY, type Money } from '@fastops/shared/base/money';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { useIsMutating, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useApproval } from '../../lib/approval.tsx';
import type { BranchOrder } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import type { Sale } from './last-sale.tsx';
import type { Decision } from './pay.screen.tsx';

const JUST_NOW_MS = 5 * 60_000;

/** The order that is being paid, once no tap on it is on its way: a discount or a tip changes what it owes. */
export function useOwed(orderId: string): BranchOrder | undefined {
  const branch = useBranch();
  const settled = useIsMutating({ mutationKey: ['cart'] }) === 0;
  const found = useQuery({
    queryKey: ['orders', 'find', orderId],
    queryFn: () => branch.orders.find.query({ orderId }),
    enabled: settled,
  });
  return found.data?.ok ? found.data.value : undefined;
}

type Outcome = { readonly onPaid: (sale: Sale) => void; readonly onPart: (owed: Money) => void };

/** Takes one payment of an order; a part leaves the rest to be asked for. */
export function usePay(orderId: string, { onPaid, onPart }: Outcome) {
  const { t } = useTranslation();
  const branch = useBranch();
  const approved = useApproval();
  // Minted before the first try: however often it is confirmed, the customer pays once. The next part gets its own.
  const [paymentId, setPaymentId] = useState(newId);
  return useMutation({
    mutationKey: ['cart'],
    scope: { id: 'cart' },
    mutationFn: ({ method, amount, tendered, reference, account }: Decision) => {
      // Given away whole: there is nothing to take, only to send.
      if (amount === 0) return branch.orders.place.mutate({ orderId });
      const input = {
        orderId,
        paymentId,
        method,
        amount,
        ...(tendered === undefined ? {} : { tendered }),
        ...(reference === undefined ? {} : { reference }),
        ...(account === undefined ? {} : { customerId: account.id }),
      };
      const what = t('pay.approve-credit', { amount: formatCop(amount), name: account?.name ?? '' });
      return approved(what, () => branch.orders.pay.mutate(input));
    },
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
  if (!order.number || (!payment && order.totals.due > 0)) return undefined;
  const { change = NO_MONEY, tendered = NO_MONEY } = payment ?? {};
  return { orderId: order.id, number: orderNumberText(order.number), change, tendered };
}
