import { subtractMoney, NO_MONEY, type Money as Amount } from '@fastops/shared/base/money';
import { changeToCarry } from '@fastops/shared/printing/ticket-details';
import { Money } from '@fastops/ui/money';
import { useTranslation } from 'react-i18next';

import type { Cart } from './cart.ts';

/** What comes on top of the products, and the change that has to travel along. */
export function OrderCharges({ order }: { readonly order: Cart }) {
  const { t } = useTranslation();
  const feeWord: string = t('service.fee-driver');
  const { totals, charges, delivery } = order;
  const change = order.type === 'delivery' && delivery?.paysWith !== undefined ? changeToCarry(totals.due, delivery.paysWith) : undefined;
  return (
    <dl className="pb-1 text-14 empty:hidden" data-testid="order-charges">
      {charges.map(({ kind, name, total, belongsTo }) => (
        <Row key={kind} word={belongsTo === 'driver' ? `${feeWord} · ${name}` : name} amount={total} />
      ))}
      {totals.discount > 0 && <Row word={t('sell.discount')} amount={subtractMoney(NO_MONEY, totals.discount)} />}
      {change !== undefined && <Row word={t('service.change')} amount={change} />}
    </dl>
  );
}

function Row({ word, amount }: { readonly word: string; readonly amount: Amount }) {
  return (
    <div className="flex items-center justify-between gap-2">
      <dt className="truncate text-ink-muted">{word}</dt>
      <dd>
        <Money amount={amount} />
      </dd>
    </div>
  );
}
