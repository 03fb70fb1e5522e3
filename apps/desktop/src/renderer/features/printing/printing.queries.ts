import type { PrinterSettings } from '@fastops/shared/printing/printer';
import type { SheetSeen } from '@fastops/shared/printing/test-page';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type PrinterStatus = BranchOutputs['printing']['printers'][number];
export type PrintJobRow = BranchOutputs['printing']['jobs'][number];
export type FoundPrinter = Awaited<BranchOutputs['printing']['found']>[number];

const MOST_JOBS = 100;

export function usePrinters(enabled = true) {
  const branch = useBranch();
  return useQuery({ queryKey: ['printing', 'printers'], queryFn: () => branch.printing.printers.query(), enabled });
}

/** The stations that a kitchen printer can be for. */
export function useKitchenStations() {
  const branch = useBranch();
  return useQuery({ queryKey: ['kitchen', 'stations'], queryFn: () => branch.kitchen.stations.query() });
}

/** What still needs a printer or a person, or everything of late. */
export function usePrintJobs(show: 'open' | 'recent') {
  const branch = useBranch();
  return useQuery({ queryKey: ['printing', 'jobs', show], queryFn: () => branch.printing.jobs.query({ show, limit: MOST_JOBS }) });
}

export function usePrintJobActions() {
  const { printing } = useBranch();
  return {
    retry: useMutation({ mutationFn: (id: string) => printing.retry.mutate({ id }) }),
    confirm: useMutation({ mutationFn: (id: string) => printing.confirm.mutate({ id }) }),
    cancel: useMutation({ mutationFn: (id: string) => printing.cancel.mutate({ id }) }),
    reprint: useMutation({ mutationFn: (id: string) => printing.reprint.mutate({ id }) }),
  };
}

/** Looks only when asked to: knocking at every door of the network is nothing to do by itself. */
export function useFoundPrinters(where: 'attached' | 'network', enabled: boolean) {
  const branch = useBranch();
  return useQuery({
    queryKey: ['printer-finder', where],
    queryFn: async () => await branch.printing.found.query({ where }),
    enabled,
    staleTime: 0,
    gcTime: 0,
  });
}

export function usePrinterActions() {
  const { printing } = useBranch();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['printing'] });
  return {
    add: useMutation({ mutationFn: (printer: PrinterSettings & { id: string }) => printing.add.mutate(printer), onSuccess }),
    change: useMutation({ mutationFn: (printer: PrinterSettings & { id: string }) => printing.change.mutate(printer), onSuccess }),
    remove: useMutation({ mutationFn: (id: string) => printing.remove.mutate({ id }), onSuccess }),
    test: useMutation({ mutationFn: (id: string) => printing.test.mutate({ id }), onSuccess }),
    judge: useMutation({ mutationFn: (sheet: { id: string; seen: SheetSeen }) => printing.judge.mutate(sheet), onSuccess }),
  };
}
