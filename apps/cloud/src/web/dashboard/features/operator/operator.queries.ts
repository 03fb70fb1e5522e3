import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { failureOf } from '../../lib/failure.ts';

export type ListedCompany = Answers['operator']['companies']['companies'][number];
export type Billing = Answers['operator']['billing'];
export type BilledInvoice = Billing['invoices'][number];
export type InvoiceState = Questions['operator']['invoices']['state'];
export type PlanId = Questions['operator']['changePlan']['plan'];
export type Letter = Answers['operator']['deadLetters'][number];

/** On Colombia's calendar: invoices are of there. */
export function longDay(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'America/Bogota', dateStyle: 'long' }).format(at);
}

const OPERATOR = ['operator'] as const;

/** Who runs the platform here; `null` for nobody. */
export function useOperator() {
  return useQuery({
    queryKey: [...OPERATOR, 'me'],
    staleTime: Infinity,
    queryFn: () =>
      api.operator.me.query().catch((error: unknown) => {
        if (failureOf(error).kind === 'signed-out') return null;
        throw error;
      }),
  });
}

export function useOperatorLogin() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Questions['operator']['login']) => api.operator.login.mutate(input),
    onSuccess: () => queries.invalidateQueries({ queryKey: OPERATOR }),
  });
}

export function useOperatorLogout() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: () => api.operator.logout.mutate(), onSuccess: () => queries.resetQueries({ queryKey: OPERATOR }) });
}

export function useListedCompanies(text: string) {
  return useInfiniteQuery({
    queryKey: [...OPERATOR, 'companies', text],
    queryFn: ({ pageParam }) => api.operator.companies.query({ text, after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

export function useSuspendCompany() {
  return useRenewing((input: Questions['operator']['suspend']) => api.operator.suspend.mutate(input));
}

export function useBilling(companyId: string) {
  return useQuery({ queryKey: [...OPERATOR, 'billing', companyId], queryFn: () => api.operator.billing.query({ companyId }) });
}

export function useChangePlan() {
  return useRenewing((input: Questions['operator']['changePlan']) => api.operator.changePlan.mutate(input));
}

export function useAllInvoices(asked: { readonly state: InvoiceState; readonly text: string }) {
  return useInfiniteQuery({
    queryKey: [...OPERATOR, 'invoices', asked],
    queryFn: ({ pageParam }) => api.operator.invoices.query({ ...asked, after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

export function usePayByHand() {
  return useRenewing((input: Questions['operator']['payByHand']) => api.operator.payByHand.mutate(input));
}

export function useLetters() {
  return useQuery({ queryKey: [...OPERATOR, 'letters'], queryFn: () => api.operator.deadLetters.query() });
}

export function useReviveLetter() {
  return useRenewing((id: string) => api.operator.reviveLetters.mutate({ ids: [id] }));
}

export function useBuryLetter() {
  return useRenewing((id: string) => api.operator.buryLetters.mutate({ ids: [id] }));
}

function useRenewing<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queries.invalidateQueries({ queryKey: OPERATOR }) });
}

export function useActAs() {
  return useMutation({ mutationFn: (input: Questions['operator']['actAs']) => api.operator.actAs.mutate(input) });
}
