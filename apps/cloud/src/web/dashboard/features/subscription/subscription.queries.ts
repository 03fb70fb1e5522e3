import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';

export type Overview = Answers['subscriptions']['overview'];
export type Invoice = Overview['invoices'][number];
export type PlanId = Questions['subscriptions']['choosePlan']['plan'];

const SUBSCRIPTION = ['subscription'] as const;
const REFRESH_MS = 60_000;
/** While a bank is thinking. */
const SOON_MS = 5_000;

export function isChecking({ lastTry }: Overview): boolean {
  return lastTry?.status === 'PENDING';
}

export function useOverview() {
  return useQuery({
    queryKey: SUBSCRIPTION,
    queryFn: () => api.subscriptions.overview.query(),
    refetchInterval: ({ state }) => (state.data && isChecking(state.data) ? SOON_MS : REFRESH_MS),
  });
}

export function useInvoice(id: string) {
  return useQuery({ queryKey: [...SUBSCRIPTION, id], queryFn: () => api.subscriptions.invoice.query({ id }) });
}

export function usePay() {
  return useRenewing(() => api.subscriptions.pay.mutate());
}

/** Back from the provider's page: the cloud asks about that very payment. */
export function useReturned() {
  return useRenewing((transactionId: string) => api.subscriptions.returned.mutate({ transactionId }));
}

export function useChoosePlan() {
  return useRenewing((plan: PlanId) => api.subscriptions.choosePlan.mutate({ plan }));
}

export function useLeaving() {
  return useRenewing((leaves: boolean) => (leaves ? api.subscriptions.cancel.mutate() : api.subscriptions.keep.mutate()));
}

function useRenewing<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queries.invalidateQueries({ queryKey: SUBSCRIPTION }) });
}
