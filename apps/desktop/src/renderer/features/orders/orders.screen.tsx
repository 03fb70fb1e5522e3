import { orderNumberText, orderTypeSchema } from '@fastops/shared/orders/order.events';
import type { Tone } from '@fastops/ui/badge';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Sheet } from '@fastops/ui/sheet';
import { Skeleton } from '@fastops/ui/skeleton';
import { useToast } from '@fastops/ui/toast';
import { Banknote, Printer, ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import type { Me } from '../../lib/terminal.queries.ts';
import { can } from '../../lib/terminal.queries.ts';
import { useTimeFormat } from '../../lib/time-format.ts';
import type { OrderRow, Owing } from './orders.queries.ts';
import { useRecentOrders, useReprint } from './orders.queries.ts';

type OrdersScreenProps = { readonly me: Me; readonly onCharge: (owing: Owing) => void; readonly onClose: () => void };

export function OrdersScreen({ me, onCharge, onClose }: OrdersScreenProps) {
  const { t } = useTranslation();
  const orders = useRecentOrders();
  const reprint = useReprintWithWord();
  const count = orders.data?.length ?? 0;
  return (
    <Sheet
      open
      onClose={onClose}
      width="wide"
      title={t('orders.title')}
      description={count > 0 ? t('orders.count', { count }) : undefined}
      closeLabel={t('common.close')}
    >
      {orders.isPending && <Skeleton className="h-20" />}
      {orders.data?.length === 0 && <EmptyState icon={ReceiptText} title={t('orders.empty')} text={t('orders.empty-hint')} />}
      <ul className="flex flex-col">
        {orders.data?.map((order) => (
          <OrderItem
            key={order.id}
            order={order}
            onCharge={can(me, 'payments.take') && owes(order) ? () => onCharge({ orderId: order.id, total: order.balance }) : undefined}
            onReprint={can(me, 'orders.reprint') && !owes(order) ? () => reprint(order.id) : undefined}
          />
        ))}
      </ul>
    </Sheet>
  );
}

type ItemProps = { readonly order: OrderRow; readonly onCharge: (() => void) | undefined; readonly onReprint: (() => void) | undefined };

function OrderItem({ order, onCharge, onReprint }: ItemProps) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { series, sequence } = order;
  const type = orderTypeSchema.options.find((each) => each === order.type) ?? 'counter';
  const state = stateOf(order);
  return (
    <li data-testid="order-row" className="flex min-h-16 items-center gap-4 border-b border-line py-2 last:border-0">
      <span className="w-20 shrink-0 text-16 font-semibold">
        {series !== null && sequence !== null && orderNumberText({ series, sequence })}
      </span>
      <span className="min-w-0 flex-1">
        <Badge tone={state.tone}>{t(state.key)}</Badge>
        <span className="mt-0.5 block text-14 text-ink-muted">
          {t(`order-type.${type}`)} · {time.clock(order.placedAt ?? order.openedAt)}
        </span>
      </span>
      <Money amount={order.total} className="text-16 font-semibold" />
      <span className="flex w-36 shrink-0 justify-end">
        {onCharge && (
          <Button size="touch" icon={Banknote} onClick={onCharge}>
            {t('orders.charge')}
          </Button>
        )}
        {onReprint && (
          <Button size="touch" variant="ghost" icon={Printer} onClick={onReprint}>
            {t('orders.reprint')}
          </Button>
        )}
      </span>
    </li>
  );
}

function owes(order: OrderRow): boolean {
  return order.state === 'placed' && order.balance > 0;
}

function stateOf(order: OrderRow): {
  readonly tone: Tone;
  readonly key: 'orders.state.cancelled' | 'orders.state.placed' | 'orders.state.closed';
} {
  if (order.state === 'cancelled') return { tone: 'danger', key: 'orders.state.cancelled' };
  return owes(order) ? { tone: 'warning', key: 'orders.state.placed' } : { tone: 'positive', key: 'orders.state.closed' };
}

function useReprintWithWord(): (orderId: string) => void {
  const { t } = useTranslation();
  const toast = useToast();
  const refusalText = useRefusalText();
  const { mutate } = useReprint();
  return (orderId) =>
    mutate(orderId, {
      onSuccess: (answer) =>
        toast(answer.ok ? { tone: 'positive', title: t('orders.reprinted') } : { tone: 'warning', title: refusalText(answer.refusal) }),
    });
}
