import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { AUDIT, BRANCHES } from '../../lib/query-keys.ts';

export type BranchService = Answers['settings']['service'];
export type Service = Questions['settings']['saveService']['service'];
export type Selling = Questions['settings']['saveSelling']['selling'];

const SERVICE = ['service'] as const;

export function useBranches() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

/** Not asked again behind somebody's back: what they are changing would change under their hands. */
export function useBranchService(branchId: string) {
  return useQuery({
    queryKey: [...SERVICE, branchId],
    queryFn: () => api.settings.service.query({ branchId }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

export function useSaveService(branchId: string) {
  return useSettingsChange(({ service, version }: { readonly service: Service; readonly version: number }) =>
    api.settings.saveService.mutate({ branchId, service, version }),
  );
}

export function useSaveSelling(branchId: string) {
  return useSettingsChange(({ selling, version }: { readonly selling: Selling; readonly version: number }) =>
    api.settings.saveSelling.mutate({ branchId, selling, version }),
  );
}

function useSettingsChange<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => Promise.all([SERVICE, AUDIT].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
