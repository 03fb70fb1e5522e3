import { money } from '@fastops/shared/base/money';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Select } from '@fastops/ui/select';
import { Skeleton } from '@fastops/ui/skeleton';
import { useToast } from '@fastops/ui/toast';
import { CircleCheck, ShoppingCart } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { pesosText, quantityText } from '../../lib/figures.ts';
import { calendarDay } from '../../lib/format.ts';
import { useMay } from '../../lib/me.ts';
import { newId } from '../../lib/new-id.ts';
import { Panel } from '../../lib/panel.tsx';
import { useOrders, useSaveOrder, useSuggestions, useSuppliers, type OpenOrder, type Suggestion } from './stock.queries.ts';

const BOGOTA_HOURS = -5;

/** What to buy, why so much, and what is already on its way. */
export function BuyTab({ branchId }: { readonly branchId: string }) {
  const suggestions = useSuggestions(branchId);
  const orders = useOrders(branchId);
  if (suggestions.error) return <FailureNotice error={suggestions.error} onRetry={() => void suggestions.refetch()} />;
  if (!suggestions.data || !orders.data) return <Skeleton className="h-64" />;
  return (
    <div className="flex flex-col gap-4">
      <Suggestions branchId={branchId} suggestions={suggestions.data} orders={orders.data} />
      <Orders branchId={branchId} orders={orders.data} suggestions={suggestions.data} />
    </div>
  );
}

type SuggestionsProps = { readonly branchId: string; readonly suggestions: readonly Suggestion[]; readonly orders: readonly OpenOrder[] };

function Suggestions({ branchId, suggestions, orders }: SuggestionsProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const suppliers = useSuppliers().data ?? [];
  const mayManage = useMay('stock.manage');
  const save = useSaveOrder();
  const wanted = suggestions.filter(({ order }) => order > 0);
  const [chosen, setSupplier] = useState<string>();
  const supplierId = chosen ?? suppliers[0]?.id;
  const mine = wanted.filter((each) => each.supplierId === undefined || each.supplierId === supplierId);
  const order = () => {
    if (supplierId === undefined || mine.length === 0) return;
    const lines = mine.map(({ id, order: quantity, price }) => {
      return { ingredientId: id, quantity, cost: money(Math.round((price.amount * quantity) / price.quantity)) };
    });
    const number = Math.max(0, ...orders.map((each) => each.number)) + 1;
    const orderedOn = calendarDay({ at: Date.now(), utcOffsetHours: BOGOTA_HOURS });
    const made = { id: newId(), branchId, supplierId, number, orderedOn, state: 'open' as const, lines };
    save.mutate({ branchId, order: made }, { onSuccess: () => toast({ tone: 'positive', title: t('stock.orderNumber', { number }) }) });
  };
  return (
    <Panel
      title={t('stock.suggested')}
      flush
      action={
        mayManage && (
          <span className="flex flex-wrap items-end gap-2">
            {supplierId !== undefined && (
              <Select
                label={t('stock.supplier')}
                hideLabel
                value={supplierId}
                onChange={setSupplier}
                options={suppliers.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            <Button
              variant="primary"
              icon={ShoppingCart}
              busy={save.isPending}
              disabledReason={supplierId === undefined ? t('stock.noSupplierYet') : mine.length === 0 ? t('stock.enough') : undefined}
              onClick={order}
              data-testid="make-order"
            >
              {t('stock.makeOrder')}
            </Button>
          </span>
        )
      }
    >
      <p className="px-4 pt-3 text-14 text-ink-muted">{t('stock.suggestedText')}</p>
      <ul aria-label={t('stock.suggested')}>
        {[...suggestions]
          .sort((a, b) => b.missing - a.missing)
          .map((each) => (
            <SuggestionRow key={each.id} suggestion={each} />
          ))}
      </ul>
    </Panel>
  );
}

function SuggestionRow({ suggestion }: { readonly suggestion: Suggestion }) {
  const { t } = useTranslation();
  const { name, unit, packs, packName, order, cap, missing, price } = suggestion;
  const text = (quantity: number) => quantityText(quantity, unit);
  const sum = {
    perDay: text(suggestion.perDay),
    days: suggestion.days,
    expected: text(suggestion.expected),
    safety: text(suggestion.safety),
    onHand: text(suggestion.onHand),
    onOrder: text(suggestion.onOrder),
  };
  const capped: string = t('stock.capped');
  const what = packName === '' ? text(order) : `${packs} × ${packName} (${text(order)})`;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line px-4 py-3 text-14 last:border-0">
      <span className="min-w-56 flex-1">
        <span className="text-16 font-semibold">{name}</span>
        <span className="block text-12 text-ink-muted">
          {t('stock.sum', sum)}
          {cap !== null && cap < missing && ` · ${capped}`}
        </span>
      </span>
      {order > 0 ? (
        <span className="text-right font-semibold">
          {what}
          <span className="block text-12 font-normal text-ink-muted">
            {pesosText(Math.round((price.amount * 100 * order) / price.quantity))}
          </span>
        </span>
      ) : (
        <Badge tone="positive" icon={CircleCheck}>
          {t('stock.enough')}
        </Badge>
      )}
    </li>
  );
}

type OrdersProps = { readonly branchId: string; readonly orders: readonly OpenOrder[]; readonly suggestions: readonly Suggestion[] };

function Orders({ branchId, orders, suggestions }: OrdersProps) {
  const { t } = useTranslation();
  const save = useSaveOrder();
  const mayManage = useMay('stock.manage');
  const of = (id: string) => suggestions.find((each) => each.id === id);
  const close = ({ received: _, ...order }: OpenOrder) => save.mutate({ branchId, order: { ...order, state: 'closed' } });
  return (
    <Panel title={t('stock.orders')} flush>
      {orders.length === 0 && <EmptyState icon={ShoppingCart} title={t('stock.noOrders')} />}
      <ul aria-label={t('stock.orders')}>
        {orders.map((order) => (
          <li key={order.id} className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-3 text-14 last:border-0">
            <span className="font-semibold">{t('stock.orderNumber', { number: order.number })}</span>
            <Badge tone={order.state === 'open' ? 'info' : 'neutral'}>{t(`stock.${order.state}`)}</Badge>
            <span className="min-w-56 flex-1 text-ink-muted">
              {order.lines
                .map(({ ingredientId, quantity }) => {
                  const came = order.received.find((each) => each.ingredientId === ingredientId)?.quantity ?? 0;
                  const unit = of(ingredientId)?.unit ?? 'un';
                  return `${of(ingredientId)?.name ?? '–'} ${quantityText(came, unit)} / ${quantityText(quantity, unit)}`;
                })
                .join(', ')}
            </span>
            {mayManage && order.state === 'open' && (
              <Button variant="ghost" onClick={() => close(order)}>
                {t('stock.close')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
