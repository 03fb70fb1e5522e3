import { Button } from '@fastops/ui/button';
import { FileSpreadsheet, FileText, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { csvOf, handOut, XLSX_TYPE, xlsxOf, type Cells } from '../../lib/table-file.ts';
import { fileValue } from './figure-text.ts';
import type { Report } from './report-table.ts';

/** Takes a report out, sorted as it is on the screen. A PDF is the paper of the browser: the page has a dress for it. */
export function ExportBar({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const file = `${report.name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`;
  return (
    <div role="group" aria-label={t('reports.export.label')} className="flex flex-wrap justify-end gap-2 print:hidden">
      <Button icon={FileText} onClick={() => handOut(`${file}.csv`, 'text/csv;charset=utf-8', csvOf(cellsOf(report)))}>
        {t('reports.export.csv')}
      </Button>
      <Button icon={FileSpreadsheet} onClick={() => handOut(`${file}.xlsx`, XLSX_TYPE, xlsxOf(report.name, cellsOf(report)))}>
        {t('reports.export.xlsx')}
      </Button>
      <Button icon={Printer} onClick={() => window.print()}>
        {t('reports.export.pdf')}
      </Button>
    </div>
  );
}

function cellsOf({ columns, rows }: Report): Cells {
  return [
    columns.map(({ title }) => title),
    ...rows.map(({ values }) => columns.map(({ key, format }) => fileValue(values[key] ?? null, format))),
  ];
}
