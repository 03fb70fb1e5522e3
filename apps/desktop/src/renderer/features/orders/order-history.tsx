import { formatCop } from '@fastops/shared/base/money';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import type { HistoryEntry } from './orders.queries.ts';
import { useHistory, useStaffNames } from './orders.queries.ts';

const TOLD = [
  'order.opened',
  'order.type-changed',
  'order.line-added',
  'order.line-changed',
  'order.line-removed',
  'order.lines-repriced',
  'order.placed',
  'order.renumbered',
  'order.payment-added',
  'order.discount-added',
  'order.discount-removed',
  'order.tip-set',
  'order.tip-answered',
  'order.line-voided',
  'order.payment-verified',
  'order.payment-rejected',
  'order.refunded',
  'order.sent-out',
  'order.change-returned',
  'order.closed',
  'order.cancelled',
] as const;

/** Who did what to the order, and who allowed it. */
export function OrderHistory({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const nameOf = useStaffNames();
  const entries = useHistory(orderId);
  const who = (id: string) => nameOf(id) ?? t('orders.somebody');
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-16 font-semibold">{t('orders.history')}</h3>
      <ol className="flex flex-col" data-testid="order-history">
        {entries.map((entry) => (
          <li key={entry.id} className="flex gap-3 border-b border-line py-1.5 text-14 last:border-0">
            <time className="w-20 shrink-0 text-ink-muted">{time.clock(entry.at)}</time>
            <span className="min-w-0 flex-1">
              <Sentence entry={entry} />
              <span className="block text-ink-muted">
                {who(entry.actorId)}
                {entry.approvedById !== undefined && ` · ${t('orders.approved-by', { name: who(entry.approvedById) })}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Sentence({ entry }: { readonly entry: HistoryEntry }) {
  const { t } = useTranslation();
  const kind = TOLD.find((each) => each === entry.kind);
  const facts: string[] = [
    entry.quantity === undefined || entry.name === undefined ? entry.name : `${entry.quantity} × ${entry.name}`,
    entry.method === undefined ? undefined : t(`pay.${entry.method}`),
    entry.amount === undefined ? undefined : formatCop(entry.amount),
    entry.reason,
  ].filter((fact) => fact !== undefined);
  return (
    <span className="block wrap-break-word">
      <span className="font-medium">{kind ? t(`history.${kind}`) : entry.kind}</span>
      {facts.length > 0 && `: ${facts.join(' · ')}`}
    </span>
  );
}
