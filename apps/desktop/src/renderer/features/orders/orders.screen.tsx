import { EmptyState } from '@fastops/ui/empty-state';
import { Sheet } from '@fastops/ui/sheet';
import { MousePointerClick } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Me } from '../../lib/terminal.queries.ts';
import type { OrderActions } from './order-detail.tsx';
import { OrderDetail } from './order-detail.tsx';
import { OrderFilters } from './order-filters.tsx';
import { OrderList } from './order-list.tsx';
import type { Filter } from './orders.queries.ts';
import { useOrder, useOrderDays } from './orders.queries.ts';

type OrdersScreenProps = { readonly me: Me; readonly actions: OrderActions; readonly onClose: () => void };

/** Every order this till knows: found on the left, whole on the right. */
export function OrdersScreen({ me, actions, onClose }: OrdersScreenProps) {
  const { t } = useTranslation();
  const today = useOrderDays().data?.today;
  const [changed, setChanged] = useState<Filter>();
  const [chosenId, setChosenId] = useState<string>();
  const filter = changed ?? { text: '', day: today ?? '', state: '' };
  return (
    <Sheet open onClose={onClose} width="full" title={t('orders.title')} closeLabel={t('common.close')}>
      <div className="flex h-full min-h-0 flex-col gap-4">
        <OrderFilters filter={filter} onFilter={setChanged} />
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)] gap-4">
          <div className="min-h-0 overflow-y-auto rounded-md border border-line">
            <OrderList filter={filter} chosenId={chosenId} onChoose={setChosenId} />
          </div>
          <div className="min-h-0 overflow-y-auto pr-1" tabIndex={0} aria-label={t('orders.detail')} role="region">
            {chosenId === undefined ? (
              <EmptyState icon={MousePointerClick} title={t('orders.pick')} text={t('orders.pick-hint')} />
            ) : (
              <Chosen key={chosenId} orderId={chosenId} me={me} actions={actions} />
            )}
          </div>
        </div>
      </div>
    </Sheet>
  );
}

type ChosenProps = Omit<OrdersScreenProps, 'onClose'> & { readonly orderId: string };

function Chosen({ orderId, me, actions }: ChosenProps) {
  const order = useOrder(orderId);
  return order ? <OrderDetail order={order} me={me} actions={actions} /> : null;
}
