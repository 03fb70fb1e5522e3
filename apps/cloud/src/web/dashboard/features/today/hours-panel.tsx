import { formatCop } from '@fastops/shared/base/money';
import { EmptyState } from '@fastops/ui/empty-state';
import { Segmented } from '@fastops/ui/segmented';
import { Skeleton } from '@fastops/ui/skeleton';
import { ChartColumn } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { clockHour, hourLabel } from '../../lib/format.ts';
import { Panel } from '../../lib/panel.tsx';
import { HoursTable } from './hours-table.tsx';
import { SeriesSwatch } from '../../lib/series-style.tsx';
import type { Branch } from './today.queries.ts';
import type { HourRow, Series, Usual } from './today.view.ts';
import { hourRows, seriesOf, strongestHour, withUsual } from './today.view.ts';

const loadChart = () => import('./hours-chart.tsx');
/** Half of the page's script is the drawing of bars: it comes when the figures are already there. */
const HoursChart = lazy(async () => ({ default: (await loadChart()).HoursChart }));

const AHEAD_AFTER_MS = 1500;

type View = 'chart' | 'table';

type HoursPanelProps = {
  readonly branches: readonly Branch[];
  readonly now: number;
  readonly utcOffsetHours: number;
  readonly usual: ReadonlyMap<number, Usual>;
};

export function HoursPanel({ branches, now, utcOffsetHours, usual }: HoursPanelProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('chart');
  const series = seriesOf(branches);
  const rows = withUsual(hourRows(series, clockHour({ at: now, utcOffsetHours })), usual);
  const strongest = strongestHour(rows);
  useChartAhead();
  const views = [
    { value: 'chart' as const, label: t('hours.chart') },
    { value: 'table' as const, label: t('hours.table') },
  ];
  return (
    <Panel
      title={t('hours.title')}
      action={strongest && <Segmented<View> label={t('hours.view')} value={view} onChange={setView} segments={views} />}
    >
      {!strongest && (
        <div className="h-60">
          <EmptyState icon={ChartColumn} title={t('today.emptyTitle')} text={t('hours.emptyText')} />
        </div>
      )}
      {strongest && view === 'table' && <HoursTable series={series} rows={rows} />}
      {strongest && view === 'chart' && <ChartFigure series={series} rows={rows} strongest={strongest} />}
    </Panel>
  );
}

/** On a day without sales the chart comes while nothing else happens, so that the first sale is not the one that waits for it. */
function useChartAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => void loadChart(), AHEAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
}

type ChartFigureProps = { readonly series: readonly Series[]; readonly rows: readonly HourRow[]; readonly strongest: HourRow };

function ChartFigure({ series, rows, strongest }: ChartFigureProps) {
  const { t } = useTranslation();
  const hasUsual = rows.some(({ usual }) => usual !== undefined);
  const summary = t('hours.summary', {
    from: hourLabel(strongest.hour),
    to: hourLabel((strongest.hour + 1) % 24),
    sales: formatCop(strongest.sales),
  });
  return (
    <figure>
      <figcaption className="sr-only">{summary}</figcaption>
      {(series.length > 1 || hasUsual) && <Legend series={series} hasUsual={hasUsual} />}
      <div className="h-60 2xl:h-72">
        <Suspense fallback={<Skeleton className="h-60 2xl:h-72" />}>
          <HoursChart series={series} rows={rows} />
        </Suspense>
      </div>
    </figure>
  );
}

function Legend({ series, hasUsual }: { readonly series: readonly Series[]; readonly hasUsual: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-14">
      {series.map((each, index) => (
        <li key={each.key} className="flex min-w-0 items-center gap-2">
          <SeriesSwatch index={index} />
          <span className="min-w-0 wrap-break-word">{each.name ?? t('hours.others')}</span>
        </li>
      ))}
      {hasUsual && (
        <li className="flex items-center gap-2">
          <span aria-hidden className="h-4 w-4 rounded-sm border border-dashed border-ink-muted bg-ink-muted/20" />
          {t('morning.usual')}
        </li>
      )}
    </ul>
  );
}
