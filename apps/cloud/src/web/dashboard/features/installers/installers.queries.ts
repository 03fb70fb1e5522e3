import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';

export type TillVersion = Answers['releases']['versions'][number];
export type FitnessReport = Answers['commissioning']['latest'][number];
export type FileWish = Parameters<typeof api.releases.branchFile.mutate>[0];

const KEY = ['installers'] as const;
const REFRESH_MS = 60_000;

export function useVersions(branchId: string) {
  const versions = useQuery({ queryKey: [...KEY, 'versions'], queryFn: () => api.releases.versions.query(), refetchInterval: REFRESH_MS });
  return { ...versions, data: versions.data?.filter((till) => till.branchId === branchId) };
}

export function useFitnessReports(branchId: string) {
  const reports = useQuery({ queryKey: [...KEY, 'reports'], queryFn: () => api.commissioning.latest.query(), refetchInterval: REFRESH_MS });
  return { ...reports, data: reports.data?.filter(({ report }) => report.branchId === branchId) };
}

export function useBranchFile() {
  return useMutation({ mutationFn: (wish: FileWish) => api.releases.branchFile.mutate(wish) });
}

export function useUpdateWindow(branchId: string) {
  return useQuery({ queryKey: [...KEY, 'window', branchId], queryFn: () => api.releases.window.query({ branchId }) });
}

export function useSaveWindow(branchId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (window: { fromHour: number; toHour: number }) => api.releases.saveWindow.mutate({ branchId, window }),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
