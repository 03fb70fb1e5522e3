import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { useToast } from '@fastops/ui/toast';
import { Ban, DoorOpen, LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { NotSaved } from './not-saved.tsx';
import type { Worker } from './staff.queries.ts';
import { useSaveWorker } from './staff.queries.ts';

type LeavingSectionProps = { readonly worker: Worker; readonly onDone: () => void };

/** Keeps somebody out for a while, lets them in again, or says that they have left. */
export function LeavingSection({ worker, onDone }: LeavingSectionProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const save = useSaveWorker();
  const [isLeaving, setLeaving] = useState(false);
  const { id, name, role, branchId, alsoAt, status } = worker;
  const become = (next: Worker['status']) =>
    save.mutate(
      { worker: { id, name, role, branchId, alsoAt: [...alsoAt], status: next }, pin: undefined },
      {
        onSuccess: () => {
          toast({ tone: 'positive', title: t(`staff.became.${next}`, { name }) });
          onDone();
        },
      },
    );
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-4">
      <NotSaved error={save.error} />
      <p className="text-14 text-ink-muted">{t(`staff.statusText.${status}`)}</p>
      <div className="flex flex-wrap gap-3">
        {status === 'working' ? (
          <Button icon={Ban} busy={save.isPending} onClick={() => become('blocked')}>
            {t('staff.block')}
          </Button>
        ) : (
          <Button icon={DoorOpen} busy={save.isPending} onClick={() => become('working')}>
            {t(status === 'left' ? 'staff.rehire' : 'staff.letIn')}
          </Button>
        )}
        {status !== 'left' && (
          <Button variant="danger" icon={LogOut} onClick={() => setLeaving(true)}>
            {t('staff.leave')}
          </Button>
        )}
      </div>
      <Dialog
        open={isLeaving}
        onClose={() => setLeaving(false)}
        closeLabel={t('app.close')}
        title={t('staff.leaveTitle', { name })}
        footer={
          <div className="flex w-full flex-wrap justify-end gap-3">
            <Button onClick={() => setLeaving(false)}>{t('staff.cancel')}</Button>
            <Button variant="danger" busy={save.isPending} onClick={() => become('left')}>
              {t('staff.leaveSubmit')}
            </Button>
          </div>
        }
      >
        <p className="text-14">{t('staff.leaveText')}</p>
      </Dialog>
    </section>
  );
}
