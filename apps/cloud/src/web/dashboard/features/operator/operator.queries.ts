import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { failureOf } from '../../lib/failure.ts';

export type ListedCompany = Answers['operator']['companies']['companies'][number];

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
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Questions['operator']['suspend']) => api.operator.suspend.mutate(input),
    onSuccess: () => queries.invalidateQueries({ queryKey: OPERATOR }),
  });
}

export function useActAs() {
  return useMutation({ mutationFn: (input: Questions['operator']['actAs']) => api.operator.actAs.mutate(input) });
}
