import { formatCop, money } from '@fastops/shared/base/money';
import { SALES_BY, type SalesBy } from '@fastops/shared/reports/report';
import { Money } from '@fastops/ui/money';
import { Segmented } from '@fastops/ui/segmented';
import { Select } from '@fastops/ui/select';
import { Skeleton } from '@fastops/ui/skeleton';
import { Stat } from '@fastops/ui/stat';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { unbroken, wholeNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { setFilter } from '../../lib/location.ts';
import { Panel } from '../../lib/panel.tsx';
import { SeriesSwatch } from '../../lib/series-style.tsx';
import { TicketsDialog, type Behind } from './tickets-dialog.tsx';
import type { Filter } from './period.ts';
import { VIEW_ADDRESS } from '@fastops/shared/reports/view';
import { ReportView } from './report-view.tsx';
import { periodOf, useSales, useSalesBefore } from './reports.queries.ts';
import type { Branch, Group } from './sales.view.ts';
import { branchesApart, drillOf, groupsOf, isInTime, isWeighed, salesColumns, salesRows } from './sales.view.ts';

/** Charts come when they are looked at: the script that draws them is the largest there is. */
const SalesChart = lazy(async () => ({ default: (await import('./sales-chart.tsx')).SalesChart }));
/** Most bars that can be told apart. */
const MOST_BARS = 14;
/** What a report of its own says. */
const BY = SALES_BY.filter((by) => by !== 'tax');

type ReportProps = { readonly filter: Filter; readonly branches: readonly Branch[] };

/** What was sold, by whatever one wants to see. */
export function SalesReport({ filter, branches }: ReportProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const by = filter.by === 'tax' ? 'day' : filter.by;
  const sales = useSales(filter, by);
  const [beside, setBeside] = useState(false);
  const [behind, setBehind] = useState<Behind>();
  if (sales.isError) return <FailureNotice error={sales.error} onRetry={() => void sales.refetch()} />;
  if (!sales.data) return <Skeleton className="h-96" />;
  const groups = groupsOf(by, sales.data.rows, { t, locale, names: sales.data.names });
  const shown = branches.filter(({ id }) => sales.data.rows.some(({ branchId }) => branchId === id));
  const columns = salesColumns(by, t, { branches: beside ? shown : [], weighed: isWeighed(groups) });
  const period = periodOf(filter);
  return (
    <>
      <Totals filter={filter} groups={groups} by={by} />
      <div className="flex flex-wrap items-end justify-between gap-3 print:hidden">
        <Select<SalesBy>
          label={t('reports.by.label')}
          value={by}
          options={BY.map((each) => ({ value: each, label: t(`reports.by.${each}`) }))}
          onChange={(next) => setFilter(VIEW_ADDRESS.by, next)}
        />
        {shown.length > 1 && (
          <Segmented<'sum' | 'beside'>
            label={t('reports.view.label')}
            value={beside ? 'beside' : 'sum'}
            onChange={(next) => setBeside(next === 'beside')}
            segments={[
              { value: 'sum', label: t('reports.total') },
              { value: 'beside', label: t('reports.view.beside') },
            ]}
          />
        )}
      </div>
      {groups.length > 0 && <ChartPanel by={by} groups={groups} branches={shown} />}
      <ReportView
        report={{
          name: [t('reports.kind.sales'), t(`reports.by.${by}`), filter.from, filter.to].join(' '),
          columns,
          rows: salesRows(groups),
        }}
        onOpen={({ id, values }) => {
          const drill = drillOf(by, id);
          if (drill) setBehind({ name: String(values['name']), drill, period: by === 'day' ? { ...period, from: id, to: id } : period });
        }}
      />
      <TicketsDialog behind={behind} branches={branches} onClose={() => setBehind(undefined)} />
    </>
  );
}

type TotalsProps = { readonly filter: Filter; readonly groups: readonly Group[]; readonly by: SalesBy };

/** The figures of the whole period beside the one before. Means of payment count what was taken, tips too: they have no line here. */
function Totals({ filter, groups, by }: TotalsProps) {
  const { t } = useTranslation();
  const whole = useSales(filter, 'day').data;
  const before = useSalesBefore(filter).data;
  if (!whole || by === 'method') return null;
  const sum = (
    rows: readonly { readonly sales: number; readonly count: number; readonly discount: number }[],
    of: 'sales' | 'count' | 'discount',
  ) => rows.reduce((total, row) => total + row[of], 0);
  const [sales, tickets, discount] = [sum(whole.rows, 'sales'), sum(whole.rows, 'count'), sum(whole.rows, 'discount')];
  const earlier = before && before.rows.length > 0 && { sales: sum(before.rows, 'sales'), tickets: sum(before.rows, 'count') };
  const trend = (now: number, then: number | false | undefined) => (!then || now === then ? 'level' : now > then ? 'up' : 'down');
  const said = (amount: string) => t('reports.before', { amount: unbroken(amount) });
  const average = (total: number, count: number) => money(count === 0 ? 0 : Math.round(total / count));
  return (
    <section aria-label={t('reports.total')} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat
        label={t('reports.column.sales')}
        value={<Money amount={money(sales)} className={SIZE} />}
        comparison={earlier && said(formatCop(money(earlier.sales)))}
        trend={trend(sales, earlier && earlier.sales)}
      />
      <Stat
        label={t('reports.column.count')}
        value={<span className={SIZE}>{wholeNumber(tickets)}</span>}
        comparison={earlier && said(wholeNumber(earlier.tickets))}
        trend={trend(tickets, earlier && earlier.tickets)}
      />
      <Stat
        label={t('reports.column.average')}
        value={<Money amount={average(sales, tickets)} className={SIZE} />}
        comparison={earlier && said(formatCop(average(earlier.sales, earlier.tickets)))}
      />
      <Stat
        label={t('reports.column.discount')}
        value={<Money amount={money(discount)} className={SIZE} />}
        comparison={t('reports.tickets', { count: groups.length === 0 ? 0 : tickets })}
      />
    </section>
  );
}

const SIZE = 'text-16 sm:text-20 xl:text-28';

type ChartPanelProps = { readonly by: SalesBy; readonly groups: readonly Group[]; readonly branches: readonly Branch[] };

function ChartPanel({ by, groups, branches }: ChartPanelProps) {
  const { t } = useTranslation();
  const lying = !isInTime(by);
  const drawn = lying ? groups.slice(0, MOST_BARS) : groups;
  const apart = branchesApart(drawn, branches);
  const [highest] = [...groups].sort((a, b) => b.sales - a.sales);
  const byName: string = t(`reports.by.${by}`);
  return (
    <Panel title={t('reports.chartTitle', { by: byName.toLowerCase() })}>
      <figure>
        {highest && (
          <figcaption className="sr-only">
            {t('reports.chartOf', { by: byName.toLowerCase(), name: highest.name, amount: formatCop(money(highest.sales)) })}
          </figcaption>
        )}
        {apart.length > 1 && (
          <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-14">
            {apart.map(({ id, name }, index) => (
              <li key={id} className="flex min-w-0 items-center gap-2">
                <SeriesSwatch index={index} />
                <span className="min-w-0 wrap-break-word">{name ?? t('reports.others')}</span>
              </li>
            ))}
          </ul>
        )}
        <Suspense fallback={<Skeleton className="h-72" />}>
          <SalesChart groups={drawn} apart={apart} lying={lying} />
        </Suspense>
      </figure>
    </Panel>
  );
}
