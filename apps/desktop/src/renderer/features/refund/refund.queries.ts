import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { useApproval } from '../../lib/approval.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import type { RefundPlan } from './refund-plan.ts';

type Refund = { readonly plan: RefundPlan; readonly reason: string; readonly what: string };

/** Gives money back; however often it is pressed, once. */
export function useRefund(orderId: string, onDone: () => void) {
  const { orders } = useBranch();
  const approved = useApproval();
  const queries = useQueryClient();
  // One id per payment for as long as the question is open; a plan that changes keeps those of its payments.
  const [ids] = useState(() => new Map<string, string>());
  const idOf = (paymentId: string) => {
    const id = ids.get(paymentId) ?? newId();
    ids.set(paymentId, id);
    return id;
  };
  return useMutation({
    mutationFn: ({ plan, reason, what }: Refund) => {
      const refunds = plan.parts.map(({ paymentId, amount }, index) => ({
        id: idOf(paymentId),
        paymentId,
        amount,
        reason,
        lines: index === 0 ? plan.lines.map((line) => ({ ...line })) : [],
      }));
      return approved(what, () => orders.refund.mutate({ orderId, refunds }));
    },
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      onDone();
      await Promise.all([queries.invalidateQueries({ queryKey: ['orders'] }), queries.invalidateQueries({ queryKey: ['cash'] })]);
    },
  });
}
