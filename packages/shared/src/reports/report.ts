import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { businessDaySchema } from '../base/time.ts';

const DAY_MS = 86_400_000;
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

/** How many days later the second is. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The day so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Monday 1 … Sunday 7. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Where a product of the menu stands among the others: how much of it is sold, and what each of it leaves. */
export type MenuClass = 'star' | 'workhorse' | 'puzzle' | 'dog';

/** A product as the quadrant sees it; money is whole pesos, cost is per unit and may be unknown. */
export type MenuItemSales = { readonly quantity: number; readonly sales: number; readonly unitCost: number | undefined };

/** Popular is 70 % of an equal share or more (Kasavana and Smith, 1982). */
const POPULAR_SHARE = 0.7;

/**
 * Menu engineering: popular and paying (star), popular (workhorse), paying (puzzle), neither (dog). Paying is a unit margin not below
 * the average weighted by what was sold; while no cost is known the margin is the net price.
 */
export function menuClasses(items: readonly MenuItemSales[]): MenuClass[] {
  const sold = items.reduce((sum, { quantity }) => sum + Math.max(0, quantity), 0);
  const margins = items.map(unitMargin);
  const average =
    sold === 0 ? 0 : items.reduce((sum, { quantity }, index) => sum + Math.max(0, quantity) * (margins[index] ?? 0), 0) / sold;
  const popular = (sold / Math.max(1, items.length)) * POPULAR_SHARE;
  return items.map(({ quantity }, index) => classOf(quantity >= popular && quantity > 0, (margins[index] ?? 0) >= average));
}

/** What one of it leaves, on average over what was sold. */
export function unitMargin({ quantity, sales, unitCost }: MenuItemSales): number {
  return quantity <= 0 ? 0 : sales / quantity - (unitCost ?? 0);
}

function classOf(isPopular: boolean, isPaying: boolean): MenuClass {
  if (isPopular) return isPaying ? 'star' : 'workhorse';
  return isPaying ? 'puzzle' : 'dog';
}
