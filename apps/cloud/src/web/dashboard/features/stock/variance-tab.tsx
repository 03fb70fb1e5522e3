import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { Table, type Column } from '@fastops/ui/table';
import { Scale, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { pesosText, quantityText } from '../../lib/figures.ts';
import { Notice } from '../../lib/notice.tsx';
import { Panel } from '../../lib/panel.tsx';
import { useRoomFor } from '../../lib/room.ts';
import { usePeriod } from './period-bar.tsx';
import { ShiftPanel } from './shift-panel.tsx';
import { useShifts, useVariance, type NamedVariance } from './stock.queries.ts';

/** Pesos below which nobody looks for a leak. */
const LEAK_CENTS = 500_000;

/** Where each ingredient went in these days or in one shift of them, with what nobody can explain first. */
export function VarianceTab({ branchId }: { readonly branchId: string }) {
  const { t } = useTranslation();
  const { period, utcOffsetHours, bar } = usePeriod(branchId);
  const [shiftId, setShift] = useState<string>();
  const shift = useShifts(period).data?.find(({ id }) => id === shiftId);
  const variance = useVariance(period);
  if (variance.error) return <FailureNotice error={variance.error} onRetry={() => void variance.refetch()} />;
  const rows = shift?.rows ?? variance.data ?? [];
  const leaks = rows.filter(({ cents }) => cents.unexplained >= LEAK_CENTS);
  return (
    <div className="flex flex-col gap-4">
      {bar}
      <p className="max-w-[75ch] text-14 text-ink-muted">{t('stock.varianceText')}</p>
      {leaks.map(({ ingredientId, name, cents }) => (
        <Notice key={ingredientId} tone="danger" icon={TriangleAlert}>
          {t('stock.leak', { name, pesos: pesosText(cents.unexplained) })}
        </Notice>
      ))}
      {!variance.data && <Skeleton className="h-64" />}
      {variance.data && <ShiftPanel period={period} utcOffsetHours={utcOffsetHours} chosen={shift?.id} onChoose={setShift} />}
      {variance.data && (
        <WherePanel title={shift ? t('stock.ofShift', { people: shift.people.join(', ') }) : t('stock.tabs.variance')} rows={rows} />
      )}
    </div>
  );
}

function WherePanel({ title, rows }: { readonly title: string; readonly rows: readonly NamedVariance[] }) {
  const { t } = useTranslation();
  const wide = useRoomFor('(min-width: 900px)');
  const columns = useColumns();
  return (
    <Panel title={title} flush={!wide || rows.length === 0}>
      {rows.length === 0 && <EmptyState icon={Scale} title={t('stock.noVariance')} />}
      {rows.length > 0 && wide && <Table caption={title} columns={columns} rows={rows} rowKey={(row) => row.ingredientId} />}
      {rows.length > 0 && !wide && (
        <ul aria-label={title}>
          {rows.map((row) => (
            <li key={row.ingredientId} className="border-b border-line px-4 py-3 last:border-0">
              <dl className="flex flex-col gap-1 text-14">
                {columns.map(({ key, title, cell }) => (
                  <div key={key} className="flex justify-between gap-4">
                    <dt className="text-ink-muted">{title}</dt>
                    <dd className="text-right">{cell(row)}</dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function useColumns(): readonly Column<NamedVariance>[] {
  const { t } = useTranslation();
  const both = (row: NamedVariance, quantity: number, cents: number) => (
    <>
      {quantityText(quantity, row.unit)}
      <span className="block text-12 text-ink-muted">{pesosText(cents)}</span>
    </>
  );
  return [
    { key: 'name', title: t('stock.ingredient'), cell: ({ name }) => <span className="font-semibold">{name}</span> },
    { key: 'theory', title: t('stock.theoretical'), align: 'right', cell: (row) => both(row, row.theoretical, row.cents.theoretical) },
    { key: 'waste', title: t('stock.wasted'), align: 'right', cell: (row) => both(row, row.waste, row.cents.waste) },
    { key: 'voids', title: t('stock.voids'), align: 'right', cell: (row) => both(row, row.voids, row.cents.voids) },
    { key: 'refunds', title: t('stock.refunds'), align: 'right', cell: (row) => both(row, row.refunds, row.cents.refunds) },
    {
      key: 'unexplained',
      title: t('stock.unexplained'),
      align: 'right',
      cell: (row) => (
        <span className={row.cents.unexplained > 0 ? 'font-semibold text-danger' : ''}>
          {both(row, row.unexplained, row.cents.unexplained)}
        </span>
      ),
    },
    { key: 'actual', title: t('stock.actual'), align: 'right', cell: (row) => quantityText(row.actual, row.unit) },
  ];
}
