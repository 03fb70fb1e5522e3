import { money } from '@fastops/shared/base/money';
import type { AccountPayment } from '@fastops/shared/customers/customer.events';
import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { Money } from '@fastops/ui/money';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { useQuery } from '@tanstack/react-query';
import { Gauge, Pencil, Printer, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { CreditLimit } from './credit-limit.tsx';
import { CustomerForm } from './customer-form.tsx';
import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import { useTimeFormat } from '../../lib/time-format.ts';
import { useCommand } from '../../lib/use-command.ts';

const METHODS = ['cash', 'card', 'nequi', 'daviplata', 'bank_transfer', 'breb'] as const satisfies readonly AccountPayment['method'][];

export type CustomerRights = { readonly mayPay: boolean; readonly mayEdit: boolean };
type AccountProps = CustomerRights & { readonly customerId: string };

/** One customer: what they owe, how it came about, and the money they bring for it. */
export function CustomerAccount({ customerId, mayPay, mayEdit }: AccountProps) {
  const { t } = useTranslation();
  const branch = useBranch();
  const time = useTimeFormat();
  const asked = useQuery({ queryKey: ['customers', 'one', customerId], queryFn: () => branch.customers.find.query({ customerId }) });
  const [doing, setDoing] = useState<'edit' | 'limit'>();
  const done = () => {
    setDoing(undefined);
    void asked.refetch();
  };
  if (!asked.data?.ok) return null;
  const customer = asked.data.value;
  const { name, phone, balance, creditLimit, entries } = customer;
  if (doing === 'edit') return <CustomerForm customerId={customerId} start={customer} onDone={done} onCancel={done} />;
  return (
    <section aria-label={name} className="flex flex-col gap-3 pt-2">
      <div className="flex items-end gap-6">
        <h3 className="min-w-0 flex-1 truncate text-20 font-semibold">
          {name} <span className="text-14 font-normal text-ink-muted">{phone}</span>
        </h3>
        <Figure word={t('service.limit')} amount={creditLimit} />
        <Figure word={t('service.balance')} amount={balance} />
      </div>
      <AccountActions customerId={customerId} onDoing={mayEdit ? setDoing : undefined} />
      {doing === 'limit' && <CreditLimit customerId={customerId} name={name} limit={creditLimit} onDone={done} />}
      {mayPay && balance > 0 && <Collect customerId={customerId} balance={balance} />}
      <h4 className="text-16 font-semibold">{t('service.statement')}</h4>
      {entries.length === 0 && <p className="text-16 text-ink-muted">{t('service.no-entries')}</p>}
      <ul>
        {entries.toReversed().map(({ id, kind, amount, at }) => (
          <li key={`${kind} ${id}`} className="flex min-h-12 items-center gap-3 border-b border-line text-16 last:border-0">
            <span className="flex-1">{t(`service.entry.${kind}`)}</span>
            <span className="text-14 text-ink-muted">{time.clock(at)}</span>
            <Money amount={money(amount)} className="w-28 text-right font-semibold" />
          </li>
        ))}
      </ul>
      <Addresses customerId={customerId} addresses={customer.addresses} onRemoved={mayEdit ? done : undefined} />
    </section>
  );
}

type ActionsProps = { readonly customerId: string; readonly onDoing: ((doing: 'edit' | 'limit') => void) | undefined };

/** What can be done with one customer: who they are, how much they may owe, and what they owe on paper. */
function AccountActions({ customerId, onDoing }: ActionsProps) {
  const { t } = useTranslation();
  const branch = useBranch();
  const command = useCommand();
  const toast = useToast();
  const print = async () => {
    const answer = await command(t('customer.print'), () => branch.customers.printStatement.mutate({ customerId }));
    if (!answer) return;
    toast(answer.printed ? { tone: 'positive', title: t('customer.printed') } : { tone: 'warning', title: t('customer.no-printer') });
  };
  return (
    <div className="flex flex-wrap gap-2">
      {onDoing && (
        <>
          <Button size="touch" icon={Pencil} data-testid="customer-edit" onClick={() => onDoing('edit')}>
            {t('customer.edit')}
          </Button>
          <Button size="touch" icon={Gauge} data-testid="customer-limit" onClick={() => onDoing('limit')}>
            {t('customer.limit')}
          </Button>
        </>
      )}
      <Button size="touch" icon={Printer} data-testid="customer-print" onClick={() => void print()}>
        {t('customer.print')}
      </Button>
    </div>
  );
}

type AddressesProps = {
  readonly customerId: string;
  readonly addresses: readonly { readonly id: string; readonly text: string; readonly neighborhood: string }[];
  readonly onRemoved: (() => void) | undefined;
};

/** Where they get food brought to; one that is no longer theirs is taken off. */
function Addresses({ customerId, addresses, onRemoved }: AddressesProps) {
  const { t } = useTranslation();
  const branch = useBranch();
  const command = useCommand();
  const remove = async (addressId: string) => {
    if (await command(t('customer.addresses'), () => branch.customers.removeAddress.mutate({ customerId, addressId }))) onRemoved?.();
  };
  if (addresses.length === 0) return null;
  return (
    <>
      <h4 className="text-16 font-semibold">{t('customer.addresses')}</h4>
      <ul>
        {addresses.map(({ id, text, neighborhood }) => (
          <li key={id} className="flex min-h-12 items-center gap-3 border-b border-line text-16 last:border-0">
            <span className="min-w-0 flex-1 wrap-break-word">
              {text} <span className="text-14 text-ink-muted">{neighborhood}</span>
            </span>
            {onRemoved && (
              <IconButton
                icon={Trash2}
                size="touch"
                tone="danger-outline"
                label={t('customer.remove-address', { address: text })}
                onClick={() => void remove(id)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Figure({ word, amount }: { readonly word: string; readonly amount: number }) {
  return (
    <span className="text-right">
      <span className="block text-12 text-ink-muted">{word}</span>
      <Money amount={money(amount)} className="text-20 font-semibold" />
    </span>
  );
}

/** Takes money for the account; cash goes into the open drawer. */
function Collect({ customerId, balance }: { readonly customerId: string; readonly balance: number }) {
  const { t } = useTranslation();
  const branch = useBranch();
  const command = useCommand();
  const toast = useToast();
  const [text, setText] = useState(String(balance));
  const [method, setMethod] = useState<(typeof METHODS)[number]>('cash');
  // Kept until it is taken: the same tap twice is one payment.
  const [paymentId, setPaymentId] = useState(newId);
  const amount = Number(text.replace(/\D/g, ''));
  const collect = async () => {
    const payment = { id: paymentId, method, amount: money(amount) };
    const taken = await command(t('service.collect'), () => branch.customers.pay.mutate({ customerId, payment }));
    if (!taken) return;
    setPaymentId(newId());
    toast({ tone: 'positive', title: t('service.collected') });
  };
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (amount > 0) void collect();
      }}
    >
      <TextField
        className="w-44"
        size="touch"
        inputMode="numeric"
        label={t('service.amount')}
        value={text}
        maxLength={12}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="w-48">
        <Select
          label={t('service.method')}
          size="touch"
          value={method}
          onChange={setMethod}
          options={METHODS.map((value) => ({ value, label: t(`pay.${value}`) }))}
        />
      </div>
      <Button type="submit" size="touch" variant="primary" data-testid="collect">
        {t('service.collect')}
      </Button>
    </form>
  );
}
