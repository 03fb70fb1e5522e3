import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { CloudOff, Hourglass, Lock, RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { failureOf } from './failure.ts';

const ICON = { unreachable: CloudOff, forbidden: Lock, throttled: Hourglass, broken: TriangleAlert } as const;
type Told = keyof typeof ICON;

/** In place of what could not be brought: what happened, what is safe, and the way to try again. */
export function FailureNotice({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const told = toTold(failureOf(error).kind);
  return (
    <div role="alert">
      <EmptyState
        icon={ICON[told]}
        title={t(`failure.${told}Title`)}
        text={t(`failure.${told}`)}
        action={
          <Button icon={RotateCw} onClick={onRetry}>
            {t('app.retry')}
          </Button>
        }
      />
    </div>
  );
}

function toTold(kind: string): Told {
  return kind === 'unreachable' || kind === 'forbidden' || kind === 'throttled' ? kind : 'broken';
}
