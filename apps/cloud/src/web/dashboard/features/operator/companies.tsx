import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { Search } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { formText } from '../../lib/form-text.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { ActDialog, SuspendDialog } from './operator-dialogs.tsx';
import { useListedCompanies, useOperatorLogout, type ListedCompany } from './operator.queries.ts';

type Asked = { readonly kind: 'suspend' | 'act'; readonly company: ListedCompany };

export function Companies({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Asked>();
  const listed = useListedCompanies(text);
  const logout = useOperatorLogout();
  const companies = listed.data?.pages.flatMap((page) => page.companies) ?? [];

  function search(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setText(formText(new FormData(event.currentTarget), 'text').trim());
  }

  return (
    <main className="mx-auto flex max-w-[1200px] flex-col gap-4 p-4 lg:p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-28 font-semibold">{t('tenancy.operator.screen')}</h1>
        <span className="flex items-center gap-3 text-14">
          {name}
          <Button onClick={() => logout.mutate()}>{t('tenancy.operator.logout')}</Button>
        </span>
      </div>
      <form role="search" onSubmit={search} className="flex flex-wrap items-end gap-3">
        <TextField label={t('tenancy.operator.search')} name="text" className="min-w-0 flex-1" maxLength={80} />
        <Button type="submit" icon={Search}>
          {t('tenancy.operator.find')}
        </Button>
      </form>
      {listed.isError && <FailureNotice error={listed.error} onRetry={() => void listed.refetch()} />}
      {listed.isSuccess && companies.length === 0 && <p className="text-14">{t('tenancy.operator.none')}</p>}
      <ul aria-label={t('tenancy.operator.caption')} className="overflow-clip rounded-md border border-line bg-surface-raised">
        {companies.map((company) => (
          <CompanyRow key={company.companyId} company={company} onAsk={(kind) => setAsked({ kind, company })} />
        ))}
      </ul>
      {listed.hasNextPage && (
        <div>
          <Button busy={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>
            {t('tenancy.operator.more')}
          </Button>
        </div>
      )}
      {asked?.kind === 'suspend' && <SuspendDialog company={asked.company} onClose={() => setAsked(undefined)} />}
      {asked?.kind === 'act' && <ActDialog company={asked.company} onClose={() => setAsked(undefined)} />}
    </main>
  );
}

function CompanyRow({ company, onAsk }: { readonly company: ListedCompany; readonly onAsk: (kind: Asked['kind']) => void }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const { usage } = company;
  const contact =
    usage.lastContactAt === null
      ? t('tenancy.operator.never')
      : new Date(usage.lastContactAt).toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short' });
  const facts: [string, string][] = [
    [t('tenancy.operator.branches'), String(usage.branches)],
    [t('tenancy.operator.terminals'), String(usage.terminals)],
    [t('tenancy.operator.people'), String(usage.people)],
    [t('tenancy.operator.orders'), usage.orders30.toLocaleString(locale)],
    [t('tenancy.operator.contact'), contact],
  ];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t border-line px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-[220px]">
        <p className="text-16 font-semibold wrap-break-word">
          {company.name} <State company={company} />
        </p>
        <p className="text-14 text-ink-muted">
          {company.legalName} · {company.nit}
        </p>
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
      <div className="flex gap-2">
        <Button onClick={() => onAsk('act')}>{t('tenancy.operator.actAs')}</Button>
        <Button variant={company.suspendedAt === null ? 'danger' : 'secondary'} onClick={() => onAsk('suspend')}>
          {t(company.suspendedAt === null ? 'tenancy.operator.suspend' : 'tenancy.operator.resume')}
        </Button>
      </div>
    </li>
  );
}

function State({ company }: { readonly company: ListedCompany }) {
  const { t } = useTranslation();
  if (company.closedAt !== null) return <Badge>{t('tenancy.operator.closed')}</Badge>;
  if (company.suspendedAt !== null) return <Badge tone="danger">{t('tenancy.operator.suspended')}</Badge>;
  if (company.closesAt !== null) return <Badge tone="warning">{t('tenancy.operator.closing')}</Badge>;
  return <Badge tone="positive">{t('tenancy.operator.active')}</Badge>;
}
