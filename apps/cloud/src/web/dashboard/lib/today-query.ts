import { queryOptions } from '@tanstack/react-query';

import type { Answers } from './api.ts';
import { api } from './api.ts';
import { clientNow } from './clock.ts';
import { TODAY } from './query-keys.ts';

/** The day so far, and how far this device's clock is from the cloud's. */
export type TodaySample = Answers['dashboard']['today'] & { readonly skewMs: number };

export const todayQuery = queryOptions({ queryKey: TODAY, queryFn: askToday });

/** Colombia, and what a branch is taken for until the cloud has said where it is. */
const DEFAULT_OFFSET_HOURS = -5;

/** Hours east of Greenwich of a branch. */
export function offsetOf(today: TodaySample | undefined, branchId: string | undefined): number {
  const branch = today?.branches.find((each) => each.branchId === branchId) ?? today?.branches[0];
  return branch?.utcOffsetHours ?? DEFAULT_OFFSET_HOURS;
}

async function askToday({ signal }: { readonly signal: AbortSignal }): Promise<TodaySample> {
  const today = await api.dashboard.today.query(undefined, { signal });
  return { ...today, skewMs: today.now - clientNow() };
}
