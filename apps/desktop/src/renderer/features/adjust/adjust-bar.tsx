import { formatCop, money } from '@fastops/shared/base/money';
import { wholeUnits } from '@fastops/shared/catalog/tax';
import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { Money } from '@fastops/ui/money';
import { BadgePercent, X } from 'lucide-react';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchOrder } from '../../lib/branch.tsx';
import { PAY_KEYS } from '../../lib/keys.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { useAdjustedOrder, useRemoveDiscount } from './adjust.queries.ts';
import { DiscountDialog } from './discount.dialog.tsx';
import { TipQuestion } from './tip-question.tsx';

type AdjustBarProps = { readonly orderId: string; readonly mayDiscount: boolean };

/** What changes an order's price before it is paid: discounts, a courtesy, the tip; and how the price splits into base and tax. */
export function AdjustBar({ orderId, mayDiscount }: AdjustBarProps) {
  const { t } = useTranslation();
  const order = useAdjustedOrder(orderId);
  const [discounting, setDiscounting] = useState(false);
  const discount = mayDiscount && order?.payments.length === 0 ? () => setDiscounting(true) : undefined;
  useShortcuts(discount ? { [PAY_KEYS.discount]: discount } : {}, { inDialog: true, alone: true });
  if (!order) return null;
  return (
    <div className="flex flex-col gap-2" data-testid="adjust-bar">
      <Taxes order={order} />
      <Discounts order={order} />
      {discount && (
        <Button size="touch" icon={BadgePercent} data-testid="discount-open" aria-keyshortcuts={PAY_KEYS.discount} onClick={discount}>
          {t('adjust.discount-or-courtesy')}
        </Button>
      )}
      <TipQuestion key={order.type} order={order} />
      {discounting && <DiscountDialog order={order} onClose={() => setDiscounting(false)} />}
    </div>
  );
}

function Taxes({ order }: { readonly order: BranchOrder }) {
  const { t } = useTranslation();
  const taxes = order.totals.taxes.filter(({ rateBp }) => rateBp > 0);
  if (taxes.length === 0 && order.totals.tip === 0) return null;
  return (
    <dl data-testid="tax-split" className="flex flex-col gap-0.5 text-12 text-ink-muted">
      {taxes.map(({ code, rateBp, base, gross }) => (
        <Fragment key={`${code} ${rateBp}`}>
          <Row label={t('adjust.base')} amount={wholeUnits(base)} />
          <Row label={`${code} ${rateBp / 100} %`} amount={money(gross - wholeUnits(base))} />
        </Fragment>
      ))}
      {order.totals.tip > 0 && <Row label={t('tip.title')} amount={order.totals.tip} />}
    </dl>
  );
}

function Row({ label, amount }: { readonly label: string; readonly amount: BranchOrder['totals']['tip'] }) {
  return (
    <div className="flex justify-between gap-2">
      <dt>{label}</dt>
      <dd>
        <Money amount={amount} />
      </dd>
    </div>
  );
}

function Discounts({ order }: { readonly order: BranchOrder }) {
  const { t } = useTranslation();
  const remove = useRemoveDiscount(order.id);
  if (order.discounts.length === 0) return null;
  return (
    <ul aria-label={t('adjust.discounts')} className="flex max-h-28 flex-col overflow-y-auto">
      {order.discounts.map((discount) => (
        <li key={discount.id} data-testid="discount" className="flex items-center gap-2 text-14">
          <span className="min-w-0 flex-1 truncate">
            {t(`adjust.applied-${discount.kind}`, {
              value: discount.kind === 'amount' ? formatCop(money(discount.value)) : discount.value / 100,
              reason: discount.reason,
            })}
          </span>
          {order.payments.length === 0 && (
            <IconButton icon={X} label={t('adjust.remove')} size="touch" onClick={() => remove.mutate(discount.id)} />
          )}
        </li>
      ))}
    </ul>
  );
}
