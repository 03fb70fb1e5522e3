import { businessDaySchema } from '@fastops/shared/base/time';
import { isPeriod, SALES_BY, type SalesBy } from '@fastops/shared/reports/report';
import {
  PRESETS,
  presetDays,
  REPORTS,
  VIEW_ADDRESS,
  type Days,
  type Preset,
  type ReportKind,
  type ReportView,
} from '@fastops/shared/reports/view';

/** What the address bar says: which report, over which days and branches (none: all). */
export type Filter = Days & {
  readonly kind: ReportKind;
  readonly by: SalesBy;
  readonly preset: Preset;
  readonly branchIds: readonly string[] | undefined;
};

/** The filter of an address; what it doesn't say, or says wrongly, is the usual. */
export function readFilter(search: URLSearchParams, today: string): Filter {
  const preset = oneOf(PRESETS, search.get(VIEW_ADDRESS.preset)) ?? 'last7';
  const branches = search.get(VIEW_ADDRESS.branches)?.split(',').filter(Boolean) ?? [];
  return {
    kind: oneOf(REPORTS, search.get(VIEW_ADDRESS.kind)) ?? 'sales',
    by: oneOf(SALES_BY, search.get(VIEW_ADDRESS.by)) ?? 'day',
    preset,
    branchIds: branches.length > 0 ? branches : undefined,
    ...(preset === 'custom' ? customDays(search, today) : presetDays(preset, today)),
  };
}

function customDays(search: URLSearchParams, today: string): Days {
  const from = businessDaySchema.safeParse(search.get(VIEW_ADDRESS.from)).data;
  const to = businessDaySchema.safeParse(search.get(VIEW_ADDRESS.to)).data;
  return from && to && isPeriod({ from, to }) ? { from, to } : presetDays('last7', today);
}

/** What is saved of a filter: days only where the period has no name, so that a view goes with the time. */
export function viewOf({ kind, by, preset, from, to, branchIds }: Filter): ReportView {
  return { kind, by, preset, ...(preset === 'custom' ? { from, to } : {}), ...(branchIds ? { branchIds: [...branchIds] } : {}) };
}

function oneOf<T extends string>(known: readonly T[], value: string | null): T | undefined {
  return known.find((each) => each === value);
}
