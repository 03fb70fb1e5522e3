import { Badge } from '@fastops/ui/badge';
import { useTranslation } from 'react-i18next';

import { Panel } from '../../lib/panel.tsx';
import type { Overview } from './subscription.queries.ts';

/** What is used of the plan, in figures and as a bar. */
export function UsagePanel({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const plan = overview.plans.find(({ id }) => id === overview.subscription.plan);
  if (!plan) return null;
  return (
    <Panel title={t('subscription.usage')}>
      <div className="grid gap-4 sm:grid-cols-3">
        {(['branches', 'terminals'] as const).map((what) => (
          <Meter key={what} label={t(`subscription.${what}`)} used={overview.usage[what]} limit={plan.limits[what]} />
        ))}
        <div>
          <p className="text-14 text-ink-muted">{t('subscription.history')}</p>
          <p className="text-20 font-semibold">{t('subscription.months', { count: plan.limits.historyMonths })}</p>
          <p className="mt-2 flex flex-wrap gap-1">
            {plan.limits.modules.map((module) => (
              <Badge key={module}>{t(`subscription.modules.${module}`)}</Badge>
            ))}
          </p>
        </div>
      </div>
    </Panel>
  );
}

function Meter({ label, used, limit }: { readonly label: string; readonly used: number; readonly limit: number }) {
  const { t } = useTranslation();
  const words = t('subscription.of', { used, limit });
  return (
    <div>
      <p className="text-14 text-ink-muted">{label}</p>
      <p className="text-20 font-semibold">{words}</p>
      <meter className="sr-only" aria-label={label} min={0} max={limit} value={Math.min(used, limit)} />
      <div aria-hidden className="mt-2 h-2 overflow-clip rounded-full bg-surface-strong">
        <div
          className={used >= limit ? 'h-full bg-warning' : 'h-full bg-accent'}
          style={{ width: `${Math.min(100, (used / limit) * 100)}%` }}
        />
      </div>
      {used >= limit && <p className="mt-1 text-14 text-warning">{t('subscription.full')}</p>}
    </div>
  );
}
