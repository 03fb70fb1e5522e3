import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { useToast } from '@fastops/ui/toast';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import type { Log } from './sync.queries.ts';
import { useAcknowledge } from './sync.queries.ts';

/** Why this till began a new log, what that changes on paper, and what a person has to do about it. */
export function NewLogDialog({ log, onClose }: { readonly log: Log; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const read = useReading(log, onClose);
  if (!log.reason) return null;
  return (
    <Dialog
      open
      size="medium"
      onClose={onClose}
      closeLabel={t('common.close')}
      title={t('sync.new-log.title')}
      footer={
        <Button size="touch" variant="primary" icon={Check} stretch busy={read.busy} onClick={read.done}>
          {t('sync.new-log.done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4 text-16">
        <Part title={t('sync.new-log.why')}>
          <p>{t(`sync.reason.${log.reason}`)}</p>
        </Part>
        <Part title={t('sync.new-log.what')}>
          <p>{t('sync.new-log.safe')}</p>
          <p>{t('sync.new-log.series', { series: log.series, previous: log.previousSeries ?? '–' })}</p>
          {log.renumbered > 0 && <p>{t('sync.new-log.renumbered', { count: log.renumbered })}</p>}
        </Part>
        <Part title={t('sync.new-log.todo')}>
          <p>{t(`sync.todo.${log.reason}`)}</p>
        </Part>
      </div>
    </Dialog>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-14 font-semibold text-ink-muted">{title}</h3>
      {children}
    </section>
  );
}

function useReading(log: Log, onClose: () => void) {
  const { t } = useTranslation();
  const toast = useToast();
  const refusalText = useRefusalText();
  const acknowledge = useAcknowledge();
  const done = () =>
    acknowledge.mutate(log.streamId, {
      onSuccess: (answer) => {
        if (answer.ok) onClose();
        else toast({ tone: 'warning', title: refusalText(answer.refusal) });
      },
      onError: () => toast({ tone: 'warning', title: t('common.not-saved') }),
    });
  return { busy: acknowledge.isPending, done };
}
