import type { Money as Amount } from '@fastops/shared/base/money';
import { Dialog } from '@fastops/ui/dialog';
import { Keypad } from '@fastops/ui/keypad';
import type { KeypadKey } from '@fastops/ui/keypad';
import { Money } from '@fastops/ui/money';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useShortcuts } from '../../lib/shortcuts.ts';
import { ChangeColumn } from './change-column.tsx';
import { MethodColumn } from './method-column.tsx';
import type { Tender } from './tender.ts';
import { cashView, erased, EXACT, picked, typed } from './tender.ts';

type PayScreenProps = {
  readonly total: Amount;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onConfirm: (tendered: Amount) => void;
  readonly onClose: () => void;
};

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export function PayScreen({ total, busy, error, onConfirm, onClose }: PayScreenProps) {
  const { t } = useTranslation();
  const [tender, setTender] = useState<Tender>(EXACT);
  const cash = cashView(total, tender);
  const type = (key: KeypadKey) => setTender((now) => typed(now, key));
  const erase = () => setTender(erased);
  const pick = (amount: Amount) => {
    setTender(picked(amount));
    // The next Enter completes the sale instead of picking the same bill again.
    confirmButton()?.focus();
  };
  const confirm = () => {
    if (cash.change !== undefined && !busy) onConfirm(cash.tendered);
  };
  useShortcuts(
    {
      ...Object.fromEntries(DIGITS.map((digit) => [digit, () => type(digit)])),
      Backspace: erase,
      Enter: (event) => {
        // A focused button answers to Enter itself; from anywhere else it completes the sale.
        if (event.target instanceof HTMLButtonElement) return false;
        if (!event.repeat) confirm();
      },
    },
    { inDialog: true },
  );

  return (
    <Dialog open onClose={onClose} size="large" title={t('pay.title')} closeLabel={t('common.close')} initialFocus={confirmButton}>
      <div className="grid grid-cols-[200px_minmax(0,1fr)_240px] gap-6">
        <MethodColumn total={total} cash={cash} />
        <div className="flex flex-col gap-3">
          <div className="flex items-baseline justify-between gap-3 rounded-md border border-line-strong px-4 py-2">
            <span className="text-16 text-ink-muted">{t('pay.received')}</span>
            <Money
              data-testid="pay-received"
              amount={cash.tendered}
              size={cash.tendered >= 10_000_000 ? 28 : 40}
              className="font-semibold"
            />
          </div>
          <Bills suggestions={cash.suggestions} tendered={cash.tendered} onPick={pick} />
          <Keypad groupLabel={t('common.keypad')} eraseLabel={t('common.erase')} onKey={type} onErase={erase} />
        </div>
        <ChangeColumn cash={cash} busy={busy} error={error} onConfirm={confirm} />
      </div>
    </Dialog>
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
