import { EmptyState } from '@fastops/ui/empty-state';
import { Sheet } from '@fastops/ui/sheet';
import { Skeleton } from '@fastops/ui/skeleton';
import { Tabs } from '@fastops/ui/tabs';
import { useToast } from '@fastops/ui/toast';
import { History, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Me } from '../../lib/terminal.queries.ts';
import { can } from '../../lib/terminal.queries.ts';
import { useRefusalText } from '../../lib/refusal-text.ts';
import { PrintJobCard } from './print-job-card.tsx';
import { PrintersTab } from './printers-tab.tsx';
import { usePrinters, usePrintJobActions, usePrintJobs } from './printing.queries.ts';

const TABS = ['queue', 'history', 'printers'] as const;

type Tab = (typeof TABS)[number];

/** What waits, what was printed, and the printers themselves. */
export function PrintQueueScreen({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('queue');
  const items = TABS.map((value) => ({ value, label: t(`printing.tab.${value}`) }));
  return (
    <Sheet open onClose={onClose} width="wide" title={t('printing.title')} closeLabel={t('common.close')}>
      <Tabs
        size="touch"
        label={t('printing.title')}
        value={tab}
        onChange={(value) => setTab(TABS.find((each) => each === value) ?? 'queue')}
        items={items}
      >
        <div className="pt-4">
          {tab === 'printers' ? (
            <PrintersTab mayManage={can(me, 'printers.manage')} />
          ) : (
            <JobList key={tab} show={tab === 'queue' ? 'open' : 'recent'} mayAct={can(me, 'orders.reprint')} />
          )}
        </div>
      </Tabs>
    </Sheet>
  );
}

function JobList({ show, mayAct }: { readonly show: 'open' | 'recent'; readonly mayAct: boolean }) {
  const { t } = useTranslation();
  const printers = usePrinters();
  const jobs = usePrintJobs(show);
  const act = useJobActions();
  const nameOf = (id: string) => printers.data?.find((printer) => printer.id === id)?.name ?? t('printing.printer.removed');
  if (jobs.isPending) return <Skeleton className="h-20" />;
  if (jobs.data?.length === 0) return <NoJobs show={show} />;
  return (
    <ul className="flex flex-col gap-2">
      {jobs.data?.map((job) => (
        <PrintJobCard key={job.id} job={job} nameOf={nameOf} actions={act} mayAct={mayAct} />
      ))}
    </ul>
  );
}

function NoJobs({ show }: { readonly show: 'open' | 'recent' }) {
  const { t } = useTranslation();
  if (show === 'recent') return <EmptyState icon={History} title={t('printing.no-history')} text={t('printing.no-history-hint')} />;
  return <EmptyState icon={Printer} title={t('printing.empty')} text={t('printing.empty-hint')} />;
}

/** The queue's own refusals are rare (somebody else was faster), so they come as a passing word. */
function useJobActions() {
  const toast = useToast();
  const refusalText = useRefusalText();
  const { retry, confirm, cancel, reprint } = usePrintJobActions();
  const tell = (answer: { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } }) => {
    if (!answer.ok) toast({ tone: 'warning', title: refusalText(answer.refusal) });
  };
  return {
    retry: (id: string) => retry.mutate(id, { onSuccess: tell }),
    confirm: (id: string) => confirm.mutate(id, { onSuccess: tell }),
    cancel: (id: string) => cancel.mutate(id, { onSuccess: tell }),
    reprint: (id: string) => reprint.mutate(id, { onSuccess: tell }),
  };
}
