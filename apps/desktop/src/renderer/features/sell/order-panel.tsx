import type { PriceList } from '@fastops/shared/catalog/price-list';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { IconButton } from '@fastops/ui/icon-button';
import { Kbd } from '@fastops/ui/kbd';
import { Pause, ShoppingBasket, Tags } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { WORK_KEYS } from '../../lib/keys.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import type { Cart } from './cart.ts';
import { isSent } from './cart.ts';
import { DiscardButton } from './discard-button.tsx';
import type { LineActions } from './order-line-row.tsx';
import { OrderLineRow } from './order-line-row.tsx';
import { OrderCharges } from './order-charges.tsx';
import { OrderTotal } from './order-total.tsx';
import { ServingLine } from './serving-line.tsx';

type OrderPanelProps = {
  readonly order: Cart;
  /** The price lists that hold for it. */
  readonly lists: readonly PriceList[];
  readonly mayPay: boolean;
  readonly selectedLineId: string | undefined;
  readonly actions: LineActions;
  /** What the last sale left to say, above an order that is already open for the next one. */
  readonly lastSale: ReactNode;
  readonly onDiscard: () => void;
  readonly onSend: (held: boolean) => void;
  readonly onPay: () => void;
  readonly onServing: () => void;
  /** What can be done with an order that was sent. */
  readonly work: ReactNode;
};

export function OrderPanel(props: OrderPanelProps) {
  const { order, lists, mayPay, selectedLineId, actions, lastSale, onDiscard, onSend, onPay, onServing, work } = props;
  const { t } = useTranslation();
  const empty = order.lines.length === 0;
  const sent = order.state === 'placed';
  return (
    <section
      aria-label={t('sell.order')}
      className="flex min-h-0 w-[344px] shrink-0 flex-col border-l border-line bg-surface-raised xl:w-[392px] 2xl:w-[440px]"
    >
      <header className="flex min-h-14 shrink-0 items-center justify-between gap-2 border-b border-line pr-2 pl-4">
        <h2 className="text-20 font-semibold" data-testid="order-title">
          {t(empty ? 'sell.new-order' : 'sell.order')} {order.number && orderNumberText(order.number)}
        </h2>
        <span className="flex items-center gap-1 pr-2 has-[button]:pr-0">
          <span className="flex flex-col items-end gap-0.5">
            <Badge>{t(`order-type.${order.type}`)}</Badge>
            <ListName lists={lists} />
          </span>
          {!empty && !sent && <DiscardButton onDiscard={onDiscard} />}
          {sent && work}
        </span>
      </header>
      <ServingLine order={order} onPress={onServing} />
      {lastSale}
      {order.recovered && (
        <p
          role="status"
          data-testid="recovered"
          className="shrink-0 border-b border-line bg-info-soft px-4 py-2 text-14 font-medium text-info"
        >
          {t('sell.recovered')}
        </p>
      )}
      {empty ? <EmptyOrder quiet={lastSale !== null} /> : <Lines order={order} selectedLineId={selectedLineId} actions={actions} />}
      <footer className="shrink-0 border-t border-line p-4">
        <OrderCharges order={order} />
        <OrderTotal totals={order.totals} />
        <FooterButtons order={order} mayPay={mayPay} onSend={onSend} onPay={onPay} />
      </footer>
    </section>
  );
}

/** By which prices it is sold, where they are not the menu's own. */
function ListName({ lists }: Pick<OrderPanelProps, 'lists'>) {
  const { t } = useTranslation();
  if (lists.length === 0) return null;
  return (
    <span data-testid="price-list" className="flex items-center gap-1 text-12 font-semibold text-info">
      <Tags aria-hidden className="size-3.5" />
      <span className="sr-only">{t('sell.price-list')}</span>
      <span className="max-w-36 truncate">{lists.map(({ name }) => name).join(' · ')}</span>
    </span>
  );
}

/** Whatever is sent of a table may wait in the kitchen for its turn. */
function FooterButtons({ order, mayPay, onSend, onPay }: Pick<OrderPanelProps, 'order' | 'mayPay' | 'onSend' | 'onPay'>) {
  const { t } = useTranslation();
  const needsLines = order.lines.length === 0 ? t('sell.add-first') : undefined;
  const nothingNew = order.state === 'placed' && order.unsent.length === 0 ? t('sell.add-first') : needsLines;
  const mayWait = order.type === 'dine_in' && nothingNew === undefined;
  useShortcuts(mayWait ? { [WORK_KEYS['send-held']]: () => onSend(true) } : {});
  return (
    <div className="mt-3 flex gap-3">
      {mayWait && (
        <IconButton
          icon={Pause}
          size="touch"
          tone="outline"
          className="self-center"
          label={t('sell.send-held')}
          aria-keyshortcuts={WORK_KEYS['send-held']}
          onClick={() => onSend(true)}
          data-testid="send-held"
        />
      )}
      <Button
        size="hero"
        className="flex-1"
        onClick={() => onSend(false)}
        disabledReason={nothingNew}
        aria-keyshortcuts="F6"
        data-testid="send-button"
      >
        {t('sell.send')}
      </Button>
      <Button
        size="hero"
        variant="primary"
        className="flex-[1.6]"
        data-testid="pay-button"
        aria-keyshortcuts="F4"
        onClick={onPay}
        disabledReason={mayPay ? needsLines : t('sell.may-not-pay')}
        shortcut={<Kbd>F4</Kbd>}
      >
        {t('sell.pay')}
      </Button>
    </div>
  );
}

type LinesProps = Pick<OrderPanelProps, 'order' | 'selectedLineId' | 'actions'>;

function Lines({ order, selectedLineId, actions }: LinesProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (selectedLineId) list.current?.querySelector(`[data-line="${selectedLineId}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [selectedLineId, order.lines.length]);
  return (
    <ol ref={list} aria-label={t('sell.lines')} className="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable]">
      {order.lines.map((line) => (
        <OrderLineRow key={line.id} line={line} selected={line.id === selectedLineId} sent={isSent(order, line.id)} actions={actions} />
      ))}
    </ol>
  );
}

function EmptyOrder({ quiet }: { readonly quiet: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="min-h-0 flex-1">
      {!quiet && <EmptyState icon={ShoppingBasket} title={t('sell.empty-title')} text={t('sell.empty-text')} />}
    </div>
  );
}
