import type { OrderTotals } from '@fastops/shared/orders/totals';
import { Money } from '@fastops/ui/money';
import { useTranslation } from 'react-i18next';

/** From ten millions on, the figure goes down one size so that it still stands on one line. */
const LARGE_TOTAL = 10_000_000;

export function OrderTotal({ totals }: { readonly totals: OrderTotals }) {
  const { t } = useTranslation();
  const taxes = totals.taxes.filter((tax) => tax.rateBp > 0).map((tax) => `${tax.code} ${tax.rateBp / 100} %`);
  return (
    <div className="flex items-end justify-between gap-2" aria-live="polite">
      <span className="flex flex-col pb-1">
        <span className="text-16 font-semibold">{t('sell.total')}</span>
        {taxes.length > 0 && <span className="text-12 text-ink-muted">{t('sell.tax-included', { taxes: taxes.join(' · ') })}</span>}
      </span>
      <Money data-testid="order-total" amount={totals.due} size={totals.due >= LARGE_TOTAL ? 28 : 40} className="font-semibold" />
    </div>
  );
}
