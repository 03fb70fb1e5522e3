import { Button } from '@fastops/ui/button';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { Rescue } from '../features/backups/rescue.tsx';
import { Wordmark } from './wordmark.tsx';

const KNOWN = [
  'database.newer',
  'database.damaged',
  'database.unsafe',
  'database.locked',
  'database.no-copy',
  'branch.not-started',
] as const;

/** What happened, what is safe, what to do. */
export function ProblemScreen({ code, onRetry }: { readonly code: string | undefined; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const known = KNOWN.find((each) => each === code);
  return (
    <main role="alert" className="flex h-full items-center justify-center p-6">
      <div className="flex w-[560px] flex-col gap-4 rounded-md border border-line bg-surface-raised p-8">
        <TriangleAlert aria-hidden className="size-8 text-warning" />
        <h1 className="text-28 font-semibold">{t('till.problem-title')}</h1>
        <p className="text-16">{t(known ? `fault.${known}` : 'fault.unknown')}</p>
        <p className="text-16 text-ink-muted">{t('till.problem-safe')}</p>
        {known === 'database.damaged' && <Rescue />}
        {code && <p className="text-12 text-ink-muted select-text">{t('till.problem-code', { code })}</p>}
        <Button size="touch" variant="primary" className="self-start" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </div>
    </main>
  );
}

/** Most starts are over before this would flicker, so it shows late. */
export function StartingScreen() {
  const { t } = useTranslation();
  return (
    <main className="flex h-full flex-col items-center justify-center gap-3" aria-busy>
      <div className="appear-late flex flex-col items-center gap-3">
        <Wordmark large />
        <p className="text-16 text-ink-muted">{t('till.starting')}</p>
      </div>
    </main>
  );
}
