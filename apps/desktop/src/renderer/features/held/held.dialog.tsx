import { orderNumberText, orderTypeSchema } from '@fastops/shared/orders/order.events';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { TextField } from '@fastops/ui/text-field';
import { useQuery } from '@tanstack/react-query';
import { PauseCircle } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { useTimeFormat } from '../../lib/time-format.ts';

type OpenOrders = BranchOutputs['orders']['open'];

/** What waits in the branch, whoever began it. */
export function useOpenOrders() {
  const branch = useBranch();
  return useQuery({ queryKey: ['orders', 'open'], queryFn: () => branch.orders.open.query() });
}

type HeldDialogProps = {
  /** The order in hand, when it can be put aside. */
  readonly onHold: ((label: string | undefined) => void) | undefined;
  readonly onResume: (orderId: string) => void;
  readonly onOpen: (orderId: string) => void;
  readonly onClose: () => void;
};

/** Orders put aside at any till of the branch, and those that were sent and still owe. */
export function HeldDialog({ onHold, onResume, onOpen, onClose }: HeldDialogProps) {
  const { t } = useTranslation();
  const { data } = useOpenOrders();
  const [label, setLabel] = useState('');
  return (
    <Dialog open onClose={onClose} size="medium" title={t('service.open-work')} closeLabel={t('common.close')}>
      {onHold && (
        <form
          className="flex items-end gap-2 pb-4"
          onSubmit={(event) => {
            event.preventDefault();
            onHold(label.trim() === '' ? undefined : label.trim());
          }}
        >
          <TextField
            className="flex-1"
            size="touch"
            label={t('service.hold-label')}
            hint={t('service.hold-hint')}
            maxLength={40}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
          <Button type="submit" size="touch" variant="primary" className="mb-5" data-testid="hold">
            {t('service.hold')}
          </Button>
        </form>
      )}
      <h3 className="pb-1 text-16 font-semibold">{t('service.held')}</h3>
      {data?.held.length === 0 && <EmptyState icon={PauseCircle} title={t('service.held-empty')} text={t('service.held-hint')} />}
      <ul>
        {data?.held.map((order) => (
          <Row key={order.id} order={order} word={t('service.resume')} onPress={() => onResume(order.id)} />
        ))}
      </ul>
      {data !== undefined && data.owing.length > 0 && (
        <>
          <h3 className="pt-4 pb-1 text-16 font-semibold">{t('service.owing')}</h3>
          <ul>
            {data.owing.map((order) => (
              <Row key={order.id} order={order} word={t('service.open')} onPress={() => onOpen(order.id)} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

type RowProps = { readonly order: OpenOrders['held'][number]; readonly word: string; readonly onPress: () => void };

function Row({ order, word, onPress }: RowProps) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { series, sequence } = order;
  const type = orderTypeSchema.options.find((each) => each === order.type) ?? 'counter';
  const number = series !== null && sequence !== null ? orderNumberText({ series, sequence }) : undefined;
  return (
    <li data-testid="open-order" className="flex min-h-16 items-center gap-3 border-b border-line py-2 last:border-0">
      <span className="min-w-0 flex-1">
        <span className="block truncate text-16 font-semibold">
          {[number, order.label].filter(Boolean).join(' · ') || t(`order-type.${type}`)}
        </span>
        <span className="block text-14 text-ink-muted">
          {t(`order-type.${type}`)} · {time.clock(order.heldAt ?? order.placedAt ?? order.openedAt)}
          {order.unsent > 0 && order.state === 'placed' && ` · ${t('service.unsent', { count: order.unsent })}`}
        </span>
      </span>
      <Money amount={order.balance} className="text-16 font-semibold" />
      <Button size="touch" onClick={onPress}>
        {word}
      </Button>
    </li>
  );
}
