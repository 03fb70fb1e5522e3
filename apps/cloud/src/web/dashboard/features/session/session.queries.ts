import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { COMPANIES, ME } from '../../lib/query-keys.ts';

export function useLogin() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Questions['auth']['login']) => api.auth.login.mutate(credentials),
    onSuccess: () => queries.invalidateQueries({ queryKey: ME }),
  });
}

export function useLogout() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.auth.logout.mutate(),
    onSuccess: () => {
      queries.setQueryData(ME, null);
      // The next person at this browser must not see a flash of this one's figures.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
    },
  });
}

/** The companies one may look at. */
export function useCompanies() {
  return useQuery({ queryKey: COMPANIES, queryFn: () => api.auth.companies.mutate(), staleTime: Infinity });
}

/** Looks at another company: nothing of the one before may stay on the screen. */
export function useSwitchCompany() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (companyId: string) => api.auth.switchCompany.mutate({ companyId }),
    onSuccess: () => queries.resetQueries(),
  });
}
