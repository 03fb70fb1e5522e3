import { classNames } from '@fastops/ui/class-names';
import { EmptyState } from '@fastops/ui/empty-state';
import { ArrowDown, ArrowUp, CalendarSearch, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useLanguage } from '../../lib/i18n.ts';
import { ExportBar } from './export-bar.tsx';
import { figureText } from './figure-text.ts';
import type { Order, Report, ReportColumn, ReportRow } from './report-table.ts';
import { sortRows, totalsOf } from './report-table.ts';

type ReportViewProps = {
  readonly report: Report;
  /** What a tap on a row opens; rows without one are not to be tapped. */
  readonly onOpen?: (row: ReportRow) => void;
};

/** A report as a table that sorts, adds up, and leaves as a file or on paper. */
export function ReportView({ report, onOpen }: ReportViewProps) {
  const { t } = useTranslation();
  const [order, setOrder] = useState<Order>();
  const rows = order ? sortRows(report.rows, order) : report.rows;
  if (report.rows.length === 0)
    return (
      <div className="rounded-md border border-line bg-surface-raised">
        <EmptyState icon={CalendarSearch} title={t('reports.empty.title')} text={t('reports.empty.text')} />
      </div>
    );
  return (
    <div className="flex flex-col gap-2">
      <ExportBar report={{ ...report, rows }} />
      <div
        className="overflow-x-auto rounded-md border border-line bg-surface-raised print:border-0"
        tabIndex={0}
        role="region"
        aria-label={report.name}
      >
        <table className="w-full border-collapse text-14">
          <caption className="sr-only">{report.name}</caption>
          <thead>
            <tr className="border-b border-line">
              {report.columns.map((column, index) => (
                <Heading key={column.key} column={column} first={index === 0} order={order} onSort={setOrder} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} columns={report.columns} onOpen={onOpen} />
            ))}
          </tbody>
          <Totals report={report} />
        </table>
      </div>
    </div>
  );
}

type HeadingProps = {
  readonly column: ReportColumn;
  readonly first: boolean;
  readonly order: Order | undefined;
  readonly onSort: (order: Order) => void;
};

function Heading({ column, first, order, onSort }: HeadingProps) {
  const { t } = useTranslation();
  const here = order?.key === column.key;
  const Arrow = here && !order.down ? ArrowUp : ArrowDown;
  const isText = column.format === 'text' || column.format === 'day';
  return (
    <th
      scope="col"
      aria-sort={here ? (order.down ? 'descending' : 'ascending') : undefined}
      className={classNames('px-2 py-1 font-medium whitespace-nowrap', isText ? 'text-left' : 'text-right', first && STICKY)}
    >
      <button
        type="button"
        title={t('reports.sort', { column: column.title })}
        onClick={() => onSort({ key: column.key, down: here ? !order.down : !isText })}
        className="inline-flex min-h-10 items-center gap-1 rounded-sm px-2 text-ink-muted hover:text-ink"
      >
        {column.title}
        <Arrow aria-hidden className={classNames('size-3.5', !here && 'invisible')} />
      </button>
    </th>
  );
}

/** The name stays in sight while figures are pushed sideways under it. */
const STICKY = 'sticky left-0 bg-surface-raised';

type RowProps = {
  readonly row: ReportRow;
  readonly columns: readonly ReportColumn[];
  readonly onOpen: ((row: ReportRow) => void) | undefined;
};

function Row({ row, columns, onOpen }: RowProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  return (
    <tr className="border-b border-line last:border-0 hover:bg-surface">
      {columns.map(({ key, format }, index) => {
        const words = figureText(t, locale, { value: row.values[key] ?? null, format });
        const isText = format === 'text' || format === 'day';
        if (index > 0)
          return (
            <td key={key} className={classNames('h-10 px-4', isText ? 'text-left' : 'text-right whitespace-nowrap')}>
              {words}
            </td>
          );
        return (
          <th key={key} scope="row" className={classNames('h-10 px-4 text-left font-semibold', STICKY)}>
            {onOpen ? (
              <button
                type="button"
                title={t('reports.open', { name: words })}
                onClick={() => onOpen(row)}
                className="flex min-h-10 max-w-56 items-center gap-1 text-left hover:underline"
              >
                <span className="min-w-0 wrap-break-word">{words}</span>
                <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-muted print:hidden" />
              </button>
            ) : (
              <span className="block max-w-56 wrap-break-word">{words}</span>
            )}
          </th>
        );
      })}
    </tr>
  );
}

function Totals({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const totals = totalsOf(report);
  if (Object.keys(totals).length === 0 || report.rows.length < 2) return null;
  return (
    <tfoot>
      <tr className="border-t-2 border-line-strong font-semibold">
        {report.columns.map(({ key, format }, index) => (
          <td key={key} className={classNames('h-11 px-4', index === 0 ? `text-left ${STICKY}` : 'text-right whitespace-nowrap')}>
            {index === 0 ? t('reports.total') : key in totals ? figureText(t, locale, { value: totals[key] ?? 0, format }) : ''}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
