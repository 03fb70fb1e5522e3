import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Skeleton } from '@fastops/ui/skeleton';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { setFilter, usePlace } from '../../lib/location.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { longDate } from './days.ts';
import { InvoicesPanel } from './invoices-panel.tsx';
import { PlansPanel } from './plans-panel.tsx';
import { Refused } from './refused.tsx';
import { StandingPanel } from './standing-panel.tsx';
import type { Overview } from './subscription.queries.ts';
import { useLeaving, useOverview, useReturned } from './subscription.queries.ts';
import { UsagePanel } from './usage-panel.tsx';

/** How the payment provider names the transaction when it sends somebody back. */
const TRANSACTION = 'id';

/** What the company has with us: where it stands, what it uses, what it owes and paid. */
export function SubscriptionScreen() {
  const { t } = useTranslation();
  useScreenTitle(t('subscription.screen'));
  useComingBack();
  const overview = useOverview();
  return (
    <div className="mx-auto flex max-w-[1100px] flex-col gap-4 p-4 lg:p-6">
      <div>
        <h1 className="text-28 font-semibold">{t('subscription.title')}</h1>
        <p className="max-w-[70ch] text-14 text-ink-muted">{t('subscription.intro')}</p>
      </div>
      {overview.error && <FailureNotice error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.isPending && <Skeleton className="h-72" />}
      {overview.data && (
        <>
          <StandingPanel overview={overview.data} />
          <UsagePanel overview={overview.data} />
          <InvoicesPanel invoices={overview.data.invoices} />
          <PlansPanel overview={overview.data} />
          <Leaving overview={overview.data} />
        </>
      )}
    </div>
  );
}

/** Asked about once; the address is then a plain one again, so that a reload asks nothing. */
function useComingBack(): void {
  const transaction = usePlace().search.get(TRANSACTION);
  const { mutate } = useReturned();
  useEffect(() => {
    if (transaction === null) return;
    mutate(transaction);
    setFilter(TRANSACTION, undefined);
  }, [transaction, mutate]);
}

function Leaving({ overview: { subscription } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const leaving = useLeaving();
  const [asks, setAsks] = useState(false);
  if (subscription.state === 'cancelled') return null;
  const end = longDate(subscription.periodEnd, locale);
  const close = () => setAsks(false);
  if (subscription.endsAtPeriodEnd)
    return (
      <div>
        <Button busy={leaving.isPending} onClick={() => leaving.mutate(false)}>
          {t('subscription.keep')}
        </Button>
      </div>
    );
  return (
    <div>
      <Button variant="ghost" onClick={() => setAsks(true)}>
        {t('subscription.cancel')}
      </Button>
      <Dialog
        open={asks}
        onClose={close}
        title={t('subscription.cancel')}
        description={t('subscription.cancelText', { end })}
        closeLabel={t('app.close')}
        footer={
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={close}>{t('subscription.keep')}</Button>
            <Button variant="danger" busy={leaving.isPending} onClick={() => leaving.mutate(true, { onSuccess: close })}>
              {t('subscription.cancelSure', { end })}
            </Button>
          </div>
        }
      >
        {leaving.error && <Refused error={leaving.error} />}
      </Dialog>
    </div>
  );
}
