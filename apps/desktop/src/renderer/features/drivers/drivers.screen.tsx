import { sumMoney } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Sheet } from '@fastops/ui/sheet';
import { useToast } from '@fastops/ui/toast';
import { Bike, HandCoins } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { moneyText } from '../../lib/money-text.ts';
import { useTimeFormat } from '../../lib/time-format.ts';
import type { OwedOrder } from './drivers.queries.ts';
import { useDrivers } from './drivers.queries.ts';
import { SendOutSection } from './send-out-section.tsx';
import { SettleDialog } from './settle.dialog.tsx';

/** Deliveries: who takes which, and the money that is in somebody's pocket until it is handed in. */
export function DriversScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { toSendOut, owed } = useDrivers(true);
  const [settling, setSettling] = useState<string>();
  const toast = useToast();
  const byDriver = [...Map.groupBy(owed, ({ driver }) => driver)];
  const orders = owed.filter(({ driver }) => driver === settling);
  return (
    <Sheet open onClose={onClose} width="wide" title={t('drivers.title')} description={t('drivers.text')} closeLabel={t('common.close')}>
      {toSendOut.length === 0 && owed.length === 0 && <EmptyState icon={Bike} title={t('drivers.empty')} text={t('drivers.empty-text')} />}
      {byDriver.length > 0 && (
        <section aria-label={t('drivers.on-the-road')} className="flex flex-col gap-3 pb-6">
          <h3 className="text-16 font-semibold">{t('drivers.on-the-road')}</h3>
          {byDriver.map(([driver, each]) => (
            <DriverCard key={driver} driver={driver} orders={each} onSettle={() => setSettling(driver)} />
          ))}
        </section>
      )}
      {toSendOut.length > 0 && <SendOutSection orders={toSendOut} known={byDriver.map(([name]) => name)} />}
      {settling !== undefined && orders.length > 0 && (
        <SettleDialog
          driver={settling}
          orders={orders}
          onClose={() => setSettling(undefined)}
          onDone={(stillOwed) => {
            const title: string =
              stillOwed > 0
                ? t('drivers.still-owes', { name: settling, amount: moneyText(stillOwed) })
                : t('drivers.settled', { name: settling });
            toast({ tone: stillOwed > 0 ? 'warning' : 'positive', title });
            setSettling(undefined);
          }}
        />
      )}
    </Sheet>
  );
}

type DriverCardProps = { readonly driver: string; readonly orders: readonly OwedOrder[]; readonly onSettle: () => void };

function DriverCard({ driver, orders, onSettle }: DriverCardProps) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const total = sumMoney(orders.map(({ owes }) => owes));
  return (
    <article data-testid="driver" aria-label={driver} className="rounded-md border border-line p-3">
      <header className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 flex-1 truncate text-20 font-semibold">{driver}</span>
        <Money amount={total} size={20} className="font-semibold" data-testid="driver-owes" />
        <Button size="touch" variant="primary" icon={HandCoins} data-testid="settle" onClick={onSettle}>
          {t('drivers.settle')}
        </Button>
      </header>
      <ul className="pt-2">
        {orders.map(({ id, number, neighborhood, sentAt, change, toCollect, owes }) => (
          <li key={id} className="grid min-h-12 grid-cols-[5rem_minmax(0,1fr)_auto] items-center gap-3 border-t border-line py-1 text-16">
            <span className="font-semibold">{number}</span>
            <span className="min-w-0">
              <span className="block truncate">
                {neighborhood ?? ''} <span className="text-ink-muted">{time.clock(sentAt)}</span>
              </span>
              <PocketText change={change} toCollect={toCollect} />
            </span>
            <Money amount={owes} />
          </li>
        ))}
      </ul>
    </article>
  );
}

/** What of the money is change that was given along, and what the customer pays. */
function PocketText({ change, toCollect }: Pick<OwedOrder, 'change' | 'toCollect'>) {
  const { t } = useTranslation();
  const parts = [
    ...(toCollect > 0 ? [t('drivers.collects', { amount: moneyText(toCollect) })] : []),
    ...(change > 0 ? [t('drivers.carries', { amount: moneyText(change) })] : []),
  ];
  return <span className="block text-14 text-ink-muted">{parts.join(' · ')}</span>;
}
