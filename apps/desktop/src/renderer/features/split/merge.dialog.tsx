import { orderNumberText } from '@fastops/shared/orders/order.events';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { useQuery } from '@tanstack/react-query';
import { Combine } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';

type MergeDialogProps = { readonly orderId: string; readonly onMerge: (intoOrderId: string) => void; readonly onClose: () => void };

/** Into which of the other open orders all of this one goes. */
export function MergeDialog({ orderId, onMerge, onClose }: MergeDialogProps) {
  const { t } = useTranslation();
  const branch = useBranch();
  const open = useQuery({ queryKey: ['orders', 'open'], queryFn: () => branch.orders.open.query() });
  const others = open.data?.owing.filter(({ id }) => id !== orderId);
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('service.merge')}
      description={t('service.merge-hint')}
      closeLabel={t('common.close')}
    >
      {others?.length === 0 && <EmptyState icon={Combine} title={t('service.merge-none')} />}
      <ul>
        {others?.map(({ id, series, sequence, label, balance }) => (
          <li key={id} data-testid="merge-order" className="flex min-h-16 items-center gap-3 border-b border-line py-2 last:border-0">
            <span className="min-w-0 flex-1 truncate text-16 font-semibold">
              {[series !== null && sequence !== null && orderNumberText({ series, sequence }), label].filter(Boolean).join(' · ')}
            </span>
            <Money amount={balance} className="text-16 font-semibold" />
            <Button size="touch" onClick={() => onMerge(id)}>
              {t('service.merge')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
