import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { AUDIT, BRANCHES } from '../../lib/query-keys.ts';

/** How far one role goes by itself. */
export type RoleLimits = Answers['access']['limits'][number];
export type LimitsDraft = Questions['access']['saveLimits']['limits'];

const LIMITS = ['limits'] as const;

export function useLimits(branchId: string | null) {
  return useQuery({ queryKey: [...LIMITS, branchId], queryFn: () => api.access.limits.query({ branchId }) });
}

export function useBranches() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

export function useSaveLimits() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Questions['access']['saveLimits']) => api.access.saveLimits.mutate(input),
    onSettled: () => Promise.all([LIMITS, AUDIT].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
