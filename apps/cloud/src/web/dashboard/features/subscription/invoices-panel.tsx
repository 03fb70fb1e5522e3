import { Badge, type Tone } from '@fastops/ui/badge';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Printer, ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useLanguage } from '../../lib/i18n.ts';
import { InnerLink } from '../../lib/inner-link.tsx';
import { Panel } from '../../lib/panel.tsx';
import { invoicePath } from '../../lib/paths.ts';
import { longDate } from './days.ts';
import type { Invoice } from './subscription.queries.ts';

const TONE: Readonly<Record<Invoice['state'], Tone>> = { open: 'warning', paid: 'positive', void: 'neutral' };

/** Every invoice, the newest first; each opens as a page to print. */
export function InvoicesPanel({ invoices }: { readonly invoices: readonly Invoice[] }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  return (
    <Panel title={t('subscription.invoices')} flush>
      {invoices.length === 0 && (
        <EmptyState icon={ReceiptText} title={t('subscription.noInvoicesTitle')} text={t('subscription.noInvoicesText')} />
      )}
      <ul>
        {invoices.map(({ id, number, periodStart, periodEnd, amount, state }) => {
          const period = { start: longDate(periodStart, locale), end: longDate(periodEnd, locale) };
          return (
            <li
              key={id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b border-line px-4 py-3 text-14 last:border-0 sm:grid-cols-[minmax(0,1fr)_auto_auto_auto]"
            >
              <span className="min-w-0">
                <span className="font-semibold">{t('subscription.number', { number })}</span>
                <span className="block text-ink-muted">{t('subscription.period', period)}</span>
              </span>
              <Money amount={amount} className="text-right font-semibold" />
              <span>
                <Badge tone={TONE[state]}>{t(`subscription.invoiceState.${state}`)}</Badge>
              </span>
              <InnerLink to={invoicePath(id)} icon={Printer} label={t('subscription.print', { number })}>
                {t('subscription.see')}
              </InnerLink>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
