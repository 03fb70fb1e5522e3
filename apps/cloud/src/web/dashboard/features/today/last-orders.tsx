import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { classNames } from '@fastops/ui/class-names';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { CircleSlash, ReceiptText, Sparkles, TriangleAlert, WalletMinimal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { clockTimeOrDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { goTo } from '../../lib/location.ts';
import { Panel } from '../../lib/panel.tsx';
import { PATHS } from '../../lib/paths.ts';
import type { TodaySample } from '../../lib/today-query.ts';
import { offsetOf } from '../../lib/today-query.ts';
import { methodText } from '../../lib/words.ts';
import type { OrderRow } from './today.queries.ts';

const SHOWN_AT_FIRST = 10;

type LastOrdersProps = {
  readonly orders: readonly OrderRow[];
  readonly fresh: ReadonlySet<string>;
  readonly showBranch: boolean;
  readonly today: TodaySample;
  readonly onOpen: (orderId: string) => void;
};

export function LastOrders({ orders, fresh, showBranch, today, onOpen }: LastOrdersProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? orders : orders.slice(0, SHOWN_AT_FIRST);
  const hidden = orders.length - shown.length;
  return (
    <Panel title={t('orders.title')} flush>
      {orders.length === 0 && (
        <EmptyState
          icon={ReceiptText}
          title={t('today.emptyTitle')}
          text={t('today.emptyText')}
          action={<Button onClick={() => goTo(PATHS.branches)}>{t('today.emptyAction')}</Button>}
        />
      )}
      <ul>
        {shown.map((order) => (
          <li key={order.id} data-order={order.id} className="border-b border-line last:border-0">
            <OrderButton order={order} showBranch={showBranch} today={today} fresh={fresh.has(order.id)} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <div className="border-t border-line p-2">
          <Button variant="ghost" stretch onClick={() => setAll(true)}>
            {t('orders.more', { count: hidden })}
          </Button>
        </div>
      )}
    </Panel>
  );
}

type OrderButtonProps = Pick<LastOrdersProps, 'showBranch' | 'today' | 'onOpen'> & { readonly order: OrderRow; readonly fresh: boolean };

function OrderButton({ order, showBranch, today, fresh, onOpen }: OrderButtonProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const when = clockTimeOrDay({ at: order.at, utcOffsetHours: offsetOf(today, order.branchId) }, today.now, locale);
  const where = [when, showBranch ? order.branchName : null, order.terminalName].filter((part) => part !== null).join(' · ');
  const how = order.methods.map((method) => methodText(t, method)).join(' + ');
  return (
    <button
      type="button"
      onClick={() => onOpen(order.id)}
      className={classNames(
        'flex w-full flex-col gap-0.5 border-l-4 -outline-offset-3 py-2 pr-4 pl-3 text-left transition-colors hover:bg-surface',
        fresh ? 'border-l-accent bg-accent-soft' : 'border-l-transparent',
      )}
    >
      <span className="flex w-full items-center gap-2">
        <span className="text-16 font-semibold whitespace-nowrap">{order.number ?? t('orders.noNumber')}</span>
        {fresh && (
          <Badge tone="accent" icon={Sparkles}>
            {t('orders.fresh')}
          </Badge>
        )}
        <OrderBadge order={order} />
        <Money
          amount={order.total}
          size={16}
          className={classNames('ml-auto font-semibold', order.state === 'cancelled' && 'line-through')}
        />
      </span>
      <span className="flex w-full justify-between gap-3 text-14 text-ink-muted">
        <span className="min-w-0 truncate">{where}</span>
        <span className="shrink-0">{how}</span>
      </span>
    </button>
  );
}

function OrderBadge({ order }: { readonly order: OrderRow }) {
  const { t } = useTranslation();
  if (order.needsReview.length > 0)
    return (
      <Badge tone="warning" icon={TriangleAlert}>
        {t('orders.review')}
      </Badge>
    );
  if (order.state === 'cancelled')
    return (
      <Badge tone="danger" icon={CircleSlash}>
        {t('orders.cancelled')}
      </Badge>
    );
  if (order.paid < order.total)
    return (
      <Badge tone="info" icon={WalletMinimal}>
        {t('orders.owing')}
      </Badge>
    );
  return null;
}
