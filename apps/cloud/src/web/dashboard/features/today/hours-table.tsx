import { Money } from '@fastops/ui/money';
import type { Column } from '@fastops/ui/table';
import { Table } from '@fastops/ui/table';
import { useTranslation } from 'react-i18next';

import { hourLabel, wholeNumber } from '../../lib/format.ts';
import { useRoomFor } from '../../lib/room.ts';
import type { HourRow, Series } from './today.view.ts';

type HoursTableProps = { readonly series: readonly Series[]; readonly rows: readonly HourRow[] };

/** The same bars as figures. A phone shows the sum of the branches only: nothing has to be pushed sideways. */
export function HoursTable({ series, rows }: HoursTableProps) {
  const { t } = useTranslation();
  const roomy = useRoomFor('(min-width: 1280px)');
  const perBranch: Column<HourRow>[] = series.map((each, index) => ({
    key: each.key,
    title: each.name ?? t('hours.others'),
    align: 'right',
    cell: (row) => <Part row={row} index={index} />,
  }));
  const columns: Column<HourRow>[] = [
    {
      key: 'hour',
      title: t('hours.hour'),
      cell: (row) => t('hours.range', { from: hourLabel(row.hour), to: hourLabel((row.hour + 1) % 24) }),
    },
    ...(roomy && series.length > 1 ? perBranch : []),
    { key: 'sales', title: t('hours.total'), align: 'right', cell: (row) => <Money amount={row.sales} className="font-semibold" /> },
    { key: 'tickets', title: t('hours.tickets'), align: 'right', cell: (row) => wholeNumber(row.tickets) },
  ];
  return <Table caption={t('hours.title')} columns={columns} rows={rows} rowKey={(row) => String(row.hour)} />;
}

function Part({ row, index }: { readonly row: HourRow; readonly index: number }) {
  const part = row.parts[index];
  return part === undefined ? null : <Money amount={part} />;
}
