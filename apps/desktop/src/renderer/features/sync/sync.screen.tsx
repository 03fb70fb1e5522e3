import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { Sheet } from '@fastops/ui/sheet';
import { Skeleton } from '@fastops/ui/skeleton';
import { Stat } from '@fastops/ui/stat';
import { CloudCheck, CloudOff, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import { useNow } from '../../lib/use-now.ts';
import { clockFault } from './custody.ts';
import { LogsSection } from './logs-section.tsx';
import { ParkedSection } from './parked-section.tsx';
import { ReleaseSection } from './release-section.tsx';
import { RemovalSection } from './removal-section.tsx';
import type { CustodyView, Link } from './sync.queries.ts';
import { useCustody, useSyncNow } from './sync.queries.ts';

const TICK_MS = 5000;

type SyncScreenProps = {
  readonly mayPush: boolean;
  readonly secretsBackend: string;
  readonly onClose: () => void;
};

export function SyncScreen({ mayPush, secretsBackend, onClose }: SyncScreenProps) {
  const { t } = useTranslation();
  const { data: view } = useCustody();
  const syncNow = useSyncNow();
  return (
    <Sheet
      open
      width="wide"
      onClose={onClose}
      title={t('sync.title')}
      closeLabel={t('common.close')}
      description={view && t(view.link.online ? 'sync.explain-online' : 'sync.explain-offline')}
      footer={
        mayPush && (
          <Button size="touch" stretch icon={RefreshCw} busy={syncNow.isPending} onClick={() => syncNow.mutate()}>
            {t('sync.try-now')}
          </Button>
        )
      }
    >
      {!view && <Skeleton className="h-40" />}
      {view && (
        <div className="flex flex-col gap-6">
          <Detail view={view} />
          {view.log && <LogsSection logs={view.log.streams} />}
          <ParkedSection mayRead={mayPush} />
          {secretsBackend === 'file' && <p className="text-12 text-ink-muted">{t('sync.weak-secrets')}</p>}
          {mayPush && <ReleaseSection online={view.link.online} />}
          {mayPush && <RemovalSection />}
        </div>
      )}
    </Sheet>
  );
}

function Detail({ view }: { readonly view: CustodyView }) {
  const { t } = useTranslation();
  const { link, log } = view;
  return (
    <div className="grid grid-cols-2 gap-3">
      <div className="col-span-2 overflow-hidden rounded-md border border-line">
        <Banner icon={link.online ? CloudCheck : CloudOff}>{t(link.online ? 'sync.online' : 'sync.offline')}</Banner>
      </div>
      {log && <Unsynced unsynced={log.unsynced} />}
      <Stat label={t('sync.last-contact')} value={<Age at={link.lastContactAt} never={t('sync.never')} />} />
      <Stat label={t('sync.clock')} value={<Clock link={link} />} />
      {link.lastError && !link.online && (
        <p className="col-span-2 text-12 wrap-break-word text-ink-muted">{t('sync.last-error', { error: link.lastError })}</p>
      )}
    </div>
  );
}

function Unsynced({ unsynced }: { readonly unsynced: NonNullable<CustodyView['log']>['unsynced'] }) {
  const { t } = useTranslation();
  return (
    <>
      <Stat label={t('sync.count')} value={unsynced.count} comparison={unsynced.count === 0 ? t('sync.nothing') : undefined} />
      <Stat
        label={t('sync.value')}
        value={<Money amount={unsynced.value} />}
        comparison={unsynced.oldestAt !== null && <Oldest at={unsynced.oldestAt} />}
      />
    </>
  );
}

function Oldest({ at }: { readonly at: number }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const now = useNow(TICK_MS);
  return t('sync.oldest-ago', { ago: time.ago(at, now) });
}

function Clock({ link }: { readonly link: Link }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const fault = clockFault(link);
  if (fault) return <span className="text-20 text-warning">{t(`sync.clock-${fault.direction}`, { offset: time.span(fault.offMs) })}</span>;
  return <span className="text-20">{t(link.clockOffsetMs === undefined ? 'sync.clock-unknown' : 'sync.clock-fine')}</span>;
}

function Age({ at, never }: { readonly at: number | null; readonly never: string }) {
  const time = useTimeFormat();
  const now = useNow(TICK_MS);
  return <span className="text-20">{at === null ? never : time.ago(at, now)}</span>;
}
