import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { useTranslation } from 'react-i18next';

import { Panel } from '../../lib/panel.tsx';
import { Refused } from './refused.tsx';
import type { Overview } from './subscription.queries.ts';
import { useChoosePlan } from './subscription.queries.ts';

/** The price list; what holds less than there is says so when it is chosen. */
export function PlansPanel({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const choose = useChoosePlan();
  const { plan: current, nextPlan } = overview.subscription;
  return (
    <Panel title={t('subscription.plans')}>
      {choose.error && (
        <div className="mb-4">
          <Refused error={choose.error} />
        </div>
      )}
      <ul className="grid gap-4 md:grid-cols-3">
        {overview.plans.map(({ id, monthly, limits }) => (
          <li key={id} className="flex flex-col gap-2 rounded-md border border-line p-4">
            <div className="flex flex-wrap items-center gap-2">
              <h3 className="text-16 font-semibold">{t(`subscription.plan.${id}`)}</h3>
              {id === current && <Badge tone="positive">{t('subscription.current')}</Badge>}
              {id === nextPlan && id !== current && <Badge tone="info">{t('subscription.next')}</Badge>}
            </div>
            <p className="text-14 text-ink-muted">{t(`subscription.planFor.${id}`)}</p>
            <p>
              <Money amount={monthly} className="text-20 font-semibold" />{' '}
              <span className="text-14 text-ink-muted">{t('subscription.perMonth')}</span>
            </p>
            <ul className="flex-1 text-14">
              <li>
                {t('subscription.branches')}: {limits.branches}
              </li>
              <li>
                {t('subscription.terminals')}: {limits.terminals}
              </li>
              <li>
                {t('subscription.history')}: {t('subscription.months', { count: limits.historyMonths })}
              </li>
            </ul>
            {id !== nextPlan && (
              <Button stretch busy={choose.isPending && choose.variables === id} onClick={() => choose.mutate(id)}>
                {t('subscription.choose', { plan: t(`subscription.plan.${id}`) })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
