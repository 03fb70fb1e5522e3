import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { Stat } from '@fastops/ui/stat';
import { CircleCheck, Download, RefreshCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import { useTimeFormat } from '../../lib/time-format.ts';
import { useNow } from '../../lib/use-now.ts';
import type { UpdateStatus } from './device.queries.ts';
import { useCheckUpdates, useInstallUpdate, useUpdates } from './device.queries.ts';

const TICK_MS = 5000;
const GOOD: readonly string[] = ['update.current', 'update.ready', 'update.installed'];

/** Which version runs, what the last look said, and the one that waits for its hour. */
export function UpdatesSection({ mayInstall }: { readonly mayInstall: boolean }) {
  const { t } = useTranslation();
  const { data: status } = useUpdates();
  const check = useCheckUpdates();
  return (
    <section className="flex flex-col gap-3" aria-labelledby="updates-title">
      <h3 id="updates-title" className="text-16 font-semibold">
        {t('updates.title')}
      </h3>
      {status && <Standing status={status} />}
      {status?.ready && <Ready status={status} version={status.ready} mayInstall={mayInstall} />}
      {status?.isPossible && (
        <Button
          size="touch"
          icon={RefreshCw}
          busy={check.isPending || status.isDownloading}
          onClick={() => check.mutate()}
          data-testid="update-check"
        >
          {t(status.isDownloading ? 'updates.downloading' : 'updates.check')}
        </Button>
      )}
    </section>
  );
}

function Standing({ status }: { readonly status: UpdateStatus }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const now = useNow(TICK_MS);
  const { version, lastCheckAt, result, isPossible } = status;
  return (
    <div className="grid grid-cols-2 gap-3">
      <Stat label={t('updates.version')} value={<span className="text-20">{version}</span>} />
      <Stat
        label={t('updates.last-check')}
        value={<span className="text-20">{lastCheckAt === null ? t('updates.never') : time.ago(lastCheckAt, now)}</span>}
      />
      {!isPossible && <p className="col-span-2 text-14 text-ink-muted">{t('updates.not-here')}</p>}
      {result && (
        <div className="col-span-2 overflow-hidden rounded-md border border-line" data-testid="update-result">
          <Banner tone={GOOD.includes(result.code) ? 'info' : 'warning'} icon={GOOD.includes(result.code) ? CircleCheck : TriangleAlert}>
            {t(`updates.result.${result.code}`, { version: result.version ?? '' })}
          </Banner>
        </div>
      )}
    </div>
  );
}

type ReadyProps = { readonly status: UpdateStatus; readonly version: string; readonly mayInstall: boolean };

function Ready({ status, version, mayInstall }: ReadyProps) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const install = useInstallUpdate();
  const { fromHour, toHour } = status.window;
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line p-4">
      <p className="text-14">{t('updates.ready-text', { version, fromHour, toHour })}</p>
      {status.waitsFor && <p className="text-14 text-ink-muted">{refusalText({ code: status.waitsFor })}</p>}
      {install.data && !install.data.ok && (
        <p role="alert" className="text-14 font-medium text-danger">
          {refusalText(install.data.refusal)}
        </p>
      )}
      <Button
        size="touch"
        variant="primary"
        icon={Download}
        busy={install.isPending || install.data?.ok === true}
        disabledReason={mayInstall ? undefined : t('updates.ask-manager')}
        onClick={() => install.mutate()}
        data-testid="update-install"
      >
        {t('updates.install')}
      </Button>
    </div>
  );
}
