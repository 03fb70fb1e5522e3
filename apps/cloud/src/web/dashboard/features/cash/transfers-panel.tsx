import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { shortBusinessDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Panel } from '../../lib/panel.tsx';
import type { CashPage } from './cash.queries.ts';

/** Transfers that a till took on trust and nobody has seen arrive. */
export function TransfersPanel({ transfers }: { readonly transfers: CashPage['unverified'] }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  return (
    <Panel title={t('cash.transfers', { count: transfers.length })} flush>
      {transfers.length === 0 && <EmptyState icon={CircleCheck} title={t('cash.noTransfersTitle')} text={t('cash.noTransfersText')} />}
      <ul>
        {transfers.map(({ orderId, number, method, amount, reference, businessDay }) => (
          <li
            key={`${orderId} ${reference ?? ''} ${amount}`}
            className="grid grid-cols-[4.5rem_minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line px-4 py-2 text-14 last:border-0"
          >
            <span className="font-semibold">{number ?? t('orders.noNumber')}</span>
            <span className="min-w-0 truncate">
              {t(`method.${method}`)}
              {reference && <span className="text-ink-muted"> · {reference}</span>}
              <span className="text-ink-muted"> · {shortBusinessDay(businessDay, locale)}</span>
            </span>
            <Money amount={amount} className="text-right font-semibold" />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
