import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { Answers } from '../../lib/api.ts';
import { api } from '../../lib/api.ts';
import { clientNow } from '../../lib/clock.ts';
import { orderKey, TODAY } from '../../lib/query-keys.ts';

export type Today = Answers['dashboard']['today'];
export type Branch = Today['branches'][number];
/** An answer and how far this device is from the clock of the cloud. */
export type TodaySample = Today & { readonly skewMs: number };
export type HourSales = Branch['byHour'][number];
export type OrderRow = Today['lastOrders'][number];
export type OrderDetail = NonNullable<Answers['dashboard']['order']>;

/** Sales arrive by the live line; this is for what makes no event there, such as a till's last word. */
const REFRESH_MS = 15_000;

/** The day so far, with how far this device's clock is from the cloud's. */
export function useToday() {
  return useQuery({ queryKey: TODAY, queryFn: askToday, refetchInterval: REFRESH_MS, placeholderData: keepPreviousData });
}

export function useOrder(id: string | undefined) {
  return useQuery({
    queryKey: orderKey(id ?? ''),
    queryFn: () => api.dashboard.order.query({ orderId: id ?? '' }),
    enabled: id !== undefined,
  });
}

async function askToday({ signal }: { readonly signal: AbortSignal }): Promise<TodaySample> {
  const today = await api.dashboard.today.query(undefined, { signal });
  return { ...today, skewMs: today.now - clientNow() };
}
