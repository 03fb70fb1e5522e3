import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Answers, Questions } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { BRANCHES, orderKey } from '../../lib/query-keys.ts';
import type { Filter } from './period.ts';
import { daysBefore } from '@fastops/shared/reports/view';

export type Period = Questions['reports']['foodCost'];
export type Combos = NonNullable<Questions['reports']['mix']['combos']>;
export type SalesAnswer = Answers['reports']['sales'];
export type SalesRow = SalesAnswer['rows'][number];
export type Drill = NonNullable<Questions['reports']['tickets']['drill']>;
export type TicketRow = Answers['reports']['tickets']['tickets'][number];
export type Act = Answers['reports']['acts']['rows'][number];
export type ActKind = Act['kind'];

const REPORT = 'report';

export function periodOf({ from, to, branchIds }: Pick<Filter, 'from' | 'to' | 'branchIds'>): Period {
  return { from, to, ...(branchIds ? { branchIds: [...branchIds] } : {}) };
}

export function useBranches() {
  return useQuery({ queryKey: BRANCHES, queryFn: () => api.branches.list.query() });
}

/** Sales told apart by one thing; figures of the days before stay while others are asked for. */
export function useSales(filter: Filter, by: Filter['by']) {
  const asked = { ...periodOf(filter), by };
  return useQuery({ queryKey: [REPORT, 'sales', asked], queryFn: () => api.reports.sales.query(asked), placeholderData: keepPreviousData });
}

/** What was sold in as many days before. */
export function useSalesBefore(filter: Filter) {
  const asked = { ...periodOf({ ...filter, ...daysBefore(filter) }), by: 'day' as const };
  return useQuery({ queryKey: [REPORT, 'sales', asked], queryFn: () => api.reports.sales.query(asked) });
}

/** What of the menu was sold; combos as they were sold, or given to what is in them. */
export function useMix(filter: Filter, combos: Combos) {
  const asked = { ...periodOf(filter), combos };
  return useQuery({ queryKey: [REPORT, 'mix', asked], queryFn: () => api.reports.mix.query(asked), placeholderData: keepPreviousData });
}

export function useFoodCost(filter: Filter) {
  const asked = periodOf(filter);
  return useQuery({ queryKey: [REPORT, 'food-cost', asked], queryFn: () => api.reports.foodCost.query(asked) });
}

export function usePeople(filter: Filter) {
  const asked = periodOf(filter);
  return useQuery({ queryKey: [REPORT, 'people', asked], queryFn: () => api.reports.people.query(asked) });
}

export function useActs(asked: Questions['reports']['acts']) {
  return useQuery({ queryKey: [REPORT, 'acts', asked], queryFn: () => api.reports.acts.query(asked) });
}

export function useDrawers(filter: Filter) {
  const asked = periodOf(filter);
  return useQuery({ queryKey: [REPORT, 'drawers', asked], queryFn: () => api.reports.drawers.query(asked) });
}

export function useTransfers(filter: Filter) {
  const asked = periodOf(filter);
  return useQuery({ queryKey: [REPORT, 'transfers', asked], queryFn: () => api.reports.transfers.query(asked) });
}

export function useKitchen(filter: Filter) {
  const asked = periodOf(filter);
  return useQuery({ queryKey: [REPORT, 'kitchen', asked], queryFn: () => api.reports.kitchen.query(asked) });
}

/** The orders behind a figure, page by page. */
export function useTickets(period: Period, drill: Drill | undefined) {
  return useInfiniteQuery({
    queryKey: [REPORT, 'tickets', period, drill],
    queryFn: ({ pageParam }) =>
      api.reports.tickets.query({ ...period, drill: drill ?? {}, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: null as Answers['reports']['tickets']['next'],
    getNextPageParam: ({ next }) => next,
    enabled: drill !== undefined,
  });
}

export function useOrder(id: string | undefined) {
  return useQuery({ queryKey: orderKey(id ?? ''), queryFn: () => api.dashboard.order.query({ id: id ?? '' }), enabled: id !== undefined });
}

export type SavedView = Answers['reports']['views'][number];
const VIEWS = [REPORT, 'views'] as const;

/** One's own saved views. */
export function useViews() {
  return useQuery({ queryKey: VIEWS, queryFn: () => api.reports.views.query() });
}

export function useSaveView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (view: Questions['reports']['saveView']) => api.reports.saveView.mutate(view),
    onSettled: () => queries.invalidateQueries({ queryKey: VIEWS }),
  });
}

export function useRemoveView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.reports.removeView.mutate({ id }),
    onSettled: () => queries.invalidateQueries({ queryKey: VIEWS }),
  });
}
