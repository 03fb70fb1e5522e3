import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { BranchClient, BranchOutputs } from './branch.tsx';
import { useBranch } from './branch.tsx';

export type Me = NonNullable<BranchOutputs['identity']['me']>;
export type TerminalStatus = BranchOutputs['terminal']['status'];

const terminalStatus = (branch: BranchClient) =>
  queryOptions({ queryKey: ['identity', 'terminal'], queryFn: () => branch.terminal.status.query() });

const me = (branch: BranchClient) => queryOptions({ queryKey: ['identity', 'me'], queryFn: () => branch.identity.me.query() });

export function useTerminalStatus() {
  return useQuery(terminalStatus(useBranch()));
}

export function useMe() {
  return useQuery(me(useBranch()));
}

export function useLogout() {
  const branch = useBranch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => branch.identity.logout.mutate(),
    // Nothing of the last person stays on the screen, not even for a moment.
    onSuccess: () => {
      queries.setQueryData(['identity', 'me'], null);
      queries.removeQueries({ queryKey: ['cart'] });
    },
  });
}

/** Whether this person may do it. The server decides; screens only say beforehand why a button is grey. */
export function can(person: Me, permission: string): boolean {
  return person.permissions.includes(permission);
}
