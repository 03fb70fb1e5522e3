import type { Money } from '@fastops/shared/base/money';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useApproval } from '../../lib/approval.tsx';
import type { BranchOrder, BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type OrderRow = BranchOutputs['orders']['search'][number];
/** A payment that nobody has seen arrive. */
export type WaitingPayment = BranchOutputs['orders']['waiting'][number];
export type HistoryEntry = Extract<BranchOutputs['orders']['history'], { ok: true }>['value'][number];
/** An order that still owes, as the pay screen needs it. */
export type Owing = { readonly orderId: string; readonly total: Money };

export const STATES = ['owing', 'waiting', 'refunded', 'cancelled'] as const;
/** What the list is asked for. An empty day or state is any. */
export type Filter = { readonly text: string; readonly day: string; readonly state: '' | (typeof STATES)[number] };

const MOST_ORDERS = 100;
const MOST_DAYS = 60;

export function useOrderDays() {
  const branch = useBranch();
  return useQuery({ queryKey: ['orders', 'days'], queryFn: () => branch.orders.days.query({ limit: MOST_DAYS }) });
}

export function useOrderSearch({ text, day, state }: Filter) {
  const branch = useBranch();
  return useQuery({
    queryKey: ['orders', 'search', text, day, state],
    queryFn: () =>
      branch.orders.search.query({
        limit: MOST_ORDERS,
        ...(text.trim() === '' ? {} : { text: text.trim() }),
        ...(day === '' ? {} : { day }),
        ...(state === '' ? {} : { state }),
      }),
    placeholderData: (before) => before,
    // A list of a while ago would move under the finger once it is asked again.
    gcTime: 0,
  });
}

export function useOrder(orderId: string): BranchOrder | undefined {
  const branch = useBranch();
  const found = useQuery({ queryKey: ['orders', 'find', orderId], queryFn: () => branch.orders.find.query({ orderId }) });
  return found.data?.ok ? found.data.value : undefined;
}

export function useHistory(orderId: string): readonly HistoryEntry[] {
  const branch = useBranch();
  const found = useQuery({ queryKey: ['orders', 'history', orderId], queryFn: () => branch.orders.history.query({ orderId }) });
  return found.data?.ok ? found.data.value : [];
}

/** The name of whoever did something; somebody who has left is nobody that this till knows. */
export function useStaffNames(): (id: string) => string | undefined {
  const branch = useBranch();
  const staff = useQuery({ queryKey: ['identity', 'staff'], queryFn: () => branch.identity.staff.query() });
  return (id) => staff.data?.find((each) => each.id === id)?.name;
}

export function useWaiting(enabled: boolean): readonly WaitingPayment[] {
  const branch = useBranch();
  const found = useQuery({ queryKey: ['orders', 'waiting'], queryFn: () => branch.orders.waiting.query({ limit: 200 }), enabled });
  return found.data ?? [];
}

type Verdict = { readonly orderId: string; readonly paymentId: string; readonly rejectedBecause?: string; readonly what: string };

/** Somebody saw the transfer arrive, or says that it never did. */
export function useVerdict(onDone: () => void) {
  const { orders } = useBranch();
  const approved = useApproval();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ what, ...input }: Verdict) => approved(what, () => orders.verifyPayment.mutate(input)),
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      onDone();
      await queries.invalidateQueries({ queryKey: ['orders'] });
    },
  });
}

export function useReprint() {
  const { t } = useTranslation();
  const { orders } = useBranch();
  const approved = useApproval();
  return useMutation({ mutationFn: (orderId: string) => approved(t('orders.approve-reprint'), () => orders.reprint.mutate({ orderId })) });
}
