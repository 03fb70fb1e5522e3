import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { CloudOff, CreditCard, Hourglass, Lock, RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { failureOf } from './failure.ts';
import { InnerLink } from './inner-link.tsx';
import { PATHS } from './paths.ts';
import { planGapOf, planLimitOf, type PlanGap } from './plan-limit.ts';
import { shortBusinessDay } from './format.ts';
import { useLanguage } from './i18n.ts';
import { useMe } from './me.ts';

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
  const gap = planGapOf(error);
  if (gap) return <GapNotice gap={gap} />;
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

/** Nothing went wrong: the plan doesn't hold it, and whoever may change the plan is shown where. */
function GapNotice({ gap }: { readonly gap: PlanGap }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const mayChange = useMe().data?.permissions.includes('company.manage') ?? false;
  const text: string =
    gap.kind === 'module'
      ? t(`subscription.gap.module.${gap.module}`)
      : t('subscription.gap.history', { count: gap.months, day: shortBusinessDay(gap.first, locale) });
  return (
    <div role="alert">
      <EmptyState
        icon={CreditCard}
        title={t(`subscription.gap.${gap.kind}Title`)}
        text={text}
        action={
          mayChange && (
            <InnerLink to={PATHS.subscription} icon={CreditCard} label={t('subscription.gap.plans')}>
              {t('subscription.gap.plans')}
            </InnerLink>
          )
        }
      />
    </div>
  );
}

function toTold(kind: string): Told {
  return kind === 'unreachable' || kind === 'forbidden' || kind === 'throttled' ? kind : 'broken';
}
