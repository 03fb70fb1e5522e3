import { Badge, type Tone } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { useTranslation } from 'react-i18next';

import { useLanguage } from '../../lib/i18n.ts';
import { longDay, type BilledInvoice } from './operator.queries.ts';

const TONE: Readonly<Record<BilledInvoice['state'], Tone>> = { open: 'warning', paid: 'positive', void: 'neutral' };

type InvoiceRowProps = { readonly invoice: BilledInvoice; readonly company: string; readonly onPay: () => void };

/** One invoice: whose, for what, how it stands, and the way to say that its money came. */
export function InvoiceRow({ invoice, company, onPay }: InvoiceRowProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const { number, plan, state, dueAt, paidAt, paidBy } = invoice;
  const by = paidBy === 'wompi' ? 'wompi' : 'manual';
  const told =
    paidAt === null
      ? t('operator.invoices.due', { day: longDay(dueAt, locale) })
      : t('operator.invoices.paidOn', { day: longDay(paidAt, locale), by: t(`operator.invoices.by.${by}`) });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-4 py-3 text-14 first:border-t-0">
      <span className="min-w-0 flex-1 basis-[240px]">
        <span className="font-semibold wrap-break-word">{company}</span>
        <span className="block text-ink-muted">
          {t('subscription.number', { number })} · {t(`subscription.plan.${plan}`)} · {told}
        </span>
      </span>
      <Badge tone={TONE[state]}>{t(`subscription.invoiceState.${state}`)}</Badge>
      <Money amount={invoice.amount} className="font-semibold" />
      {state === 'open' && (
        <Button aria-label={t('operator.invoices.payNamed', { number, company })} onClick={onPay}>
          {t('operator.invoices.pay')}
        </Button>
      )}
    </li>
  );
}
