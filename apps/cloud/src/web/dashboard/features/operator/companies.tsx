import { formatCop } from '@fastops/shared/base/money';
import { Badge, type Tone } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { BillingDialog } from './billing-dialog.tsx';
import { ActDialog, SuspendDialog } from './operator-dialogs.tsx';
import { useListedCompanies, type ListedCompany } from './operator.queries.ts';
import { SearchForm } from './search-form.tsx';

const DIALOG = { billing: BillingDialog, suspend: SuspendDialog, act: ActDialog } as const;
type Asked = { readonly kind: keyof typeof DIALOG; readonly company: ListedCompany };

/** Every company by name, with what it uses and how it stands. */
export function Companies() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Asked>();
  const listed = useListedCompanies(text);
  const companies = listed.data?.pages.flatMap((page) => page.companies) ?? [];
  const Asking = asked && DIALOG[asked.kind];
  return (
    <>
      <SearchForm onSearch={setText} />
      {listed.isError && <FailureNotice error={listed.error} onRetry={() => void listed.refetch()} />}
      {listed.isSuccess && companies.length === 0 && <p className="text-14">{t('operator.none')}</p>}
      <ul aria-label={t('operator.caption')} className="overflow-clip rounded-md border border-line bg-surface-raised">
        {companies.map((company) => (
          <CompanyRow key={company.companyId} company={company} onAsk={(kind) => setAsked({ kind, company })} />
        ))}
      </ul>
      {listed.hasNextPage && (
        <div>
          <Button busy={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>
            {t('operator.more')}
          </Button>
        </div>
      )}
      {Asking && <Asking company={asked.company} onClose={() => setAsked(undefined)} />}
    </>
  );
}

const STANDING: Readonly<Record<ListedCompany['standing']['state'], Tone>> = {
  trialing: 'info',
  active: 'positive',
  'past-due': 'warning',
  suspended: 'danger',
  cancelled: 'neutral',
};

function CompanyRow({ company, onAsk }: { readonly company: ListedCompany; readonly onAsk: (kind: Asked['kind']) => void }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const { usage, standing } = company;
  const contact =
    usage.lastContactAt === null
      ? t('operator.never')
      : new Date(usage.lastContactAt).toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short' });
  const facts: [string, string][] = [
    [t('operator.plan'), t(`subscription.plan.${standing.plan}`)],
    [t('operator.branches'), String(usage.branches)],
    [t('operator.terminals'), String(usage.terminals)],
    [t('operator.people'), String(usage.people)],
    [t('operator.orders'), usage.orders30.toLocaleString(locale)],
    [t('operator.contact'), contact],
  ];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t border-line px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-[220px]">
        <p className="text-16 font-semibold wrap-break-word">
          {company.name} <State company={company} />{' '}
          <Badge tone={STANDING[standing.state]}>{t(`subscription.state.${standing.state}`)}</Badge>
        </p>
        <p className="text-14 text-ink-muted">
          {company.legalName} · {company.nit}
        </p>
        {standing.owed !== null && <p className="text-14 text-warning">{t('operator.owed', { amount: formatCop(standing.owed) })}</p>}
        {company.suspendedReason !== '' && <p className="text-14 text-danger">{company.suspendedReason}</p>}
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-14">
        {facts.map(([title, value]) => (
          <div key={title}>
            <dt className="text-12 text-ink-muted">{title}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onAsk('billing')}>{t('operator.billing.open')}</Button>
        <Button onClick={() => onAsk('act')}>{t('operator.actAs')}</Button>
        <Button variant={company.suspendedAt === null ? 'danger' : 'secondary'} onClick={() => onAsk('suspend')}>
          {t(company.suspendedAt === null ? 'operator.suspend' : 'operator.resume')}
        </Button>
      </div>
    </li>
  );
}

function State({ company }: { readonly company: ListedCompany }) {
  const { t } = useTranslation();
  if (company.closedAt !== null) return <Badge>{t('operator.closed')}</Badge>;
  if (company.suspendedAt !== null) return <Badge tone="danger">{t('operator.suspended')}</Badge>;
  if (company.closesAt !== null) return <Badge tone="warning">{t('operator.closing')}</Badge>;
  return <Badge tone="positive">{t('operator.active')}</Badge>;
}
