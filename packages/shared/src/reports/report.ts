import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { businessDaySchema } from '../base/time.ts';
import { daysBetween } from './days.ts';

/** Two years and the day of a leap year. */
export const LONGEST_PERIOD_DAYS = 732;

/** By what sales are told apart. */
export const SALES_BY = ['day', 'hour', 'weekday', 'product', 'category', 'channel', 'staff', 'method', 'tax'] as const;
/** See {@link SALES_BY}. */
export type SalesBy = (typeof SALES_BY)[number];

/** Business days from the first to the last, and the branches; without them all that the person sees. */
export const periodShape = {
  from: businessDaySchema,
  to: businessDaySchema,
  branchIds: z.array(idSchema).min(1).max(500).optional(),
};
/** A period as a query names it. */
export type Period = { readonly from: string; readonly to: string; readonly branchIds?: readonly string[] | undefined };

/** Whether a period runs forward and not for ever. */
export function isPeriod({ from, to }: Period): boolean {
  const days = daysBetween(from, to);
  return days >= 0 && days <= LONGEST_PERIOD_DAYS;
}
