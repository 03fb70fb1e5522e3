import { useMutation, useQuery } from '@tanstack/react-query';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type SyncStatus = BranchOutputs['sync']['status'];

/** The age of things shows, so it is asked again now and then even when nothing changed. */
const REFRESH_MS = 15_000;

export function useSyncStatus() {
  const branch = useBranch();
  return useQuery({ queryKey: ['sync', 'status'], queryFn: () => branch.sync.status.query(), refetchInterval: REFRESH_MS });
}

export function useSyncNow() {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.sync.now.mutate() });
}
