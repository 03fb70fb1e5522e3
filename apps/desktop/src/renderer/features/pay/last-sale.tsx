import type { Money as Amount } from '@fastops/shared/base/money';
import { formatCop } from '@fastops/shared/base/money';
import { IconButton } from '@fastops/ui/icon-button';
import { Money } from '@fastops/ui/money';
import { CircleCheck, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export type Sale = { readonly orderId: string; readonly number: string; readonly change: Amount; readonly tendered: Amount };

type LastSaleProps = {
  readonly sale: Sale;
  /** The next order has begun: the figure stays, but makes room. */
  readonly small: boolean;
  readonly onDismiss: () => void;
};

/** The sale that was just made, above the next order, which is already open. Asks for nothing and blocks nothing. */
export function LastSale({ sale, small, onDismiss }: LastSaleProps) {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      className={`flex shrink-0 items-start gap-3 border-b border-line bg-positive-soft text-positive ${small ? 'py-1 pr-1 pl-4' : 'p-4 pr-1'}`}
    >
      <CircleCheck aria-hidden className={small ? 'mt-3.5 size-5 shrink-0' : 'mt-0.5 size-6 shrink-0'} />
      <div className={small ? 'flex min-h-12 min-w-0 flex-1 items-center justify-between gap-2' : 'min-w-0 flex-1'}>
        <p className="text-16 font-semibold">
          {t('pay.done')} · <span data-testid="order-number">{sale.number}</span>
        </p>
        {!small && (
          <p className="mt-3 text-16">
            {sale.change > 0 ? t('pay.change') : t('pay.no-change')}{' '}
            <span className="text-14">{t('pay.of-received', { amount: formatCop(sale.tendered) })}</span>
          </p>
        )}
        <p className={small ? '' : 'mt-1'}>
          {small && <span className="text-14">{t('pay.change')} </span>}
          <Money data-testid="change-amount" amount={sale.change} size={small ? 20 : 40} className="font-semibold" />
        </p>
      </div>
      <IconButton icon={X} label={t('common.close')} size="touch" className="text-positive" onClick={onDismiss} />
    </div>
  );
}
