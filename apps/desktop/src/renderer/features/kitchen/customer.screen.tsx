import { CircleCheck, Hourglass } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { useCustomerBoard } from './kitchen.queries.ts';
import { ring } from './sounds.ts';

/** What the people who wait look at: numbers that are being made, and numbers that are called. */
export function CustomerScreen() {
  const { t } = useTranslation();
  const { data } = useCustomerBoard();
  const orders = data?.orders ?? [];
  const ready = orders.filter(({ state }) => state === 'ready');
  useCall(ready.map(({ orderId }) => orderId));
  const preparing = orders.filter(({ state }) => state === 'preparing');
  return (
    <main className="grid min-h-0 flex-1 grid-cols-2 gap-3 p-3" data-testid="kitchen-customers">
      <section className="flex min-h-0 flex-col gap-3 rounded-md border-2 border-line-strong p-4">
        <h2 className="flex items-center gap-3 text-28 font-bold">
          <Hourglass aria-hidden className="size-8" />
          {t('kitchen.preparing')}
        </h2>
        {orders.length === 0 && <p className="text-20 text-ink-muted">{t('kitchen.nobody-waits')}</p>}
        <Numbers orders={preparing} />
      </section>
      <section className="flex min-h-0 flex-col gap-3 rounded-md border-2 border-positive bg-positive-soft p-4" aria-live="polite">
        <h2 className="flex items-center gap-3 text-28 font-bold">
          <CircleCheck aria-hidden className="size-8" />
          {t('kitchen.ready')}
        </h2>
        <Numbers orders={ready} />
      </section>
    </main>
  );
}

type NumbersProps = { readonly orders: readonly { readonly orderId: string; readonly number: string; readonly label?: string }[] };

function Numbers({ orders }: NumbersProps) {
  return (
    <ul className="flex flex-wrap content-start gap-x-8 gap-y-4 overflow-y-auto">
      {orders.map(({ orderId, number, label }) => (
        <li key={orderId} className="flex flex-col">
          <span className="text-40 font-bold tabular-nums">{number}</span>
          {label !== undefined && <span className="text-16">{label}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Rings once for each order that wasn't ready before. */
function useCall(ready: readonly string[]): void {
  const called = useRef<ReadonlySet<string>>(undefined);
  const key = ready.join(' ');
  useEffect(() => {
    const now = key === '' ? [] : key.split(' ');
    if (called.current && now.some((id) => !called.current?.has(id))) ring('ready');
    called.current = new Set(now);
  }, [key]);
}
