import type { SalesBy } from '@fastops/shared/reports/report';
import { weekdayOf } from '@fastops/shared/reports/days';
import type { TFunction } from 'i18next';

import { hourLabel, rateText, shortBusinessDay } from '../../lib/format.ts';
import { methodText, orderTypeText, weekdayKey } from '../../lib/words.ts';
import type { ReportColumn, ReportRow } from './report-table.ts';
import type { Drill, SalesRow } from './reports.queries.ts';

/** Branches that a chart can show apart. */
const MOST_APART = 5;
const OTHERS = 'others';

export type Branch = { readonly id: string; readonly name: string };
/** One thing that sales are told apart by, with what each branch sold of it. */
export type Group = {
  readonly key: string;
  readonly name: string;
  /** Tickets, payments or units. */
  readonly count: number;
  /** Units that are no weighed portions. */
  readonly pieces: number;
  readonly grams: number;
  readonly gross: number;
  readonly discount: number;
  readonly sales: number;
  readonly part: number;
  readonly byBranch: ReadonlyMap<string, number>;
};

export type Words = { readonly t: TFunction; readonly locale: string; readonly names: Readonly<Record<string, string>> };

/** What a key of the answer is called. */
export function nameOf(by: SalesBy, key: string, { t, locale, names }: Words): string {
  switch (by) {
    case 'day':
      return t('reports.dayOf', { weekday: t(`reports.weekday.${weekdayKey(weekdayOf(key))}`), day: shortBusinessDay(key, locale) });
    case 'hour':
      return t('hours.range', { from: hourLabel(Number(key)), to: hourLabel((Number(key) + 1) % 24) });
    case 'weekday':
      return t(`reports.weekday.${weekdayKey(Number(key))}`);
    case 'channel':
      return orderTypeText(t, key);
    case 'method':
      return methodText(t, key);
    case 'tax':
      return taxName(key);
    case 'product':
    case 'category':
    case 'staff':
      return names[key] ?? t('reports.unknown');
  }
}

function taxName(key: string): string {
  const [code = '', rateBp = '0'] = key.split(' ');
  return `${code} ${rateText(Number(rateBp))} %`;
}

/** Sums the rows of the branches under each key; days and hours stand in their order, the rest the best first. */
export function groupsOf(by: SalesBy, rows: readonly SalesRow[], words: Words): Group[] {
  const groups = [...Map.groupBy(rows, ({ key }) => key)].map(([key, mine]): Group => {
    const sum = (name: 'count' | 'portions' | 'grams' | 'gross' | 'discount' | 'sales' | 'part') =>
      mine.reduce((total, row) => total + row[name], 0);
    return {
      key,
      name: nameOf(by, key, words),
      count: sum('count'),
      pieces: sum('count') - sum('portions'),
      grams: sum('grams'),
      gross: sum('gross'),
      discount: sum('discount'),
      sales: sum('sales'),
      part: sum('part'),
      byBranch: new Map(mine.map(({ branchId, sales }) => [branchId, sales])),
    };
  });
  return groups.sort(isInTime(by) ? inTime : (a, b) => b.sales - a.sales);
}

export function isInTime(by: SalesBy): boolean {
  return by === 'day' || by === 'hour' || by === 'weekday';
}

function inTime(a: Group, b: Group): number {
  return a.key.localeCompare(b.key, 'en', { numeric: true });
}

/** What a chart draws apart: each branch, or the ones that sell most and all the others as one. */
export function branchesApart(
  groups: readonly Group[],
  branches: readonly Branch[],
): { readonly id: string; readonly name: string | undefined }[] {
  const sold = (id: string) => groups.reduce((sum, { byBranch }) => sum + (byBranch.get(id) ?? 0), 0);
  const selling = branches.filter(({ id }) => sold(id) !== 0);
  if (selling.length <= MOST_APART) return selling;
  const best = [...selling].sort((a, b) => sold(b.id) - sold(a.id)).slice(0, MOST_APART - 1);
  return [...selling.filter((branch) => best.includes(branch)), { id: OTHERS, name: undefined }];
}

/** What one part of a bar is: a branch, or all that have none of their own. */
export function partOf(group: Group, id: string, apart: readonly { readonly id: string }[]): number {
  if (id !== OTHERS) return group.byBranch.get(id) ?? 0;
  return [...group.byBranch].filter(([branchId]) => apart.every((each) => each.id !== branchId)).reduce((sum, [, sales]) => sum + sales, 0);
}

export type Beside = { readonly branches: readonly Branch[]; readonly weighed: boolean };

/** The columns of a table of sales; with branches, one for each of them. */
export function salesColumns(by: SalesBy, t: TFunction, { branches, weighed }: Beside): ReportColumn[] {
  const first: ReportColumn = { key: 'name', title: t(`reports.by.${by}`), format: 'text' };
  const sales: ReportColumn = { key: 'sales', title: t('reports.column.sales'), format: 'money', summed: true };
  if (branches.length > 0)
    return [first, ...branches.map(({ id, name }): ReportColumn => ({ key: id, title: name, format: 'money', summed: true })), sales];
  const ofMenu = by === 'product' || by === 'category';
  const count: ReportColumn = {
    key: 'count',
    title: t(`reports.column.${by === 'method' ? 'payments' : 'count'}`),
    format: 'count',
    summed: true,
  };
  const share: ReportColumn = { key: 'share', title: t('reports.column.share'), format: 'share' };
  return [first, sales, ...(ofMenu ? unitColumns(weighed, t) : [count]), ...detailColumns(by, t), share];
}

/** How much was sold: pieces, and what was weighed in kilos beside them. */
export function unitColumns(weighed: boolean, t: TFunction): ReportColumn[] {
  const pieces: ReportColumn = { key: 'pieces', title: t('reports.column.units'), format: 'count', summed: true };
  return weighed ? [pieces, { key: 'grams', title: t('reports.column.weighed'), format: 'kilos', summed: true }] : [pieces];
}

/** Whether anything of it was sold by weight. */
export function isWeighed(groups: readonly Group[]): boolean {
  return groups.some(({ grams }) => grams !== 0);
}

function detailColumns(by: SalesBy, t: TFunction): ReportColumn[] {
  const average: ReportColumn = { key: 'average', title: t('reports.column.average'), format: 'money' };
  const tips: ReportColumn = { key: 'part', title: t('reports.column.tips'), format: 'money', summed: true };
  const discounts: ReportColumn[] = [
    { key: 'gross', title: t('reports.column.gross'), format: 'money', summed: true },
    { key: 'discount', title: t('reports.column.discount'), format: 'money', summed: true },
  ];
  if (by === 'method') return [{ key: 'part', title: t('reports.column.rounding'), format: 'money', summed: true }];
  if (by === 'tax') return [];
  if (by === 'staff') return [average, tips];
  return by === 'product' || by === 'category' ? discounts : [...discounts, average, tips];
}

export function salesRows(groups: readonly Group[]): ReportRow[] {
  const whole = groups.reduce((sum, { sales }) => sum + sales, 0);
  return groups.map(({ key, name, byBranch, ...figures }) => ({
    id: key,
    values: {
      ...Object.fromEntries(byBranch),
      ...figures,
      name,
      average: figures.count === 0 ? null : figures.sales / figures.count,
      share: whole === 0 ? null : figures.sales / whole,
    },
  }));
}

/** The orders behind a row; a tax is on too many to be a way to them. */
export function drillOf(by: SalesBy, key: string): Drill | undefined {
  switch (by) {
    case 'hour':
      return { hour: Number(key) };
    case 'weekday':
      return { weekday: Number(key) };
    case 'channel':
      return { channel: key as NonNullable<Drill['channel']> };
    case 'method':
      return { method: key as NonNullable<Drill['method']> };
    case 'staff':
      return { staffId: key };
    case 'product':
      return { productId: key };
    case 'category':
      return { categoryId: key };
    case 'day':
      return {};
    case 'tax':
      return undefined;
  }
}
