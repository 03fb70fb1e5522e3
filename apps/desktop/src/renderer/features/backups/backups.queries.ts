import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type BackupStatus = BranchOutputs['backups']['status'];
export type BackupAnswer = BranchOutputs['backups']['takeNow'];
export type Backup = BranchOutputs['backups']['list']['copies'][number];
export type BackupPlace = BranchOutputs['backups']['list']['places'][number];

/** Free space shrinks without a word. */
const REFRESH_MS = 60_000;

export function useBackupStatus() {
  const branch = useBranch();
  return useQuery({ queryKey: ['backups', 'status'], queryFn: () => branch.backups.status.query(), refetchInterval: REFRESH_MS });
}

export function useBackups() {
  const branch = useBranch();
  return useQuery({ queryKey: ['backups', 'list'], queryFn: () => branch.backups.list.query() });
}

export function useBackupNow() {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.backups.takeNow.mutate() });
}

export function useSetPlace() {
  const branch = useBranch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (folder: string) => branch.backups.setPlace.mutate({ folder }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['backups'] }),
  });
}

export function useRestore() {
  const branch = useBranch();
  return useMutation({ mutationFn: ({ name, place }: Backup) => branch.backups.restore.mutate({ name, place }) });
}

/** The copies of a till whose file can't be opened. */
export function useRescueList(enabled: boolean) {
  const branch = useBranch();
  return useQuery({ queryKey: ['backups', 'rescue'], queryFn: () => branch.backups.rescue.list.query(), enabled });
}

export function useRescue() {
  const branch = useBranch();
  return useMutation({ mutationFn: ({ name, place }: Backup) => branch.backups.rescue.restore.mutate({ name, place }) });
}

const BACK_CHECK_MS = 500;

/** A till that could not open its file told this page nothing of its changes; when the next one answers, the page begins anew. */
export function useReloadWhenBack(isExpected: boolean): void {
  const branch = useBranch();
  useEffect(() => {
    if (!isExpected) return undefined;
    const look = () =>
      void branch.terminal.status.query().then(
        () => window.location.reload(),
        () => undefined,
      );
    const timer = setInterval(look, BACK_CHECK_MS);
    return () => clearInterval(timer);
  }, [branch, isExpected]);
}
