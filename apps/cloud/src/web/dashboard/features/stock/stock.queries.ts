import type { StockPaper } from '@fastops/shared/stock/stock.events';
import { supplierSchema } from '@fastops/shared/recipes/ingredient';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { BRANCHES } from '../../lib/query-keys.ts';

const STOCK = ['stock'] as const;
const REFRESH_MS = 30_000;

export type Level = Answers['stock']['levels'][number];
export type Paper = Answers['stock']['papers'][number];
export type NamedVariance = Answers['stock']['variance'][number];
export type ShiftVariance = Answers['stock']['shifts'][number];
export type Suggestion = Answers['stock']['suggestions'][number];
export type OpenOrder = Answers['stock']['orders'][number];
export type Transfer = Answers['stock']['incoming'][number];
export type Branch = Answers['branches']['list'][number];
export type Period = { readonly branchId: string; readonly from: string; readonly to: string };

export function useBranches() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

export function useLevels(branchId: string) {
  return useQuery({
    queryKey: [...STOCK, 'levels', branchId],
    queryFn: () => api.stock.levels.query({ branchId }),
    refetchInterval: REFRESH_MS,
  });
}

export function usePapers(period: Period) {
  return useQuery({ queryKey: [...STOCK, 'papers', period], queryFn: () => api.stock.papers.query(period) });
}

export function usePhoto(at: { branchId: string; id: string } | undefined) {
  return useQuery({
    queryKey: [...STOCK, 'photo', at],
    queryFn: () => api.stock.photo.query(at ?? { branchId: '', id: '' }),
    enabled: at !== undefined,
  });
}

export function useVariance(period: Period) {
  return useQuery({ queryKey: [...STOCK, 'variance', period], queryFn: () => api.stock.variance.query(period) });
}

/** As many days as the cloud takes apart by shift at once. */
export const MOST_SHIFT_DAYS = 10;
const DAY_MS = 86_400_000;

export function useShifts(period: Period) {
  const isTooLong = Date.parse(period.to) - Date.parse(period.from) >= MOST_SHIFT_DAYS * DAY_MS;
  const shifts = useQuery({
    queryKey: [...STOCK, 'shifts', period],
    queryFn: () => api.stock.shifts.query(period),
    enabled: !isTooLong,
  });
  return { ...shifts, isTooLong };
}

export function useIncoming(branchId: string) {
  return useQuery({ queryKey: [...STOCK, 'incoming', branchId], queryFn: () => api.stock.incoming.query({ branchId }) });
}

export function useSuggestions(branchId: string) {
  return useQuery({ queryKey: [...STOCK, 'suggestions', branchId], queryFn: () => api.stock.suggestions.query({ branchId }) });
}

export function useOrders(branchId: string) {
  return useQuery({ queryKey: [...STOCK, 'orders', branchId], queryFn: () => api.stock.orders.query({ branchId }) });
}

/** Whom one may buy from. */
export function useSuppliers() {
  return useQuery({
    queryKey: [...STOCK, 'suppliers'],
    queryFn: async () =>
      (await api.catalog.menu.query()).flatMap(({ kind, doc }) => (kind === 'supplier' ? (supplierSchema.safeParse(doc).data ?? []) : [])),
  });
}

type Written = { readonly branchId: string; readonly id: string; readonly paper: StockPaper };
const WORK = new Set<StockPaper['type']>(['stock.received', 'stock.wasted', 'stock.counted']);

/** Writes a paper. Its id is minted when its form opens, so that a second try is the same paper. */
export function useWritePaper() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (written: Written) => (WORK.has(written.paper.type) ? api.stock.write.mutate(written) : api.stock.manage.mutate(written)),
    onSettled: () => queries.invalidateQueries({ queryKey: STOCK }),
  });
}

export function useSaveOrder() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: Questions['stock']['saveOrder']) => api.stock.saveOrder.mutate(order),
    onSettled: () => queries.invalidateQueries({ queryKey: STOCK }),
  });
}
