import type { Money as Amount } from '@fastops/shared/base/money';
import { formatCop } from '@fastops/shared/base/money';
import { wholeUnits } from '@fastops/shared/catalog/tax';
import type { LineChoice, OrderLine, Payment } from '@fastops/shared/orders/order.events';
import type { TaxTotal } from '@fastops/shared/orders/totals';
import { lineTotal } from '@fastops/shared/orders/totals';
import { Money } from '@fastops/ui/money';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { clockTime, longDay, rateText } from './format.ts';
import { useLanguage } from './i18n.ts';
import { Notice } from './notice.tsx';
import { methodText, orderTypeText, reviewText } from './words.ts';
import type { Answers } from './api.ts';

/** Everything about one order, read from top to bottom like its receipt. */
type OrderTicketProps = { readonly detail: Answers['dashboard']['order']; readonly utcOffsetHours: number };

export function OrderTicket({ detail, utcOffsetHours }: OrderTicketProps) {
  const { t } = useTranslation();
  const { order } = detail;
  return (
    <div className="flex flex-col gap-5">
      {order.needsReview.map((reason) => (
        <Notice key={reason} tone="warning" icon={TriangleAlert}>
          {reviewText(t, reason)}
        </Notice>
      ))}
      <Where detail={detail} utcOffsetHours={utcOffsetHours} />
      {/* Takes the focus so that a ticket longer than the screen can be scrolled by key. */}
      <section aria-label={t('order.lines')} tabIndex={0} className="outline-offset-4">
        <ul className="border-t border-line">
          {order.lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
        <Row strong label={t('order.total')} amount={order.totals.total} />
      </section>
      <Part title={t('order.taxes')}>
        {order.totals.taxes.map((tax) => (
          <Tax key={`${tax.code} ${tax.rateBp}`} tax={tax} />
        ))}
      </Part>
      <Part title={t('order.payments')}>
        {order.payments.length === 0 && <p className="text-14 text-ink-muted">{t('order.noPayments')}</p>}
        {order.payments.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} />
        ))}
        {order.balance > 0 && <Row strong label={t('order.balance')} amount={order.balance} />}
      </Part>
    </div>
  );
}

function Where({ detail, utcOffsetHours }: OrderTicketProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const wall = { at: detail.at, utcOffsetHours };
  const facts: readonly (readonly [string, string])[] = [
    [t('order.when'), `${clockTime(wall)} · ${longDay(wall, locale)}`],
    [t('order.kind'), orderTypeText(t, detail.type)],
    [t('order.branch'), detail.branchName],
    [t('order.terminal'), detail.terminalName ?? t('order.unknown')],
    [t('order.staff'), detail.staffName ?? t('order.unknown')],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-12 text-ink-muted">{name}</dt>
          <dd className="text-14 font-medium wrap-break-word">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Line({ line }: { readonly line: OrderLine }) {
  const { t } = useTranslation();
  return (
    <li className="flex gap-3 border-b border-line py-3">
      <span className="min-w-7 text-16 font-semibold tabular-nums">{line.quantity}×</span>
      <div className="min-w-0 flex-1">
        <p className="text-16 font-medium wrap-break-word">
          {line.name}
          {line.size && ` · ${line.size.name}`}
        </p>
        {line.choices.map((choice) => (
          <Choice key={`${choice.groupId} ${choice.optionId}`} choice={choice} />
        ))}
        {line.note && <p className="text-14 text-ink-muted italic">{t('order.note', { note: line.note })}</p>}
        {line.quantity > 1 && <p className="text-12 text-ink-muted">{t('order.each', { price: formatCop(line.unitPrice) })}</p>}
      </div>
      <Money amount={lineTotal(line)} size={16} className="font-medium" />
    </li>
  );
}

function Choice({ choice }: { readonly choice: LineChoice }) {
  const { t } = useTranslation();
  const name = choice.kind === 'removal' ? t('order.without', { name: choice.name }) : choice.name;
  const count = choice.quantity > 1 ? `${choice.quantity}× ` : '';
  return (
    <p className="text-14 text-ink-muted">
      {count}
      {name}
      {choice.price > 0 && (
        <>
          {' '}
          <Money signed amount={choice.price} />
        </>
      )}
    </p>
  );
}

function Tax({ tax }: { readonly tax: TaxTotal }) {
  const { t } = useTranslation();
  if (tax.code === 'NONE') return <Row label={t('order.noTax')} amount={tax.gross} />;
  return (
    <Row
      label={t('order.taxName', { code: tax.code, rate: rateText(tax.rateBp) })}
      detail={t('order.taxBase', { base: formatCop(wholeUnits(tax.base)) })}
      amount={wholeUnits(tax.tax)}
    />
  );
}

function PaymentRow({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation();
  const details = [
    payment.change > 0 && t('order.received', { tendered: formatCop(payment.tendered), change: formatCop(payment.change) }),
    payment.rounding !== 0 && t('order.rounding', { amount: formatCop(payment.rounding) }),
    payment.reference && t('order.reference', { reference: payment.reference }),
  ];
  return <Row label={methodText(t, payment.method)} detail={details.filter(Boolean).join(' · ')} amount={payment.amount} />;
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-14 font-semibold text-ink-muted">{title}</h3>
      {children}
    </section>
  );
}

type RowProps = { readonly label: string; readonly detail?: string; readonly amount: Amount; readonly strong?: boolean };

function Row({ label, detail, amount, strong = false }: RowProps) {
  return (
    <div className={strong ? 'flex items-baseline gap-3 pt-3 text-20 font-semibold' : 'flex items-baseline gap-3 py-1 text-14'}>
      <span className="min-w-0 flex-1 wrap-break-word">
        {label}
        {detail && <span className="text-ink-muted"> · {detail}</span>}
      </span>
      <Money amount={amount} />
    </div>
  );
}
