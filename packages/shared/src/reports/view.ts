import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';
import { businessDaySchema } from '../base/time.ts';
import { dayAfter, daysBetween, weekdayOf } from './days.ts';
import { SALES_BY } from './report.ts';

/** The reports there are, in the order in which they are offered. */
export const REPORTS = ['sales', 'mix', 'foodCost', 'people', 'tips', 'taxes', 'drawers', 'transfers', 'kitchen'] as const;
/** See {@link REPORTS}. */
export type ReportKind = (typeof REPORTS)[number];

/** Periods with a name. */
export const PRESETS = ['today', 'yesterday', 'last7', 'last28', 'month', 'lastMonth', 'quarter', 'custom'] as const;
/** See {@link PRESETS}. */
export type Preset = (typeof PRESETS)[number];

/** From the first to the last business day. */
export type Days = { readonly from: string; readonly to: string };

/** How often a letter tells of a view: in the morning, on Mondays, on the first of a month. */
export const SENDS = ['never', 'daily', 'weekly', 'monthly'] as const;
/** See {@link SENDS}. */
export type Send = (typeof SENDS)[number];

/** What somebody looks at: which report, how told apart, over which days and branches (none: all that they see). */
export const reportViewSchema = z.strictObject({
  kind: z.enum(REPORTS),
  by: z.enum(SALES_BY),
  preset: z.enum(PRESETS),
  /** Only of a period without a name. */
  from: businessDaySchema.optional(),
  to: businessDaySchema.optional(),
  branchIds: z.array(idSchema).min(1).max(500).optional(),
});
/** See {@link reportViewSchema}. */
export type ReportView = z.infer<typeof reportViewSchema>;

/** A view under a name, as it is saved. */
export const savedViewSchema = z.strictObject({
  id: idSchema,
  name: textSchema(60),
  view: reportViewSchema,
  send: z.enum(SENDS),
  language: z.enum(['es', 'en']),
});
/** See {@link savedViewSchema}. */
export type SavedView = z.infer<typeof savedViewSchema>;

/** Names in the address of the reports page. */
export const VIEW_ADDRESS = { kind: 'informe', by: 'por', preset: 'periodo', from: 'desde', to: 'hasta', branches: 'sucursal' } as const;

/** The query of the address that shows a view. */
export function viewQuery({ kind, by, preset, from, to, branchIds }: ReportView): string {
  const query = new Map<string, string>([
    [VIEW_ADDRESS.kind, kind],
    [VIEW_ADDRESS.by, by],
    [VIEW_ADDRESS.preset, preset],
  ]);
  if (preset === 'custom' && from !== undefined && to !== undefined) query.set(VIEW_ADDRESS.from, from).set(VIEW_ADDRESS.to, to);
  if (branchIds) query.set(VIEW_ADDRESS.branches, branchIds.join(','));
  return [...query].map(([name, value]) => `${name}=${value}`).join('&');
}

/** The days of a period with a name. */
export function presetDays(preset: Preset, today: string): Days {
  const month = `${today.slice(0, 7)}-01`;
  const endOfLast = dayAfter(month, -1);
  const back = (days: number) => ({ from: dayAfter(today, 1 - days), to: today });
  const days: Readonly<Record<Preset, Days>> = {
    today: back(1),
    yesterday: { from: dayAfter(today, -1), to: dayAfter(today, -1) },
    last7: back(7),
    last28: back(28),
    month: { from: month, to: today },
    lastMonth: { from: `${endOfLast.slice(0, 7)}-01`, to: endOfLast },
    quarter: back(90),
    custom: back(7),
  };
  return days[preset];
}

/** As many days as these, just before them; whole weeks go back by weeks, so that weekdays meet. */
export function daysBefore({ from, to }: Days): Days {
  const length = daysBetween(from, to) + 1;
  const step = length < 7 ? 7 : Math.ceil(length / 7) * 7;
  return { from: dayAfter(from, -step), to: dayAfter(to, -step) };
}

const HOUR_MS = 3_600_000;
/** When people begin to look, on the shop's clock. */
const SEND_HOUR = 7;

/** When the next letter goes out, after this moment; undefined when none is wanted. */
export function nextSendAt(send: Send, now: number, utcOffsetHours: number): number | undefined {
  if (send === 'never') return undefined;
  const today = new Date(now + utcOffsetHours * HOUR_MS).toISOString().slice(0, 10);
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`) + (SEND_HOUR - utcOffsetHours) * HOUR_MS;
  const isDay = (day: string) => send === 'daily' || (send === 'weekly' ? weekdayOf(day) === 1 : day.endsWith('-01'));
  let day = today;
  while (at(day) <= now || !isDay(day)) day = dayAfter(day, 1);
  return at(day);
}
