import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { API_KEYS, AUDIT, BRANCHES } from '../../lib/query-keys.ts';

export type ApiKey = Answers['apiKeys']['list'][number];
export type NewKey = Questions['apiKeys']['create'];

export function useApiKeys() {
  return useQuery({ queryKey: API_KEYS, queryFn: () => api.apiKeys.list.query() });
}

export function usePlaces() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

export function useCreateKey() {
  return useKeyChange((input: NewKey) => api.apiKeys.create.mutate(input));
}

export function useRevokeKey() {
  return useKeyChange((input: Questions['apiKeys']['revoke']) => api.apiKeys.revoke.mutate(input));
}

function useKeyChange<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => Promise.all([API_KEYS, AUDIT].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
