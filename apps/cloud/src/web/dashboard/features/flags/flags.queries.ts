import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { AUDIT } from '../../lib/query-keys.ts';

export type FlagLimits = Answers['reports']['limits'];

const LIMITS = ['flag-limits'] as const;

export function useFlagLimits() {
  return useQuery({ queryKey: LIMITS, queryFn: () => api.reports.limits.query() });
}

export function useSaveFlagLimits() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (limits: FlagLimits) => api.reports.saveLimits.mutate(limits),
    onSuccess: () => Promise.all([LIMITS, AUDIT].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
