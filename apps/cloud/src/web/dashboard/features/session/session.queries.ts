import { useMutation, useQueryClient } from '@tanstack/react-query';

import type { Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { ME } from '../../lib/query-keys.ts';

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
