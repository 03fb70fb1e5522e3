import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { AUDIT, BRANCHES } from '../../lib/query-keys.ts';

/** The kitchen of a branch or of the company, with the menu that its stations share out. */
export type KitchenNow = Answers['kitchen']['settings'];
export type Kitchen = Questions['kitchen']['saveSettings']['kitchen'];

const KITCHEN = ['kitchen-settings'] as const;

export function useBranches() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

export function useKitchen(branchId: string | null) {
  return useQuery({ queryKey: [...KITCHEN, branchId], queryFn: () => api.kitchen.settings.query({ branchId }) });
}

export function useSaveKitchen() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (input: Questions['kitchen']['saveSettings']) => api.kitchen.saveSettings.mutate(input),
    onSuccess: refresh,
  });
}

export function useFollowCompany() {
  const refresh = useRefresh();
  return useMutation({ mutationFn: (branchId: string) => api.kitchen.followCompany.mutate({ branchId }), onSuccess: refresh });
}

function useRefresh() {
  const queries = useQueryClient();
  return () => Promise.all([KITCHEN, AUDIT].map((queryKey) => queries.invalidateQueries({ queryKey })));
}
