import type { Money as Amount } from '@fastops/shared/base/money';
import { Dialog } from '@fastops/ui/dialog';
import { Keypad } from '@fastops/ui/keypad';
import type { KeypadKey } from '@fastops/ui/keypad';
import { Money } from '@fastops/ui/money';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { padKeys } from '../../lib/pad-keys.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { AccountColumn } from './account-column.tsx';
import { ChangeColumn } from './change-column.tsx';
import { ExactColumn } from './exact-column.tsx';
import type { Method } from './method.ts';
import { MethodColumn } from './method-column.tsx';
import type { Account } from './account.queries.ts';
import type { Tender } from './tender.ts';
import { cashView, erased, exactView, EXACT, picked, typed } from './tender.ts';

/** One payment as the cashier decided it: `amount` is what it settles of what is owed. */
export type Decision = {
  readonly method: Method;
  readonly amount: Amount;
  readonly tendered: Amount | undefined;
  readonly reference: string | undefined;
  readonly account: Account | undefined;
};

type PayScreenProps = {
  readonly owed: Amount;
  readonly aside: ReactNode;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onConfirm: (decision: Decision) => void;
  readonly onClose: () => void;
};

export function PayScreen({ owed, aside, busy, error, onConfirm, onClose }: PayScreenProps) {
  const { t } = useTranslation();
  const [method, setMethod] = useState<Method>('cash');
  const [part, setPart] = useState<Amount>(owed);
  const [tender, setTender] = useState<Tender>(EXACT);
  const [reference, setReference] = useState('');
  const [account, setAccount] = useState<Account>();
  const cash = cashView(part, tender);
  const inCash = method === 'cash';
  const blocked = method === 'on_account' && !account ? t('pay.customer-needed') : undefined;
  const type = (key: KeypadKey) => setTender((now) => typed(now, key));
  const erase = () => setTender(erased);
  const pick = (amount: Amount) => {
    setTender(picked(amount));
    // The next Enter completes the sale instead of picking the same bill again.
    confirmButton()?.focus();
  };
  const confirm = () => {
    if (busy || blocked !== undefined) return;
    const none = { tendered: undefined, reference: undefined, account: undefined };
    if (method === 'on_account') onConfirm({ ...none, method, amount: part, account });
    else if (!inCash) onConfirm({ ...none, method, amount: part, reference: reference.trim() || undefined });
    else if (cash.change !== undefined) onConfirm({ ...none, method, amount: part, tendered: cash.tendered });
  };
  useShortcuts(
    {
      ...(inCash ? padKeys(type, erase) : {}),
      Enter: (event) => {
        // A focused button answers to Enter itself; from anywhere else it completes the sale.
        if (event.target instanceof HTMLButtonElement) return false;
        if (!event.repeat) confirm();
      },
    },
    { inDialog: true, alone: true },
  );

  return (
    <Dialog open onClose={onClose} size="large" title={t('pay.title')} closeLabel={t('common.close')} initialFocus={confirmButton}>
      <div className="grid grid-cols-[200px_minmax(0,1fr)_240px] gap-6">
        <MethodColumn
          owed={owed}
          part={part}
          method={method}
          cash={cash}
          onMethod={setMethod}
          onPart={(next) => {
            setPart(next);
            setTender(EXACT);
          }}
        />
        {inCash && <CashColumn cash={cash} onPick={pick} onKey={type} onErase={erase} />}
        {method === 'on_account' && <AccountColumn amount={part} chosen={account} onChoose={setAccount} />}
        {!inCash && method !== 'on_account' && (
          <ExactColumn method={method} amount={part} reference={reference} onReference={setReference} />
        )}
        <ChangeColumn
          cash={inCash ? cash : exactView(part)}
          aside={aside}
          blocked={blocked}
          busy={busy}
          error={error}
          onConfirm={confirm}
        />
      </div>
    </Dialog>
  );
}

type CashColumnProps = {
  readonly cash: ReturnType<typeof cashView>;
  readonly onPick: (amount: Amount) => void;
  readonly onKey: (key: KeypadKey) => void;
  readonly onErase: () => void;
};

function CashColumn({ cash, onPick, onKey, onErase }: CashColumnProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-baseline justify-between gap-3 rounded-md border border-line-strong px-4 py-2">
        <span className="text-16 text-ink-muted">{t('pay.received')}</span>
        <Money data-testid="pay-received" amount={cash.tendered} size={cash.tendered >= 10_000_000 ? 28 : 40} className="font-semibold" />
      </div>
      <Bills suggestions={cash.suggestions} tendered={cash.tendered} onPick={onPick} />
      <Keypad groupLabel={t('common.keypad')} eraseLabel={t('common.erase')} onKey={onKey} onErase={onErase} />
    </div>
  );
}

function confirmButton(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-testid="pay-confirm"]');
}

type BillsProps = { readonly suggestions: readonly Amount[]; readonly tendered: Amount; readonly onPick: (amount: Amount) => void };

function Bills({ suggestions, tendered, onPick }: BillsProps) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t('pay.bills')} className="grid grid-cols-3 gap-2">
      {suggestions.map((amount, index) => (
        <button
          key={amount}
          type="button"
          data-testid="tender"
          aria-pressed={amount === tendered}
          onClick={() => onPick(amount)}
          className="flex min-h-14 flex-col items-center justify-center rounded-md border border-line-strong bg-surface-raised px-2 font-semibold hover:bg-surface-strong aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:ring-1 aria-pressed:ring-accent"
        >
          <Money amount={amount} className="text-16" />
          {index === 0 && <span className="text-12 font-medium text-ink-muted">{t('pay.exact')}</span>}
        </button>
      ))}
    </div>
  );
}
