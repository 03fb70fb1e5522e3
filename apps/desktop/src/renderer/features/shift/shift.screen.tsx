import type { Money as Amount } from '@fastops/shared/base/money';
import { money } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Kbd } from '@fastops/ui/kbd';
import { Keypad } from '@fastops/ui/keypad';
import { Money } from '@fastops/ui/money';
import { useTranslation } from 'react-i18next';

import { useAmountEntry } from './amount-entry.ts';

type ShiftScreenProps = {
  readonly suggestedFloat: Amount;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly disabledReason: string | undefined;
  readonly onOpen: (openingFloat: Amount) => void;
};

const USUAL = [50_000, 100_000, 200_000].map(money);

/** One question. It starts with what the last count left in the drawer, so most days it is one Enter. */
export function ShiftScreen({ suggestedFloat, busy, error, disabledReason, onOpen }: ShiftScreenProps) {
  const { t } = useTranslation();
  const entry = useAmountEntry({
    start: suggestedFloat,
    inDialog: false,
    onEnter: (amount) => {
      if (!busy && disabledReason === undefined) onOpen(amount);
    },
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
          <Money data-testid="opening-float" amount={entry.amount} size={40} className="font-semibold" />
        </div>
        <div role="group" aria-label={t('shift.quick')} className="grid grid-cols-3 gap-2">
          {USUAL.map((amount) => (
            <Button key={amount} size="touch" onClick={() => entry.set(amount)} aria-pressed={amount === entry.amount}>
              <Money amount={amount} />
            </Button>
          ))}
        </div>
        <Keypad groupLabel={t('common.keypad')} eraseLabel={t('common.erase')} onKey={entry.type} onErase={entry.erase} />
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
          onClick={entry.submit}
          data-testid="open-shift"
          shortcut={<Kbd>Enter</Kbd>}
        >
          {t('shift.submit')}
        </Button>
      </div>
    </main>
  );
}
