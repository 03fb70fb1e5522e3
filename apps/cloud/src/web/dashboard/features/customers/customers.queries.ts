import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { Answers } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { BRANCHES } from '../../lib/query-keys.ts';

export type Customer = Answers['customers']['list']['customers'][number];
export type Account = Answers['customers']['account'];

const CUSTOMERS = ['customers'] as const;

export function useBranches() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

export function useCustomers(asked: { readonly branchId: string; readonly wanted: string; readonly owing: boolean }) {
  return useQuery({
    queryKey: [...CUSTOMERS, asked],
    queryFn: () => api.customers.list.query(asked),
    placeholderData: keepPreviousData,
  });
}

export function useAccount(id: string) {
  return useQuery({ queryKey: [...CUSTOMERS, 'account', id], queryFn: () => api.customers.account.query({ id }) });
}
