import { orderNumberText } from '@fastops/shared/orders/order.events';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Money } from '@fastops/ui/money';
import { TextField } from '@fastops/ui/text-field';
import { Bike } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { moneyText } from '../../lib/money-text.ts';
import { useRefusalText } from '../../lib/refusal-text.ts';
import type { Driver, ToSendOut } from './drivers.queries.ts';
import { useDriverStaff, useSendOut } from './drivers.queries.ts';

type SendOutSectionProps = { readonly orders: readonly ToSendOut[]; readonly known: readonly string[] };

/** First who goes, then one tap for each order that goes along. */
export function SendOutSection({ orders, known }: SendOutSectionProps) {
  const { t } = useTranslation();
  const staff = useDriverStaff();
  const [name, setName] = useState('');
  const named = name.trim();
  const one = staff.find((each) => each.name === named);
  const driver: Driver | undefined = named === '' ? undefined : (one ?? { name: named });
  const names = [...new Set([...staff.map((each) => each.name), ...known])];
  return (
    <section aria-label={t('drivers.to-send')} className="flex flex-col gap-3">
      <h3 className="text-16 font-semibold">{t('drivers.to-send')}</h3>
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          className="w-64"
          size="touch"
          label={t('drivers.who')}
          maxLength={60}
          value={name}
          data-testid="driver-name"
          onChange={(event) => setName(event.target.value)}
        />
        {names.map((each) => (
          <Chip key={each} pressed={named === each} onClick={() => setName(each)}>
            {each}
          </Chip>
        ))}
      </div>
      <ul>
        {orders.map((order) => (
          <Row key={order.id} order={order} driver={driver} />
        ))}
      </ul>
    </section>
  );
}

function Row({ order, driver }: { readonly order: ToSendOut; readonly driver: Driver | undefined }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const send = useSendOut(order.id);
  const { number, customer, neighborhood, address, balance, paysWith, change } = order;
  const refusal = send.data && !send.data.ok ? refusalText(send.data.refusal) : undefined;
  const carries =
    change > 0 && paysWith !== null ? t('drivers.pays-with', { bill: moneyText(paysWith), change: moneyText(change) }) : undefined;
  return (
    <li data-testid="to-send" className="flex min-h-20 flex-wrap items-center gap-3 border-b border-line py-2 last:border-0">
      <span className="min-w-0 flex-1">
        <span className="block truncate text-16 font-semibold">
          {[number ? orderNumberText(number) : undefined, customer].filter(Boolean).join(' · ')}
        </span>
        <span className="block truncate text-14 text-ink-muted">{[neighborhood, address].filter(Boolean).join(' · ')}</span>
        {carries && <span className="block text-14 font-medium">{carries}</span>}
        {refusal && (
          <span role="alert" className="block text-14 text-danger">
            {refusal}
          </span>
        )}
      </span>
      {balance > 0 ? <Money amount={balance} size={20} /> : <span className="text-14 text-ink-muted">{t('drivers.paid')}</span>}
      <Button
        size="touch"
        icon={Bike}
        busy={send.isPending}
        data-testid="send-out"
        disabledReason={driver ? undefined : t('drivers.who-first')}
        onClick={() => driver && send.mutate(driver)}
      >
        {t('drivers.send')}
      </Button>
    </li>
  );
}
