import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { CloudCheck, CloudOff, FileCheck, HardDriveDownload, RefreshCw, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { moneyText } from '../../lib/money-text.ts';
import { useRefusalText } from '../../lib/refusal-text.ts';
import { useMe } from '../../lib/terminal.queries.ts';
import type { Held } from './sync.queries.ts';
import { useExport, useSyncNow } from './sync.queries.ts';

type LeaveDialogProps = {
  /** Undefined once it is in the cloud or in a checked file. */
  readonly held: Held | undefined;
  readonly online: boolean;
  /** What comes after this, on the last button. */
  readonly goLabel?: string;
  readonly onLeave: () => void;
  readonly onStay: () => void;
};

/** What is only on this till, before it is let go: try again, take it along as a checked file, or stay. */
export function LeaveDialog({ held, online, goLabel, onLeave, onStay }: LeaveDialogProps) {
  const { t } = useTranslation();
  const way = useExport();
  return (
    <Dialog
      open
      size="medium"
      onClose={onStay}
      closeLabel={t('common.close')}
      title={t(held ? 'sync.leave.title' : 'sync.leave.title-done')}
      footer={
        <div className="flex w-full flex-wrap justify-end gap-3">
          <Button size="touch" onClick={onStay}>
            {t('sync.leave.stay')}
          </Button>
          {held && <WaysOut exporting={way.isPending} onExport={() => way.mutate()} />}
          {!held && (
            <Button size="touch" variant="primary" onClick={onLeave}>
              {goLabel ?? t('common.close')}
            </Button>
          )}
        </div>
      }
    >
      <div role="status" className="flex flex-col gap-3 text-16">
        {held ? <Waiting held={held} online={online} /> : !way.data && <Remark icon={CloudCheck}>{t('sync.leave.done')}</Remark>}
        {way.data?.ok && <Kept path={way.data.value.path} count={way.data.value.count} />}
        <Fault answer={way.data} broken={way.isError} />
      </div>
    </Dialog>
  );
}

/** Both ask for somebody who answers for it, so before log-in there is neither. */
function WaysOut({ exporting, onExport }: { readonly exporting: boolean; readonly onExport: () => void }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const syncNow = useSyncNow();
  if (!me) return null;
  return (
    <>
      <Button size="touch" icon={RefreshCw} busy={syncNow.isPending} onClick={() => syncNow.mutate()}>
        {t('sync.leave.retry')}
      </Button>
      <Button size="touch" variant="primary" icon={HardDriveDownload} busy={exporting} onClick={onExport}>
        {t(exporting ? 'sync.leave.exporting' : 'sync.leave.export')}
      </Button>
    </>
  );
}

function Waiting({ held, online }: { readonly held: Held; readonly online: boolean }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const records = t('sync.records', { count: held.count });
  return (
    <>
      <p>{t('sync.leave.text', { records, value: moneyText(held.value) })}</p>
      {!online && <Remark icon={CloudOff}>{t('sync.leave.offline')}</Remark>}
      {!me && <p>{t('sync.leave.login-first')}</p>}
    </>
  );
}

function Kept({ path, count }: { readonly path: string; readonly count: number }) {
  const { t } = useTranslation();
  return (
    <>
      <Remark icon={FileCheck}>{t('sync.leave.exported', { records: t('sync.records', { count }) })}</Remark>
      <output className="rounded-md border border-line bg-surface p-3 text-14 break-all select-all">{path}</output>
    </>
  );
}

type FaultProps = { readonly answer: ReturnType<typeof useExport>['data']; readonly broken: boolean };

function Fault({ answer, broken }: FaultProps) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const text = broken ? t('common.not-saved') : answer && !answer.ok ? refusalText(answer.refusal) : undefined;
  return (
    text && (
      <span className="text-danger">
        <Remark icon={TriangleAlert}>{text}</Remark>
      </span>
    )
  );
}

function Remark({ icon: Icon, children }: { readonly icon: LucideIcon; readonly children: ReactNode }) {
  return (
    <p className="flex items-center gap-2">
      <Icon aria-hidden className="size-5 shrink-0" />
      {children}
    </p>
  );
}
