import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { COMPANY, EXPORTS } from '../../lib/query-keys.ts';

export type Archive = Answers['company']['exports'][number];

export function useCompanyLife() {
  return useQuery({ queryKey: COMPANY, queryFn: () => api.company.life.query() });
}

/** Looked at often while one is being made. */
export function useArchives() {
  return useQuery({
    queryKey: EXPORTS,
    queryFn: () => api.company.exports.query(),
    refetchInterval: ({ state }) => (state.data?.some((each) => isOnItsWay(each)) ? 2000 : false),
  });
}

export function isOnItsWay({ state }: Archive): boolean {
  return state === 'waiting' || state === 'running';
}

export function useAskForArchive() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.company.askForExport.mutate(),
    onSettled: () => queries.invalidateQueries({ queryKey: EXPORTS }),
  });
}

export function useClose() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Questions['company']['close']) => api.company.close.mutate(input),
    onSuccess: () => queries.invalidateQueries({ queryKey: COMPANY }),
  });
}

export function useKeepOpen() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.company.keepOpen.mutate(),
    onSuccess: () => queries.invalidateQueries({ queryKey: COMPANY }),
  });
}
