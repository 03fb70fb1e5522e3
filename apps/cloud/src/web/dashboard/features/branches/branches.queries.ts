import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { BRANCHES, CUSTODY, TERMINALS, TODAY } from '../../lib/query-keys.ts';

export type Branch = Answers['branches']['list'][number];
export type Terminal = Answers['terminals']['list'][number];
export type EnrolmentCode = Answers['terminals']['createCode'];

const REFRESH_MS = 15_000;
/** While somebody waits for a till to appear, looking often is what they would do themselves. */
const WATCH_MS = 2000;

export function useBranches() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

export function useTerminals({ watching }: { readonly watching: boolean }) {
  return useQuery({ queryKey: TERMINALS, queryFn: () => api.terminals.list.query(), refetchInterval: watching ? WATCH_MS : REFRESH_MS });
}

/** A code for a new till, or for one that goes on as itself on another computer or with another key. */
export function useCreateCode(branchId: string, terminalId?: string) {
  const whose = terminalId === undefined ? {} : { terminalId };
  return useMutation({ mutationFn: () => api.terminals.createCode.mutate({ branchId, ...whose }) });
}

export function useRevoke() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (terminalId: string) => api.terminals.revoke.mutate({ terminalId }),
    onSettled: () => Promise.all([TERMINALS, TODAY, CUSTODY].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** The owner's word for the uninstaller of one till. */
export function useRemovalCode(terminalId: string) {
  return useMutation({ mutationFn: () => api.terminals.removalCode.mutate({ terminalId }) });
}
