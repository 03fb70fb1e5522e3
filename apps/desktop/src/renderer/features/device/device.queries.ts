import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type UpdateStatus = BranchOutputs['updates']['status'];

const REFRESH_MS = 30_000;

export function useUpdates() {
  const branch = useBranch();
  return useQuery({ queryKey: ['updates', 'status'], queryFn: () => branch.updates.status.query(), refetchInterval: REFRESH_MS });
}

export function useCheckUpdates() {
  const branch = useBranch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => branch.updates.check.mutate(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['updates'] }),
  });
}

export function useInstallUpdate() {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.updates.install.mutate() });
}

export type Fitness = BranchOutputs['fitness']['latest'];

export function useFitness() {
  const branch = useBranch();
  return useQuery({ queryKey: ['updates', 'fitness'], queryFn: () => branch.fitness.latest.query() });
}

export function useRunChecks() {
  const branch = useBranch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => branch.fitness.run.mutate(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['updates', 'fitness'] }),
  });
}

export function useSupportBundle() {
  const branch = useBranch();
  return useMutation({ mutationFn: (days: number) => branch.fitness.bundle.mutate({ days }) });
}
