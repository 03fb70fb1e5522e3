import type { Money as Amount } from '@fastops/shared/base/money';
import { subtractMoney } from '@fastops/shared/base/money';
import { classNames } from '@fastops/ui/class-names';
import { Money } from '@fastops/ui/money';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAccounts, type Account } from './account.queries.ts';

type AccountColumnProps = {
  readonly amount: Amount;
  readonly chosen: Account | undefined;
  readonly onChoose: (account: Account) => void;
};

/** Whose account it stands on: found by name or telephone, with what they owe and what is left of their credit. */
export function AccountColumn({ amount, chosen, onChoose }: AccountColumnProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const accounts = useAccounts(text);
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <div className="flex items-baseline justify-between gap-3 rounded-md border border-line-strong px-4 py-2">
        <span className="text-16 text-ink-muted">{t('pay.on-account')}</span>
        <Money amount={amount} size={28} className="font-semibold" />
      </div>
      <TextField
        size="touch"
        label={t('pay.find-customer')}
        value={text}
        maxLength={40}
        data-testid="account-search"
        onChange={(event) => setText(event.target.value)}
      />
      <ul aria-label={t('pay.customers')} className="flex max-h-72 flex-col gap-2 overflow-y-auto p-0.5">
        {accounts.map((account) => (
          <li key={account.id}>
            <button
              type="button"
              data-testid="account"
              aria-pressed={account.id === chosen?.id}
              onClick={() => onChoose(account)}
              className={classNames(
                'flex min-h-14 w-full items-center justify-between gap-3 rounded-md border px-3 text-left',
                account.id === chosen?.id
                  ? 'border-accent bg-accent-soft ring-2 ring-accent'
                  : 'border-line-strong hover:bg-surface-strong',
              )}
            >
              <span className="min-w-0">
                <span className="block truncate text-16 font-semibold">{account.name}</span>
                <span className="block text-14 text-ink-muted">{account.phone ?? t('pay.no-phone')}</span>
              </span>
              <span className="shrink-0 text-right text-14 text-ink-muted">
                {t('pay.credit-left')} <Money amount={subtractMoney(account.creditLimit, account.balance)} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {accounts.length === 0 && <p className="text-14 text-ink-muted">{t('pay.nobody-found')}</p>}
    </div>
  );
}
