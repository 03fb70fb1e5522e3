import { useMutation, useQuery } from '@tanstack/react-query';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type CustodyView = BranchOutputs['custody']['view'];
export type Link = CustodyView['link'];
export type Log = NonNullable<CustodyView['log']>['streams'][number];
export type Parked = BranchOutputs['custody']['parked'][number];

/** The age of things shows, so it is asked again now and then even when nothing changed. */
const REFRESH_MS = 15_000;

export function useCustody() {
  const branch = useBranch();
  return useQuery({ queryKey: ['sync', 'custody'], queryFn: () => branch.custody.view.query(), refetchInterval: REFRESH_MS });
}

export function useParked(enabled: boolean) {
  const branch = useBranch();
  return useQuery({ queryKey: ['sync', 'parked'], queryFn: () => branch.custody.parked.query(), enabled });
}

export function useSyncNow() {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.sync.now.mutate() });
}

/** A person has read that this till began a new log. */
export function useAcknowledge() {
  const branch = useBranch();
  return useMutation({ mutationFn: (streamId: string) => branch.custody.acknowledge.mutate({ streamId }) });
}
