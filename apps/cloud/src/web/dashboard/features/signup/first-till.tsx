import { Button } from '@fastops/ui/button';
import { Skeleton } from '@fastops/ui/skeleton';
import { CircleCheck, Hourglass, LoaderCircle, RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { renderSVG } from 'uqr';

import { useNow } from '../../lib/clock.ts';
import { DoorLayout } from '../../lib/door-layout.tsx';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { goTo } from '../../lib/location.ts';
import { Notice } from '../../lib/notice.tsx';
import { PATHS } from '../../lib/paths.ts';
import { waitText } from '../../lib/wait-text.ts';
import { useComeIn, useFirstCode, useFirstTill } from './signup.queries.ts';

type FirstTillProps = { readonly branchId: string; readonly company: string };

/** The last step: a code for the first till, and the news that it is there. */
export function FirstTill({ branchId, company }: FirstTillProps) {
  const { t } = useTranslation();
  const { mutate, data, error } = useFirstCode(branchId);
  const till = useFirstTill();
  const comeIn = useComeIn();
  useEffect(() => mutate(), [mutate]);

  function enter() {
    void comeIn();
    goTo(PATHS.today);
  }

  return (
    <DoorLayout title={t('signUp.till.title', { company })}>
      <div className="flex flex-col gap-4">
        {till ? (
          <Notice urgent tone="positive" icon={CircleCheck}>
            {t('signUp.till.joined', { name: till.name })}
          </Notice>
        ) : (
          <>
            <p className="text-14 text-ink-muted">{t('signUp.till.text')}</p>
            {error && <FailureNotice error={error} onRetry={() => mutate()} />}
            {!error && !data && <Skeleton className="h-64" />}
            {data && <Code code={data.code} expiresAt={data.expiresAt} onAnother={() => mutate()} />}
            <p role="status" className="flex items-center gap-2 text-14 text-ink-muted">
              <LoaderCircle aria-hidden className="size-5 motion-safe:animate-spin" />
              {t('signUp.till.waiting')}
            </p>
          </>
        )}
        <Button variant={till ? 'primary' : 'secondary'} size="touch" stretch onClick={enter}>
          {t('signUp.till.later')}
        </Button>
      </div>
    </DoorLayout>
  );
}

type CodeProps = { readonly code: string; readonly expiresAt: number; readonly onAnother: () => void };

function Code({ code, expiresAt, onAnother }: CodeProps) {
  const { t } = useTranslation();
  const left = expiresAt - useNow(1000);
  const server = window.location.origin;
  if (left <= 0) {
    return (
      <>
        <Notice urgent tone="warning" icon={Hourglass}>
          {t('signUp.till.expired')}
        </Notice>
        <Button variant="primary" size="touch" icon={RefreshCw} onClick={onAnother}>
          {t('signUp.till.another')}
        </Button>
      </>
    );
  }
  const link = `fastops://enrol?${new URLSearchParams({ cloud: server, code }).toString()}`;
  return (
    <div className="flex flex-col items-center gap-3 rounded-md border border-line-strong bg-surface p-4 text-center">
      <p className="text-14 text-ink-muted">{t('signUp.till.server')}</p>
      <output aria-label={t('signUp.till.server')} className="text-16 font-semibold break-all select-all">
        {server}
      </output>
      <p className="text-14 text-ink-muted">{t('signUp.till.code')}</p>
      <output aria-label={t('signUp.till.code')} className="text-40 font-semibold tracking-wider whitespace-nowrap select-all">
        {code}
      </output>
      <img
        alt={t('signUp.till.qr')}
        className="size-40 rounded-md border border-line bg-white p-2"
        src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(link, { border: 1 }))}`}
      />
      <p className="text-14 text-ink-muted">{t('signUp.till.expires', { wait: waitText(t, left) })}</p>
    </div>
  );
}
