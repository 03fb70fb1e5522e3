import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { ReceiptText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { failureOf } from '../../lib/failure.ts';
import type { TodaySample } from '../../lib/today-query.ts';
import { offsetOf } from '../../lib/today-query.ts';
import type { OrderRow } from './today.queries.ts';
import { useOrder } from './today.queries.ts';

const OrderTicket = lazy(async () => ({ default: (await import('../../lib/order-ticket.tsx')).OrderTicket }));

type OrderDialogProps = { readonly row: OrderRow | undefined; readonly today: TodaySample; readonly onClose: () => void };

/** One order as it was sold, over the page it was tapped on. */
export function OrderDialog({ row, today, onClose }: OrderDialogProps) {
  const { t } = useTranslation();
  const order = useOrder(row?.id);
  const missing = order.isError && failureOf(order.error).kind === 'missing';
  return (
    <Dialog
      open={row !== undefined}
      onClose={onClose}
      size="medium"
      closeLabel={t('app.close')}
      title={t('order.title', { number: row?.number ?? t('orders.noNumber') })}
    >
      <Suspense fallback={<TicketSkeleton />}>
        {order.data && <OrderTicket detail={order.data} utcOffsetHours={offsetOf(today, order.data.branchId)} />}
        {missing && <EmptyState icon={ReceiptText} title={t('order.missing')} />}
        {order.isError && !missing && <FailureNotice error={order.error} onRetry={() => void order.refetch()} />}
        {order.isPending && <TicketSkeleton />}
      </Suspense>
    </Dialog>
  );
}

function TicketSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-3">
      <Skeleton className="h-16" />
      <Skeleton className="h-40" />
      <Skeleton className="h-16" />
    </div>
  );
}
