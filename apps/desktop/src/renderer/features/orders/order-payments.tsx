import { Badge } from '@fastops/ui/badge';
import type { Tone } from '@fastops/ui/badge';
import { Money } from '@fastops/ui/money';
import { useTranslation } from 'react-i18next';

import type { BranchOrder } from '../../lib/branch.tsx';

type Status = BranchOrder['payments'][number]['status'];

const TONE: Record<Status, Tone> = { taken: 'positive', verified: 'positive', unverified: 'warning', rejected: 'danger' };

/** How it was paid and what was given back, each with its own number. */
export function OrderPayments({ order }: { readonly order: BranchOrder }) {
  const { t } = useTranslation();
  if (order.payments.length === 0) return null;
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-16 font-semibold">{t('orders.payments')}</h3>
      <ul className="flex flex-col" data-testid="order-payments">
        {order.payments.map((payment) => (
          <li key={payment.id} className="flex min-h-10 items-center gap-3 border-b border-line text-14">
            <span className="min-w-0 flex-1 wrap-break-word">
              {t(`pay.${payment.method}`)}
              {payment.reference !== undefined && <span className="text-ink-muted"> · {payment.reference}</span>}
            </span>
            {payment.status !== 'taken' && <Badge tone={TONE[payment.status]}>{t(`orders.payment.${payment.status}`)}</Badge>}
            <Money amount={payment.amount} />
          </li>
        ))}
        {order.refunds.map((refund) => (
          <li key={refund.id} className="flex min-h-10 items-center gap-3 border-b border-line text-14">
            <span className="min-w-0 flex-1 wrap-break-word">
              {t(`pay.${refund.method}`)}
              <span className="text-ink-muted"> · {refund.reason}</span>
            </span>
            <Badge tone="info">{t('orders.given-back')}</Badge>
            <span>
              −<Money amount={refund.amount} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
