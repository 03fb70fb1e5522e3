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
  const Figures = small ? SmallFigures : LargeFigures;
  return (
    <div role="status" className="flex shrink-0 items-start gap-3 border-b border-line bg-positive-soft py-1 pr-1 pl-4 text-positive">
      <CircleCheck aria-hidden className="mt-3.5 size-5 shrink-0" />
      <Figures sale={sale} />
      <IconButton icon={X} label={t('common.close')} size="touch" className="text-positive" onClick={onDismiss} />
    </div>
  );
}

function LargeFigures({ sale }: { readonly sale: Sale }) {
  const { t } = useTranslation();
  const exact = sale.change === 0;
  return (
    <div className="min-w-0 flex-1 pt-3 pb-2">
      <SaleNumber sale={sale} />
      <p className="mt-3 text-16">
        {exact ? t('pay.no-change') : t('pay.change')}
        {!exact && <span className="text-14"> {t('pay.of-received', { amount: formatCop(sale.tendered) })}</span>}
      </p>
      <p className="mt-1">
        <Change sale={sale} size={40} />
      </p>
    </div>
  );
}

function SmallFigures({ sale }: { readonly sale: Sale }) {
  const { t } = useTranslation();
  return (
    <div className="flex min-h-12 min-w-0 flex-1 flex-wrap items-center justify-between gap-x-2">
      <SaleNumber sale={sale} />
      <p>
        <span className="text-14">{t('pay.change')} </span>
        <Change sale={sale} size={20} />
      </p>
    </div>
  );
}

function SaleNumber({ sale }: { readonly sale: Sale }) {
  const { t } = useTranslation();
  return (
    <p className="text-16 font-semibold">
      {t('pay.done')} · <span data-testid="order-number">{sale.number}</span>
    </p>
  );
}

function Change({ sale, size }: { readonly sale: Sale; readonly size: 20 | 40 }) {
  return <Money data-testid="change-amount" amount={sale.change} size={size} className="font-semibold" />;
}
