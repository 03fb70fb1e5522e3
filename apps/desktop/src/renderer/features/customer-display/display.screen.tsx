import { Money } from '@fastops/ui/money';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { hearDisplayChannel } from './display-channel.ts';
import type { DisplayView } from './display-view.ts';

/** The second screen, towards the customer. It hears what to show and has no way to ask anything. */
export function DisplayScreen() {
  const [view, setView] = useState<DisplayView>({ kind: 'idle', shop: '' });
  useEffect(() => hearDisplayChannel(setView, () => window.close()), []);
  return (
    <main className="flex h-full flex-col bg-surface text-ink" data-testid="customer-display">
      <header className="flex h-20 shrink-0 items-center border-b border-line px-8">
        <h1 className="truncate text-28 font-semibold">{view.shop}</h1>
      </header>
      {view.kind === 'idle' && <Welcome />}
      {view.kind === 'order' && <Order view={view} />}
      {view.kind === 'paid' && <Paid view={view} />}
    </main>
  );
}

function Welcome() {
  const { t } = useTranslation();
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-8 text-center">
      <p className="text-40 font-semibold">{t('display.welcome')}</p>
      <p className="text-20 text-ink-muted">{t('display.welcome-hint')}</p>
    </div>
  );
}

type OrderView = Extract<DisplayView, { kind: 'order' }>;

function Order({ view }: { readonly view: OrderView }) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' }), [view.lines.length]);
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <ol ref={list} className="min-h-0 flex-1 overflow-y-auto px-8" aria-label={t('sell.lines')}>
          {view.lines.map((line, index) => (
            <li key={index} data-testid="display-line" className="flex items-start gap-4 border-b border-line py-3 text-20">
              <span className="w-10 shrink-0 text-right font-semibold">{line.quantity}</span>
              <span className="min-w-0 flex-1">
                <span className="block wrap-break-word">{line.name}</span>
                {line.detail !== '' && <span className="block text-16 text-ink-muted">{line.detail}</span>}
              </span>
              <Money amount={line.amount} />
            </li>
          ))}
        </ol>
        <dl className="shrink-0 border-t border-line px-8 py-4 text-20" aria-live="polite">
          {view.discount > 0 && <Row label={t('orders.discount')} amount={view.discount} minus />}
          {view.tip > 0 && <Row label={t('tip.title')} amount={view.tip} />}
          <div className="flex items-end justify-between gap-4">
            <dt className="text-28 font-semibold">{t('sell.total')}</dt>
            <dd>
              <Money data-testid="display-total" amount={view.total} size={40} className="font-semibold" />
            </dd>
          </div>
        </dl>
      </div>
      {view.qr !== undefined && (
        <figure className="flex w-2/5 shrink-0 flex-col items-center justify-center gap-4 border-l border-line bg-surface-raised p-6">
          <img src={view.qr} alt={t('display.qr')} className="max-h-[70%] w-full rounded-md bg-white object-contain p-3" />
          <figcaption className="text-20 font-semibold">{t('display.scan')}</figcaption>
        </figure>
      )}
    </div>
  );
}

function Row({ label, amount, minus = false }: { readonly label: string; readonly amount: OrderView['total']; readonly minus?: boolean }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-ink-muted">{label}</dt>
      <dd>
        {minus && '−'}
        <Money amount={amount} />
      </dd>
    </div>
  );
}

function Paid({ view }: { readonly view: Extract<DisplayView, { kind: 'paid' }> }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 bg-positive-soft p-8 text-center text-positive" role="status">
      <p className="text-28 font-semibold">{t('display.thanks')}</p>
      <p className="text-20">{t('display.number')}</p>
      <p data-testid="display-number" className="text-40 font-semibold">
        {view.number}
      </p>
      {view.change > 0 && (
        <p className="text-28">
          {t('pay.change')} <Money data-testid="display-change" amount={view.change} size={40} className="font-semibold" />
        </p>
      )}
    </div>
  );
}
