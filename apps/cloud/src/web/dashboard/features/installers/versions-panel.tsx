import { Badge } from '@fastops/ui/badge';
import { EmptyState } from '@fastops/ui/empty-state';
import { Table, type Column } from '@fastops/ui/table';
import { MonitorCog } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/clock.ts';
import { spanText } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Panel } from '../../lib/panel.tsx';
import { FitnessCell } from './fitness-cell.tsx';
import type { FitnessReport, TillVersion } from './installers.queries.ts';
import { useFitnessReports, useVersions } from './installers.queries.ts';
import { WindowForm } from './window-form.tsx';

/** Version, last check and result of each till of a branch, and whether it is fit for work. */
export function VersionsPanel({ branchId, branch }: { readonly branchId: string; readonly branch: string }) {
  const { t } = useTranslation();
  const versions = useVersions(branchId).data ?? [];
  const reports = useFitnessReports(branchId).data ?? [];
  const columns = useColumns(reports);
  return (
    <Panel title={t('installers.versions')} flush={versions.length > 0} action={<WindowForm branchId={branchId} />}>
      {versions.length === 0 && <EmptyState icon={MonitorCog} title={t('installers.noneTitle')} text={t('installers.noneText')} />}
      {versions.length > 0 && (
        <div className="overflow-x-auto">
          <Table caption={t('installers.caption', { branch })} columns={columns} rows={versions} rowKey={(till) => till.terminalId} />
        </div>
      )}
    </Panel>
  );
}

function useColumns(reports: readonly FitnessReport[]): Column<TillVersion>[] {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const now = useNow(30_000);
  return [
    { key: 'name', title: t('installers.till'), cell: (till) => <span className="font-semibold wrap-break-word">{till.name}</span> },
    {
      key: 'version',
      title: t('installers.version'),
      cell: (till) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {till.version}
          {till.isRed && <Badge tone="danger">{t('installers.behind')}</Badge>}
          {!till.isRed && till.behindSince !== null && (
            <Badge tone="warning">{t('installers.offered', { version: till.offered ?? '' })}</Badge>
          )}
        </span>
      ),
    },
    {
      key: 'checked',
      title: t('installers.checked'),
      cell: (till) => t('installers.ago', { span: spanText(Math.max(0, now - till.checkedAt), locale) }),
    },
    { key: 'result', title: t('installers.result'), cell: (till) => <Result till={till} /> },
    {
      key: 'fitness',
      title: t('installers.fitness'),
      cell: (till) => <FitnessCell latest={reports.find(({ report }) => report.terminalId === till.terminalId)} />,
    },
  ];
}

function Result({ till }: { readonly till: TillVersion }) {
  const { t } = useTranslation();
  if (till.result === null) return t('installers.noResult');
  const words: string = t(`installers.results.${till.result.replace('update.', '')}`, {
    version: till.resultVersion ?? '',
    defaultValue: till.result,
  });
  return <span className={GOOD.includes(till.result) ? '' : 'font-semibold text-warning'}>{words}</span>;
}

const GOOD: readonly string[] = ['update.current', 'update.ready', 'update.installed'];
