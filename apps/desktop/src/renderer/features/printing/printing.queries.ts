import { useMutation, useQuery } from '@tanstack/react-query';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type PrinterStatus = BranchOutputs['printing']['printers'][number];
export type PrintJobRow = BranchOutputs['printing']['jobs'][number];

const MOST_JOBS = 100;

export function usePrinters(enabled = true) {
  const branch = useBranch();
  return useQuery({ queryKey: ['printing', 'printers'], queryFn: () => branch.printing.printers.query(), enabled });
}

export function usePrintJobs() {
  const branch = useBranch();
  return useQuery({ queryKey: ['printing', 'jobs'], queryFn: () => branch.printing.jobs.query({ show: 'open', limit: MOST_JOBS }) });
}

export function usePrintJobActions() {
  const { printing } = useBranch();
  return {
    retry: useMutation({ mutationFn: (id: string) => printing.retry.mutate({ id }) }),
    confirm: useMutation({ mutationFn: (id: string) => printing.confirm.mutate({ id }) }),
    cancel: useMutation({ mutationFn: (id: string) => printing.cancel.mutate({ id }) }),
    test: useMutation({ mutationFn: (id: string) => printing.test.mutate({ id }) }),
  };
}
