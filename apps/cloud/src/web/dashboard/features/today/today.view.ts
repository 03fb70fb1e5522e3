import type { Money } from '@fastops/shared/base/money';
import { addMoney, NO_MONEY, sumMoney } from '@fastops/shared/base/money';

import type { Branch, HourSales, Morning } from './today.queries.ts';

/** Most branches that a stack of bars can show apart; the others are drawn as one. */
const MOST_SERIES = 5;
/** Hours shown at least, so that one sale doesn't fill the whole chart. */
const LEAST_HOURS = 8;
const HOURS = 24;

export type Series = { readonly key: string; readonly name: string | undefined; readonly byHour: readonly HourSales[] };
export type HourRow = {
  readonly hour: number;
  readonly sales: Money;
  readonly tickets: number;
  readonly parts: readonly Money[];
  readonly usual?: Usual;
};
/** What is normal for an hour: of the same weekdays the least, the average and the most. */
export type Usual = { readonly low: number; readonly average: number; readonly high: number };

/**
 * What is drawn apart: every branch, or the ones that sell most and one more for all the others (its `name` is empty).
 * They keep the order of the list, so a branch doesn't change its drawing when it overtakes another.
 */
export function seriesOf(branches: readonly Branch[]): Series[] {
  const ranked = [...branches].sort((one, other) => other.sales - one.sales);
  const apart = new Set(ranked.length > MOST_SERIES ? ranked.slice(0, MOST_SERIES - 1) : ranked);
  const series: Series[] = branches
    .filter((branch) => apart.has(branch))
    .map((branch) => ({ key: branch.branchId, name: branch.name, byHour: branch.byHour }));
  const rest = branches.filter((branch) => !apart.has(branch));
  if (rest.length > 0) series.push({ key: 'others', name: undefined, byHour: addUp(rest.map((branch) => branch.byHour)) });
  return series;
}

/** One row per hour in sight, in the order in which the day goes by. */
export function hourRows(series: readonly Series[], nowHour: number): HourRow[] {
  const whole = addUp(series.map((each) => each.byHour));
  return hoursInSight(whole, nowHour).map((hour) => ({
    hour,
    sales: whole[hour]?.sales ?? NO_MONEY,
    tickets: whole[hour]?.tickets ?? 0,
    parts: series.map((each) => each.byHour[hour]?.sales ?? NO_MONEY),
  }));
}

/** The hour that sold most; nothing when nothing was sold. */
export function strongestHour(rows: readonly HourRow[]): HourRow | undefined {
  const [strongest] = [...rows].sort((one, other) => other.sales - one.sales);
  return strongest && strongest.sales > 0 ? strongest : undefined;
}

/**
 * A shop may sell past midnight, so the day is read around the clock: it begins after the longest quiet stretch.
 * From there to the last busy hour, the present hour included.
 */
export function hoursInSight(byHour: readonly HourSales[], nowHour: number): number[] {
  const busy = new Set(byHour.filter((each) => each.tickets > 0).map((each) => each.hour));
  busy.add(nowHour);
  const { start, length } = longestQuiet(busy);
  const first = (start + length) % HOURS;
  const count = Math.max(HOURS - length, LEAST_HOURS);
  const lead = Math.min(count - (HOURS - length), Math.floor((LEAST_HOURS - 1) / 2));
  return Array.from({ length: count }, (_, index) => (first - lead + index + HOURS) % HOURS);
}

function longestQuiet(busy: ReadonlySet<number>): { readonly start: number; readonly length: number } {
  let longest = { start: 0, length: 0 };
  for (const hour of busy) {
    let length = 0;
    while (length < HOURS - 1 && !busy.has((hour + 1 + length) % HOURS)) length += 1;
    if (length > longest.length) longest = { start: (hour + 1) % HOURS, length };
  }
  return longest;
}

function addUp(lists: readonly (readonly HourSales[])[]): HourSales[] {
  return Array.from({ length: HOURS }, (_, hour) => ({
    hour,
    sales: lists.reduce<Money>((sum, list) => addMoney(sum, list[hour]?.sales ?? NO_MONEY), NO_MONEY),
    tickets: lists.reduce((sum, list) => sum + (list[hour]?.tickets ?? 0), 0),
  }));
}

export type Custody = Branch['custody'];

/** What several branches still hold alone. */
export function custodyOf(branches: readonly Branch[]): Custody {
  const oldest = branches.map((branch) => branch.custody.oldestAt).filter((at) => at !== null);
  return {
    count: branches.reduce((sum, branch) => sum + branch.custody.count, 0),
    value: sumMoney(branches.map((branch) => branch.custody.value)),
    oldestAt: oldest.length > 0 ? Math.min(...oldest) : null,
  };
}

/** The comparison of the branches in sight, added up; what one of them has none of is left out. */
export type Compared = {
  readonly lastWeek: Sold | undefined;
  readonly average: Sold | undefined;
  readonly usual: ReadonlyMap<number, Usual>;
};
type Sold = { readonly sales: number; readonly tickets: number };

export function comparisonOf(morning: Morning | undefined, branches: readonly Branch[]): Compared {
  const mine = morning?.branches.filter(({ branchId }) => branches.some((branch) => branch.branchId === branchId)) ?? [];
  const usual = new Map<number, Usual>();
  for (const { hour, low, average, high } of mine.flatMap((branch) => branch.usual)) {
    const sum = usual.get(hour) ?? { low: 0, average: 0, high: 0 };
    usual.set(hour, { low: sum.low + low, average: sum.average + average, high: sum.high + high });
  }
  return { lastWeek: sumOf(mine.map(({ lastWeek }) => lastWeek)), average: sumOf(mine.map(({ average }) => average)), usual };
}

function sumOf(all: readonly (Sold | undefined)[]): Sold | undefined {
  const known = all.filter((each) => each !== undefined);
  if (known.length === 0) return undefined;
  return known.reduce<Sold>((sum, each) => ({ sales: sum.sales + each.sales, tickets: sum.tickets + each.tickets }), {
    sales: 0,
    tickets: 0,
  });
}

/** The rows of a day with what is normal beside them. Hours that are usual and not in sight are put in sight. */
export function withUsual(rows: readonly HourRow[], usual: ReadonlyMap<number, Usual>): HourRow[] {
  return rows.map((row) => {
    const normal = usual.get(row.hour);
    return normal ? { ...row, usual: normal } : row;
  });
}
