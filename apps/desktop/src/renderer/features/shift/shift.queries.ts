import { formatCop, type Money } from '@fastops/shared/base/money';
import type { CashMovement } from '@fastops/shared/cash/session.events';
import { countTotal, type Pile } from '@fastops/shared/cash/denominations';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useApproval } from '../../lib/approval.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';

export function useCashStatus(enabled: boolean) {
  const branch = useBranch();
  return useQuery({ queryKey: ['cash', 'status'], queryFn: () => branch.cash.status.query(), enabled });
}

export function useOpenShift() {
  const { t } = useTranslation();
  const branch = useBranch();
  const queries = useQueryClient();
  const approved = useApproval();
  // One id for as long as the question is on the screen: pressing twice opens one shift.
  const [sessionId] = useState(newId);
  return useMutation({
    mutationFn: ({ openingFloat, reason }: { readonly openingFloat: Money; readonly reason: string | undefined }) =>
      approved(t('shift.approve-float', { amount: formatCop(openingFloat) }), () =>
        branch.cash.open.mutate(reason === undefined ? { sessionId, openingFloat } : { sessionId, openingFloat, reason }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['cash'] }),
  });
}

type MovementInput = { readonly kind: CashMovement['kind']; readonly amount: Money; readonly forWhat: string };

/** Moves cash without a sale; pressing twice is one movement. */
export function useAddMovement(onAdded: () => void) {
  const branch = useBranch();
  const queries = useQueryClient();
  const [id] = useState(newId);
  return useMutation({
    mutationFn: ({ kind, amount, forWhat }: MovementInput) => {
      const said = forWhat === '' ? {} : kind === 'cash_out' ? { category: forWhat } : { note: forWhat };
      return branch.cash.move.mutate({ id, kind, amount, ...said });
    },
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      onAdded();
      await queries.invalidateQueries({ queryKey: ['cash'] });
    },
  });
}

/** Seals the count of the drawer; from then on it is a fact. */
export function useSealCount() {
  const branch = useBranch();
  return useMutation({
    mutationFn: async (piles: readonly Pile[]) => {
      const countId = newId();
      const counted = piles.filter(({ quantity }) => quantity > 0).map((pile) => ({ ...pile }));
      const answer = await branch.cash.count.mutate({ id: countId, purpose: 'close', piles: counted, total: countTotal(piles) });
      return { ...answer, countId };
    },
  });
}

/** What may explain the difference of the last sealed count. */
export function useExplanations(sessionId: string) {
  const branch = useBranch();
  return useQuery({ queryKey: ['cash', 'explain', sessionId], queryFn: () => branch.cash.explain.query({ sessionId }) });
}

/** The called-out number of an order of today, for a list of tickets. */
export function useTicketNames(): (orderId: string) => string | undefined {
  const branch = useBranch();
  const recent = useQuery({ queryKey: ['orders', 'of-shift'], queryFn: () => branch.orders.recent.query({ limit: 200 }) });
  return (orderId) => {
    const order = recent.data?.find(({ id }) => id === orderId);
    return order?.series && order.sequence ? orderNumberText({ series: order.series, sequence: order.sequence }) : undefined;
  };
}

type CloseInput = { readonly countId: string; readonly floatLeft: Money; readonly reason: string | undefined };

/** Closes the shift on a sealed count; `onClosed` only when it really is. */
export function useCloseShift(onClosed: () => void) {
  const branch = useBranch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ countId, floatLeft, reason }: CloseInput) =>
      branch.cash.close.mutate(reason === undefined ? { countId, floatLeft } : { countId, floatLeft, reason }),
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      onClosed();
      await queries.invalidateQueries({ queryKey: ['cash'] });
    },
  });
}
