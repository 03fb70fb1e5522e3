import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Select } from '@fastops/ui/select';
import { Skeleton } from '@fastops/ui/skeleton';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { formText } from '../../lib/form-text.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Notice } from '../../lib/notice.tsx';
import { planLimitOf } from '../../lib/plan-limit.ts';
import { InvoiceRow } from './invoice-row.tsx';
import {
  longDay,
  useBilling,
  useChangePlan,
  type Billing,
  type BilledInvoice,
  type ListedCompany,
  type PlanId,
} from './operator.queries.ts';
import { PaidDialog } from './paid-dialog.tsx';

type BillingDialogProps = { readonly company: ListedCompany; readonly onClose: () => void };

/** A company's plan, what it uses of it, and what it was billed. */
export function BillingDialog({ company, onClose }: BillingDialogProps) {
  const { t } = useTranslation();
  const billing = useBilling(company.companyId);
  const [toPay, setToPay] = useState<BilledInvoice>();
  const { companyId, name } = company;
  if (toPay) return <PaidDialog invoice={{ ...toPay, companyId, company: name }} onClose={() => setToPay(undefined)} />;
  return (
    <Dialog open size="medium" onClose={onClose} closeLabel={t('app.close')} title={t('operator.billing.title', { company: name })}>
      {billing.isPending && <Skeleton className="h-60" />}
      {billing.isError && <FailureNotice error={billing.error} onRetry={() => void billing.refetch()} />}
      {billing.data && (
        <div className="flex flex-col gap-5">
          <Standing billing={billing.data} />
          <PlanForm company={company} billing={billing.data} />
          {billing.data.invoices.length === 0 && <p className="text-14 text-ink-muted">{t('operator.billing.none')}</p>}
          {billing.data.invoices.length > 0 && (
            <ul aria-label={t('subscription.invoices')} className="overflow-clip rounded-md border border-line">
              {billing.data.invoices.map((invoice) => (
                <InvoiceRow key={invoice.id} invoice={invoice} company={name} onPay={() => setToPay(invoice)} />
              ))}
            </ul>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Standing({ billing }: { readonly billing: Billing }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const { subscription, worksUntil, usage, plans } = billing;
  const limits = plans.find(({ id }) => id === subscription.plan)?.limits;
  return (
    <div className="text-14">
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-16 font-semibold">{t(`subscription.plan.${subscription.plan}`)}</span>
        <Badge>{t(`subscription.state.${subscription.state}`)}</Badge>
      </p>
      <p className="text-ink-muted">
        {worksUntil === null
          ? t('operator.billing.paidUntil', { day: longDay(subscription.periodEnd, locale) })
          : t('operator.billing.worksUntil', { day: longDay(worksUntil, locale) })}
      </p>
      {limits && (
        <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
          {(['branches', 'terminals'] as const).map((what) => (
            <div key={what}>
              <dt className="text-12 text-ink-muted">{t(`subscription.${what}`)}</dt>
              <dd className={usage[what] >= limits[what] ? 'font-semibold text-warning' : 'font-semibold'}>
                {t('subscription.of', { used: usage[what], limit: limits[what] })}
              </dd>
            </div>
          ))}
          <div>
            <dt className="text-12 text-ink-muted">{t('subscription.history')}</dt>
            <dd className="font-semibold">{t('subscription.months', { count: limits.historyMonths })}</dd>
          </div>
          <div>
            <dt className="text-12 text-ink-muted">{t('subscription.includes')}</dt>
            <dd className="flex flex-wrap gap-1">
              {limits.modules.map((module) => (
                <Badge key={module}>{t(`subscription.modules.${module}`)}</Badge>
              ))}
            </dd>
          </div>
        </dl>
      )}
    </div>
  );
}

function PlanForm({ company, billing }: { readonly company: ListedCompany; readonly billing: Billing }) {
  const { t } = useTranslation();
  const say = useToast();
  const change = useChangePlan();
  const { plan: current } = billing.subscription;
  const [plan, setPlan] = useState<PlanId>(current);
  const over = planLimitOf(change.error);
  const { companyId, name } = company;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const reason = formText(new FormData(form), 'reason').trim();
    const title: string = t('operator.billing.changed', { company: name, plan: t(`subscription.plan.${plan}`) });
    if (reason === '' || plan === current) return;
    change.mutate(
      { companyId, plan, reason },
      {
        onSuccess: () => {
          form.reset();
          say({ tone: 'positive', title });
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3 rounded-md border border-line p-4">
      {change.isError && (
        <Notice urgent tone="danger" icon={TriangleAlert}>
          {over ? t(`operator.billing.over.${over.what}`, over) : t('operator.failed')}
        </Notice>
      )}
      <div className="flex flex-wrap items-start gap-3">
        <div className="w-40">
          <Select<PlanId>
            label={t('operator.billing.plan')}
            value={plan}
            options={billing.plans.map(({ id }) => ({ value: id, label: t(`subscription.plan.${id}`) }))}
            onChange={setPlan}
          />
        </div>
        <TextField
          label={t('operator.reason')}
          hint={t('operator.reasonHint')}
          name="reason"
          maxLength={200}
          required
          className="min-w-0 flex-1 basis-52"
        />
      </div>
      <div>
        <Button type="submit" busy={change.isPending} disabledReason={plan === current ? t('operator.billing.same') : undefined}>
          {t('operator.billing.change')}
        </Button>
      </div>
    </form>
  );
}
