import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { failureOf } from '../../lib/failure.ts';
import { ME } from '../../lib/query-keys.ts';

export type Me = Answers['auth']['me'];

/** Who is logged in; `null` when nobody is. */
export function useMe() {
  return useQuery({ queryKey: ME, queryFn: askWho, staleTime: Infinity });
}

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

async function askWho(): Promise<Me | null> {
  try {
    return await api.auth.me.query();
  } catch (error) {
    if (failureOf(error).kind === 'signed-out') return null;
    throw error;
  }
}
