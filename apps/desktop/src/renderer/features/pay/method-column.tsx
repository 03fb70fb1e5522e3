import type { Money as Amount } from '@fastops/shared/base/money';
import { Money } from '@fastops/ui/money';
import { Banknote } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { cashView } from './tender.ts';

/** From ten millions on a figure goes down one size, so that it stays on its line. */
const LARGE = 10_000_000;

type CashView = ReturnType<typeof cashView>;

/** How it is paid, and what that makes of the total. */
export function MethodColumn({ total, cash }: { readonly total: Amount; readonly cash: CashView }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      <div role="radiogroup" aria-label={t('pay.methods')}>
        <span
          role="radio"
          aria-checked
          tabIndex={0}
          className="flex min-h-16 items-center gap-3 rounded-md border border-accent bg-accent-soft px-4 text-16 font-semibold ring-1 ring-accent"
        >
          <Banknote aria-hidden className="size-6" />
          {t('pay.cash')}
        </span>
      </div>
      <dl className="flex flex-col gap-2 text-14">
        {cash.rounding < 0 && (
          <>
            <Row label={t('pay.total')} amount={total} />
            <Row label={t('pay.rounding')} amount={cash.rounding} />
          </>
        )}
        <div className="flex flex-col border-t border-line pt-2 first:border-0 first:pt-0">
          <dt className="text-ink-muted">{t('pay.due')}</dt>
          <dd className="text-right">
            <Money data-testid="pay-due" amount={cash.due} size={cash.due >= LARGE ? 20 : 28} className="font-semibold" />
          </dd>
        </div>
      </dl>
    </div>
  );
}

function Row({ label, amount }: { readonly label: string; readonly amount: Amount }) {
  return (
    <div className="flex justify-between gap-2">
      <dt className="text-ink-muted">{label}</dt>
      <dd>
        <Money amount={amount} />
      </dd>
    </div>
  );
}
