import type { Tone } from '@fastops/ui/badge';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import type { PrintJobRow } from './printing.queries.ts';

type JobActions = Readonly<Record<'retry' | 'confirm' | 'cancel' | 'reprint', (id: string) => void>>;
type CardProps = {
  readonly job: PrintJobRow;
  readonly nameOf: (printerId: string) => string;
  readonly actions: JobActions;
  readonly mayAct: boolean;
};

const TONE: Record<PrintJobRow['state'], Tone> = {
  queued: 'neutral',
  printing: 'info',
  printed: 'positive',
  ask: 'warning',
  failed: 'danger',
  cancelled: 'neutral',
};

export function PrintJobCard({ job, nameOf, actions, mayAct }: CardProps) {
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
          nameOf(job.printerId),
          job.movedFrom === null ? '' : t('printing.moved', { printer: nameOf(job.movedFrom) }),
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
  if (job.state === 'printing' || job.state === 'cancelled') return null;
  if (job.state === 'printed') return <ReprintButton job={job} onPress={() => actions.reprint(job.id)} />;
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

/** A drawer has a reason of its own each time, and a test sheet is printed from its printer. */
function ReprintButton({ job, onPress }: { readonly job: PrintJobRow; readonly onPress: () => void }) {
  const { t } = useTranslation();
  if (job.kind === 'drawer' || job.kind === 'test') return null;
  return (
    <div>
      <Button size="touch" onClick={onPress}>
        {t('printing.reprint')}
      </Button>
    </div>
  );
}
