import { formatCop } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { CloudCheck, CloudOff, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useMe } from '../../lib/terminal.queries.ts';
import type { CustodyView } from './sync.queries.ts';
import { useSyncNow } from './sync.queries.ts';

type LeaveDialogProps = {
  readonly unsynced: NonNullable<CustodyView['log']>['unsynced'];
  readonly online: boolean;
  readonly onLeave: () => void;
  readonly onStay: () => void;
};

/** What is only on this till, before the window closes: try again, take it along as a file, or stay. */
export function LeaveDialog({ unsynced, online, onLeave, onStay }: LeaveDialogProps) {
  const { t } = useTranslation();
  const done = unsynced.count === 0;
  const records = t('sync.records', { count: unsynced.count });
  return (
    <Dialog
      open
      size="medium"
      onClose={onStay}
      closeLabel={t('common.close')}
      title={t('sync.leave.title')}
      footer={
        <div className="flex w-full flex-wrap justify-end gap-3">
          <Button size="touch" onClick={onStay}>
            {t('sync.leave.stay')}
          </Button>
          {!done && <Retry />}
          <Button size="touch" variant={done ? 'primary' : 'danger'} onClick={onLeave}>
            {t(done ? 'common.close' : 'sync.leave.close')}
          </Button>
        </div>
      }
    >
      <div role="status" className="flex flex-col gap-3 text-16">
        {done ? (
          <p className="flex items-center gap-2 text-positive">
            <CloudCheck aria-hidden className="size-5 shrink-0" />
            {t('sync.leave.done')}
          </p>
        ) : (
          <>
            <p>{t('sync.leave.text', { records, value: formatCop(unsynced.value) })}</p>
            {!online && (
              <p className="flex items-center gap-2 text-14 text-ink-muted">
                <CloudOff aria-hidden className="size-5 shrink-0" />
                {t('sync.leave.offline')}
              </p>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

/** Whoever is logged in may hurry the upload; before that the loop tries by itself. */
function Retry() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const syncNow = useSyncNow();
  if (!me) return null;
  return (
    <Button size="touch" icon={RefreshCw} busy={syncNow.isPending} onClick={() => syncNow.mutate()}>
      {t('sync.leave.retry')}
    </Button>
  );
}
