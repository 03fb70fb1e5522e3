import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { Skeleton } from '@fastops/ui/skeleton';
import { ArrowLeft, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { InnerLink } from '../../lib/inner-link.tsx';
import { PATHS } from '../../lib/paths.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { longDate } from './days.ts';
import { useInvoice } from './subscription.queries.ts';

/** One invoice as a sheet of paper: the browser prints it, or saves it as PDF. */
export function InvoiceScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const { data, error, refetch } = useInvoice(id);
  const number = data?.invoice.number ?? '';
  useScreenTitle(t('subscription.number', { number }));
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="m-6 h-96" />;
  const { company, invoice } = data;
  const day = longDate(invoice.paidAt ?? invoice.dueAt, locale);
  const period = { start: longDate(invoice.periodStart, locale), end: longDate(invoice.periodEnd, locale) };
  return (
    <div className="mx-auto flex max-w-[720px] flex-col gap-4 p-4 lg:p-6">
      <div className="flex flex-wrap items-center justify-between gap-2 print:hidden">
        <InnerLink to={PATHS.subscription} icon={ArrowLeft}>
          {t('subscription.back')}
        </InnerLink>
        <Button variant="primary" icon={Printer} onClick={() => window.print()}>
          {t('subscription.printNow')}
        </Button>
      </div>
      <article className="flex flex-col gap-6 rounded-md border border-line bg-surface-raised p-6 print:border-0">
        <header className="flex flex-wrap items-start justify-between gap-4">
          <div>
            <h1 className="text-28 font-semibold">{t('subscription.number', { number })}</h1>
            <p className="text-ink-muted">{longDate(invoice.issuedAt, locale)}</p>
          </div>
          <p className="text-20 font-semibold">{t('app.name')}</p>
        </header>
        <p>
          <span className="block text-14 text-ink-muted">{t('subscription.billedTo')}</span>
          <span className="font-semibold">{company}</span>
        </p>
        <table className="w-full text-left">
          <tbody>
            <tr className="border-y border-line">
              <td className="py-3">
                {t('subscription.line', { plan: t(`subscription.plan.${invoice.plan}`) })}
                <span className="block text-14 text-ink-muted">{t('subscription.period', period)}</span>
              </td>
              <td className="py-3 text-right">
                <Money amount={invoice.amount} />
              </td>
            </tr>
            <tr>
              <th className="py-3 font-semibold">{t('subscription.total')}</th>
              <td className="py-3 text-right text-20 font-semibold">
                <Money amount={invoice.amount} />
              </td>
            </tr>
          </tbody>
        </table>
        <p className="font-semibold">
          {invoice.state === 'void'
            ? t('subscription.invoiceState.void')
            : t(invoice.state === 'paid' ? 'subscription.paidOn' : 'subscription.dueOn', { day })}
        </p>
        <p className="text-14 text-ink-muted">{t('subscription.notFiscal')}</p>
      </article>
    </div>
  );
}
