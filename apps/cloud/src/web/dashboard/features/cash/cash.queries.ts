import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { BRANCHES } from '../../lib/query-keys.ts';

export type CashPage = Answers['cash']['sessions'];
export type DrawerSession = CashPage['sessions'][number];
export type Z = Answers['cash']['z'];
export type BranchSettings = Answers['cash']['settings'];

const REFRESH_MS = 30_000;
const CASH = ['cash'] as const;

export function useBranches() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

/** A branch's drawers and the transfers that wait. */
export function useDrawers(branchId: string | undefined) {
  return useQuery({
    queryKey: [...CASH, 'sessions', branchId],
    queryFn: () => api.cash.sessions.query({ branchId: branchId ?? '', limit: 60 }),
    enabled: branchId !== undefined,
    refetchInterval: REFRESH_MS,
  });
}

export function useZ(hash: string | undefined) {
  return useQuery({ queryKey: [...CASH, 'z', hash], queryFn: () => api.cash.z.query({ hash: hash ?? '' }), enabled: hash !== undefined });
}

export function useBranchSettings(branchId: string) {
  return useQuery({ queryKey: [...CASH, 'settings', branchId], queryFn: () => api.cash.settings.query({ branchId }) });
}

type Saved = { readonly tax: Questions['cash']['saveTax']['tax']; readonly cash: Questions['cash']['saveSettings']['cash'] };

export function useSaveSettings(branchId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ tax, cash }: Saved) => {
      await api.cash.saveTax.mutate({ branchId, tax });
      await api.cash.saveSettings.mutate({ branchId, cash });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [...CASH, 'settings', branchId] }),
  });
}
