import type { Money as Amount } from '@fastops/shared/base/money';
import { money } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Kbd } from '@fastops/ui/kbd';
import type { KeypadKey } from '@fastops/ui/keypad';
import { Keypad } from '@fastops/ui/keypad';
import { Money } from '@fastops/ui/money';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useShortcuts } from '../../lib/shortcuts.ts';

type ShiftScreenProps = {
  readonly suggestedFloat: Amount;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly disabledReason: string | undefined;
  readonly onOpen: (openingFloat: Amount) => void;
};

const USUAL = [50_000, 100_000, 200_000].map(money);
const LONGEST_AMOUNT = 8;
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** One question. It starts with what the last count left in the drawer, so most days it is one Enter. */
export function ShiftScreen({ suggestedFloat, busy, error, disabledReason, onOpen }: ShiftScreenProps) {
  const { t } = useTranslation();
  const [digits, setDigits] = useState<string>();
  const openingFloat = digits === undefined ? suggestedFloat : money(Number(digits || '0'));
  const type = (key: KeypadKey) => setDigits((now = '') => (now + key).replace(/^0+(?=\d)/, '').slice(0, LONGEST_AMOUNT));
  const erase = () => setDigits((now = String(suggestedFloat)) => now.slice(0, -1));
  const submit = () => {
    if (!busy && disabledReason === undefined) onOpen(openingFloat);
  };
  useShortcuts({
    ...Object.fromEntries(DIGITS.map((digit) => [digit, () => type(digit)])),
    Backspace: erase,
    Enter: (event) => (event.target instanceof HTMLButtonElement ? false : submit()),
  });

  return (
    <main className="flex min-h-0 flex-1 items-center justify-center overflow-y-auto p-4">
      <div className="flex w-[420px] flex-col gap-4 rounded-md border border-line bg-surface-raised p-6">
        <div>
          <h1 className="text-20 font-semibold">{t('shift.title')}</h1>
          <p className="mt-1 text-14 text-ink-muted">{t('shift.text')}</p>
        </div>
        <div className="flex items-baseline justify-between gap-3 rounded-md border border-line-strong px-4 py-2">
          <span className="text-16 text-ink-muted">{t('shift.float')}</span>
          <Money data-testid="opening-float" amount={openingFloat} size={40} className="font-semibold" />
        </div>
        <div role="group" aria-label={t('shift.quick')} className="grid grid-cols-3 gap-2">
          {USUAL.map((amount) => (
            <Button key={amount} size="touch" onClick={() => setDigits(String(amount))} aria-pressed={amount === openingFloat}>
              <Money amount={amount} />
            </Button>
          ))}
        </div>
        <Keypad groupLabel={t('common.keypad')} eraseLabel={t('common.erase')} onKey={type} onErase={erase} />
        {error && (
          <p role="alert" className="text-14 font-medium text-danger">
            {error}
          </p>
        )}
        <Button
          variant="primary"
          size="hero"
          stretch
          busy={busy}
          disabledReason={disabledReason}
          onClick={submit}
          data-testid="open-shift"
          shortcut={<Kbd>Enter</Kbd>}
        >
          {t('shift.submit')}
        </Button>
      </div>
    </main>
  );
}
