import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Sheet } from '@fastops/ui/sheet';
import { Skeleton } from '@fastops/ui/skeleton';
import { StatusDot } from '@fastops/ui/status-dot';
import { useToast } from '@fastops/ui/toast';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Me } from '../../lib/terminal.queries.ts';
import { can } from '../../lib/terminal.queries.ts';
import { useRefusalText } from '../../lib/refusal-text.ts';
import { PrintJobCard } from './print-job-card.tsx';
import { isTroubled } from './printer-trouble.ts';
import type { PrinterStatus } from './printing.queries.ts';
import { usePrinters, usePrintJobActions, usePrintJobs } from './printing.queries.ts';

export function PrintQueueScreen({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const printers = usePrinters();
  const jobs = usePrintJobs();
  const act = useJobActions();
  const nameOf = (id: string) => printers.data?.find((printer) => printer.id === id)?.name ?? '';
  return (
    <Sheet open onClose={onClose} width="wide" title={t('printing.title')} closeLabel={t('common.close')}>
      <section aria-label={t('printing.printers')} className="mb-6 flex flex-col gap-2">
        <h3 className="text-14 font-semibold text-ink-muted">{t('printing.printers')}</h3>
        {printers.data?.map((printer) => (
          <PrinterRow key={printer.id} printer={printer} onTest={can(me, 'printers.manage') ? () => act.test(printer.id) : undefined} />
        ))}
        {printers.data?.length === 0 && <p className="text-14 text-ink-muted">{t('printing.no-printers')}</p>}
      </section>
      <section aria-label={t('printing.jobs')} className="flex flex-col gap-2">
        <h3 className="text-14 font-semibold text-ink-muted">{t('printing.jobs')}</h3>
        {jobs.isPending && <Skeleton className="h-20" />}
        {jobs.data?.length === 0 && <EmptyState icon={Printer} title={t('printing.empty')} text={t('printing.empty-hint')} />}
        <ul className="flex flex-col gap-2">
          {jobs.data?.map((job) => (
            <PrintJobCard key={job.id} job={job} printer={nameOf(job.printerId)} actions={act} mayAct={can(me, 'orders.reprint')} />
          ))}
        </ul>
      </section>
    </Sheet>
  );
}

function PrinterRow({ printer, onTest }: { readonly printer: PrinterStatus; readonly onTest: (() => void) | undefined }) {
  const { t } = useTranslation();
  const troubled = isTroubled(printer.queue);
  const role = t(`printing.role.${printer.role}`);
  return (
    <div className="flex min-h-14 items-center justify-between gap-3 rounded-md border border-line px-4 py-1">
      <span className="min-w-0">
        <span className="mr-2 text-16 font-semibold">{printer.name}</span>
        {role !== printer.name && <Badge>{role}</Badge>}
        <span className="mt-1 block text-14">
          <StatusDot tone={troubled ? 'danger' : 'positive'}>
            {troubled && printer.queue.lastFault ? t(`printing.fault.${printer.queue.lastFault}`) : t('printing.printer.ready')}
          </StatusDot>
        </span>
      </span>
      {onTest && (
        <Button size="touch" onClick={onTest}>
          {t('printing.test')}
        </Button>
      )}
    </div>
  );
}

/** The queue's own refusals are rare (somebody else was faster), so they come as a passing word. */
function useJobActions() {
  const toast = useToast();
  const refusalText = useRefusalText();
  const { retry, confirm, cancel, test } = usePrintJobActions();
  const tell = (answer: { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } }) => {
    if (!answer.ok) toast({ tone: 'warning', title: refusalText(answer.refusal) });
  };
  return {
    retry: (id: string) => retry.mutate(id, { onSuccess: tell }),
    confirm: (id: string) => confirm.mutate(id, { onSuccess: tell }),
    cancel: (id: string) => cancel.mutate(id, { onSuccess: tell }),
    test: (id: string) => test.mutate(id, { onSuccess: tell }),
  };
}
