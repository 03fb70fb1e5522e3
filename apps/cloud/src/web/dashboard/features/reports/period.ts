import { isPeriod, SALES_BY, type SalesBy } from '@fastops/shared/reports/report';
import { dayAfter, daysBetween } from '@fastops/shared/reports/days';
import { businessDaySchema } from '@fastops/shared/base/time';

/** The reports there are, in the order in which they are offered. */
export const REPORTS = ['sales', 'mix', 'people', 'tips', 'taxes', 'drawers', 'transfers', 'kitchen'] as const;
export type ReportKind = (typeof REPORTS)[number];

/** Periods with a name. */
export const PRESETS = ['today', 'yesterday', 'last7', 'last28', 'month', 'lastMonth', 'quarter', 'custom'] as const;
export type Preset = (typeof PRESETS)[number];

export type Days = { readonly from: string; readonly to: string };
/** What the address bar says: which report, over which days and branches (none: all). */
export type Filter = Days & {
  readonly kind: ReportKind;
  readonly by: SalesBy;
  readonly preset: Preset;
  readonly branchIds: readonly string[] | undefined;
};

/** Names in the address. */
export const FILTER = { kind: 'informe', by: 'por', preset: 'periodo', from: 'desde', to: 'hasta', branches: 'sucursal' } as const;

/** The filter of an address; what it doesn't say, or says wrongly, is the usual. */
export function readFilter(search: URLSearchParams, today: string): Filter {
  const preset = oneOf(PRESETS, search.get(FILTER.preset)) ?? 'last7';
  const branches = search.get(FILTER.branches)?.split(',').filter(Boolean) ?? [];
  return {
    kind: oneOf(REPORTS, search.get(FILTER.kind)) ?? 'sales',
    by: oneOf(SALES_BY, search.get(FILTER.by)) ?? 'day',
    preset,
    branchIds: branches.length > 0 ? branches : undefined,
    ...(preset === 'custom' ? customDays(search, today) : presetDays(preset, today)),
  };
}

function customDays(search: URLSearchParams, today: string): Days {
  const from = businessDaySchema.safeParse(search.get(FILTER.from)).data;
  const to = businessDaySchema.safeParse(search.get(FILTER.to)).data;
  return from && to && isPeriod({ from, to }) ? { from, to } : presetDays('last7', today);
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

function oneOf<T extends string>(known: readonly T[], value: string | null): T | undefined {
  return known.find((each) => each === value);
}
