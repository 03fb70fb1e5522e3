import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { CloudOff, CreditCard, Hourglass, Lock, RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { failureOf } from './failure.ts';
import { planLimitOf } from './plan-limit.ts';

const ICON = { unreachable: CloudOff, forbidden: Lock, throttled: Hourglass, broken: TriangleAlert } as const;
type Told = keyof typeof ICON;

/** In place of what could not be brought: what happened, what is safe, and the way to try again. */
export function FailureNotice({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const limit = planLimitOf(error);
  if (limit)
    return (
      <div role="alert">
        <EmptyState icon={CreditCard} title={t('subscription.full')} text={t(`subscription.limit.${limit.what}`, limit)} />
      </div>
    );
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
