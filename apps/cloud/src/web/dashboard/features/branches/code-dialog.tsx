import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { IconButton } from '@fastops/ui/icon-button';
import { Skeleton } from '@fastops/ui/skeleton';
import { useToast } from '@fastops/ui/toast';
import { CircleCheck, Copy, Hourglass, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renderSVG } from 'uqr';

import { useNow } from '../../lib/clock.ts';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { Notice } from '../../lib/notice.tsx';
import { waitText } from '../../lib/wait-text.ts';
import type { Branch, Terminal } from './branches.queries.ts';
import { useCreateCode } from './branches.queries.ts';

type CodeDialogProps = {
  readonly branch: Branch;
  readonly terminals: readonly Terminal[];
  readonly skewMs: number;
  /** A till that goes on as itself: its name, its sales and its permissions stay, and its old key is good for nothing. */
  readonly again?: Terminal;
  readonly onClose: () => void;
};

/** A one-use code for a new till: what it is, how long it lives, what to do with it, and when it worked. */
export function CodeDialog({ branch, terminals, skewMs, again, onClose }: CodeDialogProps) {
  const { t } = useTranslation();
  const [before] = useState(() => new Map(terminals.map((terminal) => [terminal.id, terminal.enrolledAt])));
  const { mutate, data, error, isPending } = useCreateCode(branch.id, again?.id);
  const joined = terminals.find((terminal) => terminal.branchId === branch.id && before.get(terminal.id) !== terminal.enrolledAt);

  useEffect(() => mutate(), [mutate]);

  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={again ? t('code.titleAgain', { till: again.name }) : t('code.title', { branch: branch.name })}
      footer={
        joined && (
          <Button variant="primary" stretch onClick={onClose}>
            {t('code.done')}
          </Button>
        )
      }
    >
      {joined && <EmptyState icon={CircleCheck} title={t('code.joinedTitle', { name: joined.name })} text={t('code.joinedText')} />}
      {!joined && error && <FailureNotice error={error} onRetry={() => mutate()} />}
      {!joined && isPending && <Making />}
      {!joined && data && !isPending && (
        <Code code={data.code} expiresAt={data.expiresAt - skewMs} again={again !== undefined} onAnother={() => mutate()} />
      )}
    </Dialog>
  );
}

function Making() {
  const { t } = useTranslation();
  return (
    <div aria-busy role="status">
      <span className="sr-only">{t('code.making')}</span>
      <Skeleton className="h-24" />
    </div>
  );
}

/** `expiresAt` by this device's clock. */
type CodeProps = { readonly code: string; readonly expiresAt: number; readonly again: boolean; readonly onAnother: () => void };

function Code({ code, expiresAt, again, onAnother }: CodeProps) {
  const { t } = useTranslation();
  const left = expiresAt - useNow(1000);
  if (left <= 0) {
    return (
      <div className="flex flex-col gap-4">
        <Notice urgent tone="warning" icon={Hourglass}>
          {t('code.expired')}
        </Notice>
        <Button variant="primary" icon={RefreshCw} onClick={onAnother}>
          {t('code.another')}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="rounded-md border border-line-strong bg-surface p-4 text-center">
        <CodeText code={code} />
        <img
          alt={t('code.qr')}
          className="mx-auto mt-3 size-40 rounded-md border border-line bg-white p-2"
          src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(enrolLink(code), { border: 1 }))}`}
        />
        <p className="mt-1 text-14 text-ink-muted">{t('code.expires', { wait: waitText(t, left) })}</p>
      </div>
      <h3 className="text-14 font-semibold">{t('code.stepsTitle')}</h3>
      <ol className="flex list-decimal flex-col gap-2 pl-5 text-14">
        <li>{t(again ? 'code.stepAgain' : 'code.step1')}</li>
        <li>{t('code.step2')}</li>
        <li>{t('code.step3')}</li>
      </ol>
    </div>
  );
}

function CodeText({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const toast = useToast();

  // A plain-http address on the shop's own network has no clipboard.
  const copies = window.isSecureContext;

  async function copy() {
    await navigator.clipboard.writeText(code);
    toast({ tone: 'positive', title: t('code.copied') });
  }

  return (
    <div className="flex items-center justify-center gap-2">
      <output aria-label={t('code.label')} className="text-28 font-semibold tracking-wider sm:text-40 whitespace-nowrap select-all">
        {code}
      </output>
      {copies && <IconButton icon={Copy} label={t('code.copy')} onClick={() => void copy()} />}
    </div>
  );
}

/** What a till's scanner types: where its cloud is, and the code. */
function enrolLink(code: string): string {
  return `fastops://enrol?${new URLSearchParams({ cloud: window.location.origin, code }).toString()}`;
}
