import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { Sheet } from '@fastops/ui/sheet';
import { Stat } from '@fastops/ui/stat';
import { CloudCheck, CloudOff, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import { useNow } from '../../lib/use-now.ts';
import type { SyncStatus } from './sync.queries.ts';
import { useSyncNow, useSyncStatus } from './sync.queries.ts';

const TICK_MS = 5000;

type SyncScreenProps = { readonly mayPush: boolean; readonly secretsBackend: string; readonly onClose: () => void };

export function SyncScreen({ mayPush, secretsBackend, onClose }: SyncScreenProps) {
  const { t } = useTranslation();
  const { data: status } = useSyncStatus();
  const syncNow = useSyncNow();
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('sync.title')}
      closeLabel={t('common.close')}
      description={status && t(status.online ? 'sync.explain-online' : 'sync.explain-offline')}
      footer={
        mayPush && (
          <Button size="touch" stretch icon={RefreshCw} busy={syncNow.isPending} onClick={() => syncNow.mutate()}>
            {t('sync.try-now')}
          </Button>
        )
      }
    >
      {status && <Detail status={status} />}
      {secretsBackend === 'file' && <p className="mt-4 text-12 text-ink-muted">{t('sync.weak-secrets')}</p>}
    </Sheet>
  );
}

function Detail({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-2 gap-3">
      <div className="col-span-2 overflow-hidden rounded-md border border-line">
        <Banner icon={status.online ? CloudCheck : CloudOff}>{t(status.online ? 'sync.online' : 'sync.offline')}</Banner>
      </div>
      {status.unsynced && <Unsynced unsynced={status.unsynced} />}
      <Stat label={t('sync.last-contact')} value={<Age at={status.lastContactAt} never={t('sync.never')} />} />
      {status.lastError && !status.online && (
        <p className="col-span-2 text-12 wrap-break-word text-ink-muted">{t('sync.last-error', { error: status.lastError })}</p>
      )}
    </div>
  );
}

function Unsynced({ unsynced }: { readonly unsynced: NonNullable<SyncStatus['unsynced']> }) {
  const { t } = useTranslation();
  return (
    <>
      <Stat label={t('sync.count')} value={unsynced.count} comparison={unsynced.count === 0 ? t('sync.nothing') : undefined} />
      <Stat label={t('sync.value')} value={<Money amount={unsynced.value} />} />
      <Stat label={t('sync.oldest')} value={<Age at={unsynced.oldestAt} never={t('sync.none')} />} />
    </>
  );
}

function Age({ at, never }: { readonly at: number | null; readonly never: string }) {
  const time = useTimeFormat();
  const now = useNow(TICK_MS);
  return <span className="text-20">{at === null ? never : time.ago(at, now)}</span>;
}
