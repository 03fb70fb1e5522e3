import { orderNumberText, orderTypeSchema } from '@fastops/shared/orders/order.events';
import { Badge } from '@fastops/ui/badge';
import { classNames } from '@fastops/ui/class-names';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Skeleton } from '@fastops/ui/skeleton';
import { ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import { stateOf } from './order-state.ts';
import type { Filter, OrderRow } from './orders.queries.ts';
import { useOrderSearch } from './orders.queries.ts';

type OrderListProps = { readonly filter: Filter; readonly chosenId: string | undefined; readonly onChoose: (id: string) => void };

export function OrderList({ filter, chosenId, onChoose }: OrderListProps) {
  const { t } = useTranslation();
  const orders = useOrderSearch(filter);
  if (orders.isPending) return <Skeleton className="h-20" />;
  if (orders.data?.length === 0) {
    const narrowed = filter.text !== '' || filter.state !== '';
    return narrowed ? (
      <EmptyState icon={ReceiptText} title={t('orders.none-found')} text={t('orders.none-found-hint')} />
    ) : (
      <EmptyState icon={ReceiptText} title={t('orders.empty')} text={t('orders.empty-hint')} />
    );
  }
  return (
    <ul className="flex flex-col" aria-label={t('orders.title')}>
      {orders.data?.map((order) => (
        <OrderItem key={order.id} order={order} chosen={order.id === chosenId} onChoose={() => onChoose(order.id)} />
      ))}
    </ul>
  );
}

type OrderItemProps = { readonly order: OrderRow; readonly chosen: boolean; readonly onChoose: () => void };

function OrderItem({ order, chosen, onChoose }: OrderItemProps) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { series, sequence } = order;
  const type = orderTypeSchema.options.find((each) => each === order.type) ?? 'counter';
  const state = stateOf({ ...order, waiting: order.waiting === 1 });
  return (
    <li>
      <button
        type="button"
        data-testid="order-row"
        aria-pressed={chosen}
        onClick={onChoose}
        className={classNames(
          'flex min-h-16 w-full items-center gap-3 border-b border-line px-3 py-2 text-left',
          chosen ? 'bg-accent-soft' : 'hover:bg-surface-strong',
        )}
      >
        <span className="w-16 shrink-0 text-16 font-semibold">
          {series !== null && sequence !== null && orderNumberText({ series, sequence })}
        </span>
        <span className="min-w-0 flex-1">
          <Badge tone={state.tone}>{t(state.key)}</Badge>
          <span className="mt-0.5 block truncate text-14 text-ink-muted">
            {t(`order-type.${type}`)} · {time.moment(order.placedAt ?? order.openedAt)}
          </span>
        </span>
        <Money amount={order.total} className="text-16 font-semibold" />
      </button>
    </li>
  );
}
