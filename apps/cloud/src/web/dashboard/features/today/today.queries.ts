import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { Answers } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { MORNING, orderKey } from '../../lib/query-keys.ts';
import type { TodaySample } from '../../lib/today-query.ts';
import { todayQuery } from '../../lib/today-query.ts';

export type Branch = TodaySample['branches'][number];
export type HourSales = Branch['byHour'][number];
export type OrderRow = TodaySample['lastOrders'][number];
export type OrderDetail = Answers['dashboard']['order'];

export type Morning = Answers['reports']['morning'];
export type RedFlag = Morning['flags'][number];

/** Sales arrive by the live line; this is for what makes no event there, such as a till's last word. */
const REFRESH_MS = 15_000;

export function useToday() {
  return useQuery({ ...todayQuery, refetchInterval: REFRESH_MS, placeholderData: keepPreviousData });
}

export function useOrder(id: string | undefined) {
  return useQuery({ queryKey: orderKey(id ?? ''), queryFn: () => api.dashboard.order.query({ id: id ?? '' }), enabled: id !== undefined });
}

/** What is normal changes slowly, and a flag may wait for a moment. */
const MORNING_MS = 60_000;

export function useMorning() {
  return useQuery({
    queryKey: MORNING,
    queryFn: () => api.reports.morning.query(),
    refetchInterval: MORNING_MS,
    placeholderData: keepPreviousData,
  });
}
