import { formatCop, type Money } from '@fastops/shared/base/money';
import type { CashMovement } from '@fastops/shared/cash/session.events';
import { countTotal, type Pile } from '@fastops/shared/cash/denominations';
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
  const { t } = useTranslation();
  const approved = useApproval();
  const branch = useBranch();
  const queries = useQueryClient();
  const [id] = useState(newId);
  return useMutation({
    mutationFn: ({ kind, amount, forWhat }: MovementInput) => {
      const said = forWhat === '' ? {} : kind === 'cash_out' ? { category: forWhat } : { note: forWhat };
      const words = { amount: formatCop(amount), what: forWhat };
      return approved(t('movement.approve', words), () => branch.cash.move.mutate({ id, kind, amount, ...said }));
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
  const { t } = useTranslation();
  const branch = useBranch();
  const approved = useApproval();
  return useMutation({
    mutationFn: async (piles: readonly Pile[]) => {
      const countId = newId();
      const counted = piles.filter(({ quantity }) => quantity > 0).map((pile) => ({ ...pile }));
      const count = { id: countId, purpose: 'close' as const, piles: counted, total: countTotal(piles) };
      const answer = await approved(t('shift.approve-recount'), () => branch.cash.count.mutate(count));
      return { ...answer, countId };
    },
  });
}

/** What may explain the difference of the last sealed count. */
export function useExplanations(sessionId: string) {
  const branch = useBranch();
  return useQuery({ queryKey: ['cash', 'explain', sessionId], queryFn: () => branch.cash.explain.query({ sessionId }) });
}

type CloseInput = Parameters<ReturnType<typeof useBranch>['cash']['close']['mutate']>[0];

/** What the last close of this window was told; kept until somebody has read it. */
const LAST_CLOSE = ['last-close'] as const;

type Closed = { readonly zNumber: number; readonly zHash: string; readonly printed: boolean };

export function useLastClose(): { readonly closed: Closed | null; readonly dismiss: () => void } {
  const queries = useQueryClient();
  const kept = useQuery<Closed | null>({
    queryKey: LAST_CLOSE,
    queryFn: () => null,
    initialData: null,
    enabled: false,
    staleTime: Infinity,
  });
  return { closed: kept.data, dismiss: () => queries.setQueryData(LAST_CLOSE, null) };
}

/** Closes the shift on a sealed count, with a manager's yes where the branch server wants one; `onClosed` only when it really is. */
export function useCloseShift(onClosed: () => void) {
  const { t } = useTranslation();
  const branch = useBranch();
  const queries = useQueryClient();
  const approved = useApproval();
  return useMutation({
    mutationFn: (input: CloseInput) => approved(t('shift.approve-close'), () => branch.cash.close.mutate(input)),
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      queries.setQueryData(LAST_CLOSE, answer.value);
      onClosed();
      await Promise.all([queries.invalidateQueries({ queryKey: ['cash'] }), queries.invalidateQueries({ queryKey: ['orders'] })]);
    },
  });
}
