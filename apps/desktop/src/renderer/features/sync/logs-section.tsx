import { Badge } from '@fastops/ui/badge';
import type { Column } from '@fastops/ui/table';
import { Table } from '@fastops/ui/table';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import type { Log } from './sync.queries.ts';

/** The logs that this till has written, the one in use first. */
export function LogsSection({ logs }: { readonly logs: readonly Log[] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('sync.logs')} className="flex flex-col gap-2">
      <h3 className="text-14 font-semibold text-ink-muted">{t('sync.logs')}</h3>
      <Table caption={t('sync.logs')} columns={useColumns()} rows={logs} rowKey={(log) => log.streamId} />
      <Beginnings logs={logs} />
      <p className="text-12 text-ink-muted">{t('sync.logs-hint')}</p>
    </section>
  );
}

function useColumns(): Column<Log>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'series',
      title: t('sync.log.title'),
      cell: (log) => (
        <span className="flex items-center gap-2 font-semibold">
          {log.series}
          <Badge tone={log.open ? 'positive' : 'neutral'}>{t(log.open ? 'sync.log.open' : 'sync.log.closed')}</Badge>
        </span>
      ),
    },
    { key: 'held', title: t('sync.log.held'), align: 'right', cell: (log) => log.lastSeq },
    { key: 'uploaded', title: t('sync.log.uploaded'), align: 'right', cell: (log) => log.ackedSeq },
    {
      key: 'verified',
      title: t('sync.log.verified'),
      align: 'right',
      cell: (log) => log.verifiedTicket ?? log.verifiedSeq ?? t('sync.log.unverified'),
    },
  ];
}

function Beginnings({ logs }: { readonly logs: readonly Log[] }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return logs.map(
    (log) =>
      log.reason && (
        <p key={log.streamId} className="text-14">
          <span className="font-semibold">{t('sync.log.series', { series: log.series })}. </span>
          {t('sync.log.since', {
            when: log.openedAt === null ? '' : time.moment(log.openedAt),
            reason: t(`sync.reason-short.${log.reason}`),
          })}
        </p>
      ),
  );
}
