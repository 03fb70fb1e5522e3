import type { Tone } from '@fastops/ui/badge';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import type { PrintJobRow } from './printing.queries.ts';

type JobActions = { readonly retry: (id: string) => void; readonly confirm: (id: string) => void; readonly cancel: (id: string) => void };
type CardProps = { readonly job: PrintJobRow; readonly printer: string; readonly actions: JobActions; readonly mayAct: boolean };

const TONE: Record<PrintJobRow['state'], Tone> = {
  queued: 'neutral',
  printing: 'info',
  printed: 'positive',
  ask: 'warning',
  failed: 'danger',
  cancelled: 'neutral',
};

export function PrintJobCard({ job, printer, actions, mayAct }: CardProps) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return (
    <li data-testid="print-job" data-state={job.state} className="flex flex-col gap-2 rounded-md border border-line p-4">
      <div className="flex items-center justify-between gap-3">
        <span className="text-16 font-semibold">
          {t(`printing.kind.${job.kind}`)} {job.label}
        </span>
        <Badge tone={TONE[job.state]}>{t(`printing.state.${job.state}`)}</Badge>
      </div>
      <p className="text-14 text-ink-muted">
        {[
          printer,
          time.clock(job.createdAt),
          job.copyNo > 0 ? t('printing.copy', { number: job.copyNo }) : '',
          job.fault ? t(`printing.fault.${job.fault}`) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {mayAct && <JobButtons job={job} actions={actions} />}
    </li>
  );
}

function JobButtons({ job, actions }: Pick<CardProps, 'job' | 'actions'>) {
  const { t } = useTranslation();
  const waitsForPerson = job.state === 'ask' || job.state === 'failed';
  if (job.state === 'printing') return null;
  return (
    <div className="flex gap-2">
      {job.state === 'ask' && (
        <Button size="touch" onClick={() => actions.confirm(job.id)}>
          {t('printing.came-out')}
        </Button>
      )}
      {waitsForPerson && job.kind !== 'drawer' && (
        <Button size="touch" onClick={() => actions.retry(job.id)}>
          {t('printing.retry')}
        </Button>
      )}
      <Button size="touch" onClick={() => actions.cancel(job.id)}>
        {t('printing.cancel')}
      </Button>
    </div>
  );
}
