import { formatCop } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Hourglass, KeyRound, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/clock.ts';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { Notice } from '../../lib/notice.tsx';
import { waitText } from '../../lib/wait-text.ts';
import type { Terminal } from './branches.queries.ts';
import { useRemovalCode } from './branches.queries.ts';

type RemovalDialogProps = { readonly terminal: Terminal; readonly skewMs: number; readonly onClose: () => void };

/** The owner's word that a till may be uninstalled although it has sales that are nowhere else: made only when it is asked for. */
export function RemovalDialog({ terminal, skewMs, onClose }: RemovalDialogProps) {
  const { t } = useTranslation();
  const { mutate, data, error, isPending } = useRemovalCode(terminal.id);
  return (
    <Dialog open size="small" onClose={onClose} closeLabel={t('app.close')} title={t('removal.title', { till: terminal.name })}>
      <div className="flex flex-col gap-4">
        {error && <FailureNotice error={error} onRetry={() => mutate()} />}
        {data ? <Code code={data.code} expiresAt={data.expiresAt - skewMs} onAnother={() => mutate()} /> : <Before terminal={terminal} />}
        {!data && (
          <Button variant="primary" stretch icon={KeyRound} busy={isPending} onClick={() => mutate()}>
            {t('removal.make')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function Before({ terminal }: { readonly terminal: Terminal }) {
  const { t } = useTranslation();
  const { count, value } = terminal.custody;
  return (
    <>
      <p className="text-14">{t('removal.text')}</p>
      {count > 0 && (
        <Notice tone="warning" icon={TriangleAlert}>
          {t('removal.held', { value: formatCop(value), records: t('terminals.count', { count }) })}
        </Notice>
      )}
    </>
  );
}

/** `expiresAt` by this device's clock. */
function Code({ code, expiresAt, onAnother }: { readonly code: string; readonly expiresAt: number; readonly onAnother: () => void }) {
  const { t } = useTranslation();
  const left = expiresAt - useNow(1000);
  if (left <= 0) {
    return (
      <>
        <Notice urgent tone="warning" icon={Hourglass}>
          {t('code.expired')}
        </Notice>
        <Button variant="primary" onClick={onAnother}>
          {t('code.another')}
        </Button>
      </>
    );
  }
  return (
    <>
      <div className="rounded-md border border-line-strong bg-surface p-4 text-center">
        <output aria-label={t('removal.label')} className="text-20 font-semibold tracking-wider sm:text-28 whitespace-nowrap select-all">
          {code}
        </output>
        <p className="mt-1 text-14 text-ink-muted">{t('removal.expires', { wait: waitText(t, left) })}</p>
      </div>
      <ol className="flex list-decimal flex-col gap-2 pl-5 text-14">
        <li>{t('removal.step1')}</li>
        <li>{t('removal.step2')}</li>
        <li>{t('removal.step3')}</li>
      </ol>
    </>
  );
}
