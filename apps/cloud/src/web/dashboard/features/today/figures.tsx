import type { Money as Amount } from '@fastops/shared/base/money';
import { formatCop, money } from '@fastops/shared/base/money';
import { weekdayOf } from '@fastops/shared/reports/days';
import { Money } from '@fastops/ui/money';
import { Stat } from '@fastops/ui/stat';
import { useTranslation } from 'react-i18next';

import { contactAt } from '../../lib/contact.ts';
import { clockTime, clockTimeOrDay, unbroken, wholeNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import type { TodaySample } from '../../lib/today-query.ts';
import { offsetOf } from '../../lib/today-query.ts';
import type { Branch, OrderRow } from './today.queries.ts';
import { weekdayKey } from '../../lib/words.ts';
import type { Compared, Custody } from './today.view.ts';
import { custodyOf } from './today.view.ts';

type FiguresProps = {
  readonly today: TodaySample;
  readonly branches: readonly Branch[];
  readonly orders: readonly OrderRow[];
  readonly compared: Compared;
};

/** The four figures of the day, each beside what is normal for it by now. */
export function Figures({ today, branches, orders, compared }: FiguresProps) {
  const { t } = useTranslation();
  const [only] = branches;
  const { sales, tickets, averageTicket } = soldBy(today, branches);
  const custody = custodyOf(branches);
  const size = sizeFor([sales, averageTicket, custody.value]);
  const quiet = branches.some((branch) => contactAt(branch.lastContactAt, today.now).state === 'lost');
  const beside = useBeside(compared, only?.businessDay);
  const sold = beside(sales, 'sales', formatCop);
  const rung = beside(tickets, 'tickets', wholeNumber);
  const each = beside(averageTicket, 'averageTicket', formatCop);
  return (
    <section aria-label={t('today.figures')} className="grid grid-cols-2 gap-3 lg:grid-cols-4 xl:gap-4">
      <Stat
        label={t('today.sales')}
        value={<Money amount={sales} className={size} />}
        comparison={sold.words ?? <LastSale today={today} last={orders[0]} />}
        trend={sold.trend}
      />
      <Stat
        label={t('today.tickets')}
        value={<span className={size}>{wholeNumber(tickets)}</span>}
        comparison={rung.words ?? t('today.branchCount', { count: branches.length })}
        trend={rung.trend}
      />
      <Stat
        label={t('today.average')}
        value={<Money amount={averageTicket} className={size} />}
        comparison={each.words ?? t('today.averageOf', { count: tickets })}
        trend={tickets === 0 ? 'level' : each.trend}
      />
      <Stat
        label={t('today.unsynced')}
        value={<Money amount={custody.value} className={size} />}
        comparison={<UnsyncedWords custody={custody} quiet={quiet} now={today.now} utcOffsetHours={offsetOf(today, only?.branchId)} />}
      />
    </section>
  );
}

function soldBy(today: TodaySample, [only, another]: readonly Branch[]) {
  return only && !another ? only : today.totals;
}

function LastSale({ today, last }: { readonly today: TodaySample; readonly last: OrderRow | undefined }) {
  const { t } = useTranslation();
  if (!last) return t('today.noSale');
  return t('today.lastSale', { time: clockTime({ at: last.at, utcOffsetHours: offsetOf(today, last.branchId) }) });
}

function normalFigures({ average }: Compared) {
  if (!average || average.tickets === 0) return undefined;
  const { sales, tickets } = average;
  return { sales: money(sales), tickets, averageTicket: money(Math.round(sales / tickets)) };
}

type Normal = NonNullable<ReturnType<typeof normalFigures>>;

/** A figure beside its normal: `Martes normal a esta hora: $ 80.000`, and which way it went. No words where nothing is known. */
function useBeside(compared: Compared, day: string | undefined) {
  const { t } = useTranslation();
  const normal = normalFigures(compared);
  return <Name extends keyof Normal>(now: number, name: Name, write: (value: Normal[Name]) => string) => {
    if (!normal || day === undefined) return { words: undefined, trend: 'level' as const };
    const weekday: string = t(`morning.weekday.${weekdayKey(weekdayOf(day))}`);
    return { words: t('morning.average', { weekday, amount: unbroken(write(normal[name])) }), trend: trendOf(now, normal[name]) };
  };
}

/** Within five of a hundred a figure is as it always is. */
const LEVEL = 0.05;

function trendOf(now: number, normal: number): 'up' | 'down' | 'level' {
  if (Math.abs(now - normal) <= normal * LEVEL) return 'level';
  return now > normal ? 'up' : 'down';
}

/** `quiet`: a branch has not been heard for a while, and may hold what nobody knows of. */
type UnsyncedWordsProps = { readonly custody: Custody; readonly quiet: boolean; readonly now: number; readonly utcOffsetHours: number };

function UnsyncedWords({ custody, quiet, now, utcOffsetHours }: UnsyncedWordsProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  if (custody.count === 0) return quiet ? t('today.asOfContact') : t('today.allSynced');
  return t('today.unsyncedSince', {
    count: custody.count,
    time: clockTimeOrDay({ at: custody.oldestAt ?? now, utcOffsetHours }, now, locale),
  });
}

/** One size for the four, by the longest: side by side on a phone up to `$ 99.999.999`, and whole in a quarter of a laptop's page. */
const SIZES = [
  { longest: '$ 9.999.999'.length, size: 'text-20 sm:text-28' },
  { longest: '$ 99.999.999'.length, size: 'text-20 sm:text-28 lg:text-20 xl:text-28' },
  { longest: '$ 999.999.999'.length, size: 'text-16 sm:text-28 lg:text-20 xl:text-28' },
] as const;
const SMALLEST = 'text-16 sm:text-20 2xl:text-28';

function sizeFor(amounts: readonly Amount[]): string {
  const longest = Math.max(...amounts.map((amount) => formatCop(amount).length));
  return SIZES.find((step) => longest <= step.longest)?.size ?? SMALLEST;
}
