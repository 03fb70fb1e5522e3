import { sumMoney } from '@fastops/shared/base/money';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { priceLines, type PricedLine } from '@fastops/shared/orders/totals';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { useToast } from '@fastops/ui/toast';
import { Banknote, Printer, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { BranchOrder } from '../../lib/branch.tsx';
import { useRefusalText } from '../../lib/refusal-text.ts';
import type { Me } from '../../lib/terminal.queries.ts';
import { can } from '../../lib/terminal.queries.ts';
import { useTimeFormat } from '../../lib/time-format.ts';
import { OrderHistory } from './order-history.tsx';
import { OrderPayments } from './order-payments.tsx';
import { owes, stateOf } from './order-state.ts';
import type { Owing } from './orders.queries.ts';
import { useReprint } from './orders.queries.ts';

/** What can be done to an order that is looked at; the parts that do it live elsewhere. */
export type OrderActions = {
  readonly onCharge: (owing: Owing) => void;
  readonly onVoid: (order: BranchOrder, line: BranchOrder['lines'][number]) => void;
  readonly onRefund: (order: BranchOrder) => void;
};

type OrderDetailProps = { readonly order: BranchOrder; readonly me: Me; readonly actions: OrderActions };

/** One order whole: what was on it, how it was paid, what was given back, and who did it. */
export function OrderDetail({ order, me, actions }: OrderDetailProps) {
  return (
    <article data-testid="order-detail" className="flex min-w-0 flex-col gap-4">
      <Head order={order} />
      <Buttons order={order} me={me} actions={actions} />
      <Lines order={order} onVoid={can(me, 'orders.sell') ? (line) => actions.onVoid(order, line) : undefined} />
      <OrderPayments order={order} />
      <OrderHistory orderId={order.id} />
    </article>
  );
}

function Head({ order }: { readonly order: BranchOrder }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const waiting = order.payments.some(({ status }) => status === 'unverified');
  const state = stateOf({ ...order, waiting });
  return (
    <header className="flex items-start justify-between gap-3">
      <div>
        <h3 className="text-28 font-semibold">{order.number ? orderNumberText(order.number) : t('sell.order')}</h3>
        <p className="text-14 text-ink-muted">
          {t(`order-type.${order.type}`)} · {time.moment(order.placedAt ?? order.openedAt)}
        </p>
      </div>
      <Badge tone={state.tone}>{t(state.key)}</Badge>
    </header>
  );
}

function Buttons({ order, me, actions }: OrderDetailProps) {
  const { t } = useTranslation();
  const reprint = useReprintWithWord();
  const paid = order.payments.some(({ status }) => status !== 'rejected');
  return (
    <div className="flex flex-wrap gap-2">
      {owes(order) && can(me, 'payments.take') && (
        <Button
          size="touch"
          variant="primary"
          icon={Banknote}
          data-testid="order-charge"
          onClick={() => actions.onCharge({ orderId: order.id, total: order.balance })}
        >
          {t('orders.charge')}
        </Button>
      )}
      {order.number && !owes(order) && (
        <Button size="touch" icon={Printer} data-testid="order-reprint" onClick={() => reprint(order.id)}>
          {t('orders.reprint')}
        </Button>
      )}
      {paid && can(me, 'orders.sell') && (
        <Button
          size="touch"
          icon={Undo2}
          data-testid="order-refund"
          disabledReason={order.refunded >= order.paid ? t('refund.nothing-left') : undefined}
          onClick={() => actions.onRefund(order)}
        >
          {t('orders.refund')}
        </Button>
      )}
    </div>
  );
}

type Line = BranchOrder['lines'][number];
type LinesProps = { readonly order: BranchOrder; readonly onVoid: ((line: Line) => void) | undefined };

function Lines({ order, onVoid }: LinesProps) {
  const { t } = useTranslation();
  const { totals } = order;
  const voidable = order.state === 'placed' && order.balance > 0;
  const priced = priceLines(order.lines, order.discounts);
  const rounding = sumMoney(order.payments.map((payment) => payment.rounding));
  return (
    <section className="flex flex-col rounded-md border border-line">
      <ul>
        {order.lines.map((line, index) => (
          <LineRow key={line.id} line={line} priced={priced[index]} onVoid={voidable && onVoid ? () => onVoid(line) : undefined} />
        ))}
        {order.voided.map((voided) => (
          <li key={voided.id} className="flex min-h-10 items-center gap-3 border-b border-line px-3 py-1 text-14 text-ink-muted">
            <s className="w-8 shrink-0 text-right">{voided.quantity}</s>
            <span className="min-w-0 flex-1">{t('orders.voided', { reason: voided.reason })}</span>
          </li>
        ))}
      </ul>
      <dl className="flex flex-col gap-1 p-3 text-14">
        {totals.discount > 0 && <Row label={t('orders.discount')} amount={totals.discount} />}
        {totals.tip > 0 && <Row label={t('tip.title')} amount={totals.tip} />}
        {rounding < 0 && <Row label={t('pay.rounding')} amount={rounding} />}
        <div className="flex justify-between gap-2 text-16 font-semibold">
          <dt>{t('sell.total')}</dt>
          <dd>
            <Money amount={totals.due} />
          </dd>
        </div>
        {order.payments.length > 0 && order.balance > 0 && <Row label={t('orders.owes')} amount={order.balance} />}
      </dl>
    </section>
  );
}

type LineRowProps = {
  readonly line: Line;
  readonly priced: Pick<PricedLine, 'gross' | 'net'> | undefined;
  readonly onVoid: (() => void) | undefined;
};

function LineRow({ line, priced, onVoid }: LineRowProps) {
  const { t } = useTranslation();
  return (
    <li data-testid="detail-line" className="flex min-h-12 items-center gap-3 border-b border-line px-3 py-1 text-16">
      <span className="w-8 shrink-0 text-right font-semibold">{line.quantity}</span>
      <span className="min-w-0 flex-1">
        <span className="block wrap-break-word">{line.name}</span>
        {line.choices.length > 0 && <span className="block text-14 text-ink-muted">{line.choices.map(({ name }) => name).join(', ')}</span>}
      </span>
      {priced && (
        <span className="flex flex-col items-end">
          <Money amount={priced.net} />
          {priced.net !== priced.gross && (
            <s className="text-12 text-ink-muted">
              <Money amount={priced.gross} />
            </s>
          )}
        </span>
      )}
      {onVoid && (
        <Button size="touch" variant="ghost" data-testid="line-void" onClick={onVoid}>
          {t('orders.void')}
        </Button>
      )}
    </li>
  );
}

function Row({ label, amount }: { readonly label: string; readonly amount: BranchOrder['paid'] }) {
  return (
    <div className="flex justify-between gap-2 text-ink-muted">
      <dt>{label}</dt>
      <dd>
        <Money amount={amount} />
      </dd>
    </div>
  );
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
