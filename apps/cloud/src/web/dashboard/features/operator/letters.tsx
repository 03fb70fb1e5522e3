import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { useToast } from '@fastops/ui/toast';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { operatorEsCo } from '../../lib/messages/operator.es-co.ts';
import { Notice } from '../../lib/notice.tsx';
import { useBuryLetter, useLetters, useReviveLetter, type Letter } from './operator.queries.ts';

type Kind = keyof typeof operatorEsCo.letters.kind;
const isKnown = (job: string): job is Kind => Object.hasOwn(operatorEsCo.letters.kind, job);

/** Work that failed at each of its tries: to be tried again once its cause is gone, or let go. */
export function Letters() {
  const { t } = useTranslation();
  const say = useToast();
  const letters = useLetters();
  const revive = useReviveLetter();
  const [toBury, setToBury] = useState<Letter>();
  if (letters.isError) return <FailureNotice error={letters.error} onRetry={() => void letters.refetch()} />;
  if (letters.isPending) return <Skeleton className="h-40" />;
  if (letters.data.length === 0)
    return <EmptyState icon={CircleCheck} title={t('operator.letters.none')} text={t('operator.letters.noneText')} />;
  return (
    <>
      {revive.isError && (
        <Notice urgent tone="danger" icon={TriangleAlert}>
          {t('operator.failed')}
        </Notice>
      )}
      <ul aria-label={t('operator.letters.caption')} className="overflow-clip rounded-md border border-line bg-surface-raised">
        {letters.data.map((letter) => (
          <LetterRow
            key={letter.id}
            letter={letter}
            busy={revive.isPending && revive.variables === letter.id}
            onRevive={() => revive.mutate(letter.id, { onSuccess: () => say({ tone: 'positive', title: t('operator.letters.revived') }) })}
            onBury={() => setToBury(letter)}
          />
        ))}
      </ul>
      {toBury && <BuryDialog letter={toBury} onClose={() => setToBury(undefined)} />}
    </>
  );
}

type LetterRowProps = {
  readonly letter: Letter;
  readonly busy: boolean;
  readonly onRevive: () => void;
  readonly onBury: () => void;
};

function LetterRow({ letter, busy, onRevive, onBury }: LetterRowProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const when = new Date(letter.diedAt).toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-t border-line px-4 py-3 text-14 first:border-t-0">
      <div className="min-w-0 flex-1 basis-[280px]">
        <p className="text-16 font-semibold">{isKnown(letter.job) ? t(`operator.letters.kind.${letter.job}`) : letter.job}</p>
        <p className="text-ink-muted">
          {t('operator.letters.died', { when })} · {t('operator.letters.attempts', { count: letter.attempts })}
        </p>
        <p className="mt-1 wrap-break-word text-danger">{letter.error}</p>
        <details className="mt-1">
          <summary className="min-h-6 cursor-pointer">{t('operator.letters.payload')}</summary>
          <code className="block text-12 break-all">{JSON.stringify(letter.payload).slice(0, 2_000)}</code>
        </details>
      </div>
      <div className="flex gap-2">
        <Button busy={busy} onClick={onRevive}>
          {t('operator.letters.revive')}
        </Button>
        <Button variant="ghost" onClick={onBury}>
          {t('operator.letters.bury')}
        </Button>
      </div>
    </li>
  );
}

function BuryDialog({ letter, onClose }: { readonly letter: Letter; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useToast();
  const bury = useBuryLetter();

  function done() {
    say({ tone: 'info', title: t('operator.letters.buried') });
    onClose();
  }

  return (
    <Dialog open onClose={onClose} closeLabel={t('app.close')} title={t('operator.letters.buryTitle')}>
      <div className="flex flex-col gap-4">
        <p className="text-14">{t('operator.letters.buryText')}</p>
        {bury.isError && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {t('operator.failed')}
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t('operator.cancel')}</Button>
          <Button variant="danger" busy={bury.isPending} onClick={() => bury.mutate(letter.id, { onSuccess: done })}>
            {t('operator.letters.bury')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
