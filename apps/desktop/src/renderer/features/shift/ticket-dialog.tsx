import { lineTotal } from '@fastops/shared/orders/totals';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { Dialog } from '@fastops/ui/dialog';
import { Money } from '@fastops/ui/money';
import { Skeleton } from '@fastops/ui/skeleton';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import { useTicket } from './cash.queries.ts';

/** One order as it was sold and paid: what a person needs to remember whether the change went out. */
export function TicketDialog({ orderId, onClose }: { readonly orderId: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { moment } = useTimeFormat();
  const answer = useTicket(orderId).data;
  const order = answer?.ok ? answer.value : undefined;
  const number = order?.number ? orderNumberText(order.number) : '';
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('ticket.title', { number })}
      description={order && moment(order.settledAt ?? order.openedAt)}
      closeLabel={t('common.close')}
    >
      {!order && <Skeleton className="h-40" />}
      {order && (
        <div className="flex flex-col gap-4 text-16" data-testid="ticket">
          <ul className="flex flex-col gap-1">
            {order.lines.map((line) => (
              <li key={line.id} className="grid grid-cols-[2.5rem_1fr_auto] gap-2">
                <span className="text-ink-muted">{line.quantity} ×</span>
                <span>{line.name}</span>
                <Money amount={lineTotal(line)} className="text-right" />
              </li>
            ))}
          </ul>
          <p className="flex justify-between border-t border-line pt-2 text-20 font-semibold">
            <span>{t('ticket.total')}</span>
            <Money amount={order.totals.due} />
          </p>
          <ul className="flex flex-col gap-2">
            {order.payments.map(({ id, method, amount, tendered, change }) => (
              <li key={id} className="grid grid-cols-[1fr_auto] gap-x-3">
                <span>{t(`pay.${method}`)}</span>
                <Money amount={amount} className="text-right" />
                {method === 'cash' && (
                  <span className="col-span-2 text-14 text-ink-muted">
                    {t('ticket.tendered')} <Money amount={tendered} /> · {t('ticket.change')} <Money amount={change} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}
