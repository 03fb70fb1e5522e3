import { formatCop } from '@fastops/shared/base/money';
import { refundablePayments } from '@fastops/shared/orders/refundable';
import { classNames } from '@fastops/ui/class-names';
import { Money } from '@fastops/ui/money';
import { useTranslation } from 'react-i18next';

import type { BranchOrder } from '../../lib/branch.tsx';
import type { RefundPlan } from './refund-plan.ts';

type RefundMeansProps = {
  readonly order: BranchOrder;
  readonly plan: RefundPlan;
  readonly first: string | undefined;
  readonly onFirst: (paymentId: string) => void;
};

/** Each payment with what it gives back; the one that is tapped gives first. */
export function RefundMeans({ order, plan, first, onFirst }: RefundMeansProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2">
      <p className="text-14 font-semibold">{t('refund.by')}</p>
      <div role="group" aria-label={t('refund.by')} className="flex flex-col gap-2">
        {refundablePayments(order).map(({ payment, left }) => {
          const part = plan.parts.find(({ paymentId }) => paymentId === payment.id);
          const waits = payment.status === 'unverified';
          return (
            <button
              key={payment.id}
              type="button"
              data-testid="refund-means"
              disabled={waits || left === 0}
              aria-pressed={payment.id === first}
              onClick={() => onFirst(payment.id)}
              className={classNames(
                'flex min-h-14 items-center justify-between gap-3 rounded-md border px-3 text-left text-16',
                part ? 'border-accent bg-accent-soft' : 'border-line-strong',
                'disabled:cursor-not-allowed disabled:border-line disabled:bg-surface-strong disabled:text-ink-muted',
              )}
            >
              <span className="min-w-0">
                <span className="block font-semibold">
                  {t(`pay.${payment.method}`)}
                  {payment.reference !== undefined && <span className="font-normal"> · {payment.reference}</span>}
                </span>
                <span className="block text-14">{waits ? t('refund.unverified') : t('refund.left', { amount: formatCop(left) })}</span>
              </span>
              {part && <Money amount={part.amount} className="font-semibold" />}
            </button>
          );
        })}
      </div>
    </div>
  );
}
