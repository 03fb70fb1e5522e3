import type { Money as Amount } from '@fastops/shared/base/money';
import { money } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { AmountQuestion } from '../../lib/amount-question.tsx';
import { useAmountEntry } from '../../lib/amount-entry.ts';

type ShiftScreenProps = {
  readonly suggestedFloat: Amount;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly disabledReason: string | undefined;
  readonly onOpen: (opening: { readonly openingFloat: Amount; readonly reason: string | undefined }) => void;
};

const USUAL = [50_000, 100_000, 200_000].map(money);

/** One question. It starts with what the last count left in the drawer, so most days it is one Enter. */
export function ShiftScreen({ suggestedFloat, busy, error, disabledReason, onOpen }: ShiftScreenProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const entry = useAmountEntry({
    start: suggestedFloat,
    inDialog: false,
    onEnter: (amount) => {
      if (!busy && disabledReason === undefined)
        onOpen({ openingFloat: amount, reason: corrects(amount) ? reason.trim() || undefined : undefined });
    },
  });

  function corrects(amount: Amount): boolean {
    return suggestedFloat > 0 && amount !== suggestedFloat;
  }

  return (
    <main className="flex min-h-0 flex-1 items-center justify-center overflow-y-auto p-4">
      <div className="flex w-[420px] flex-col gap-4 rounded-md border border-line bg-surface-raised p-6">
        <div>
          <h1 className="text-20 font-semibold">{t('shift.title')}</h1>
          <p className="mt-1 text-14 text-ink-muted">{t('shift.text')}</p>
        </div>
        <AmountQuestion
          entry={entry}
          label={t('shift.float')}
          submitLabel={t('shift.submit')}
          testIds={{ amount: 'opening-float', submit: 'open-shift' }}
          busy={busy}
          error={error}
          disabledReason={disabledReason}
          quick={
            <>
              <UsualFloats amount={entry.amount} onPick={entry.set} />
              {corrects(entry.amount) && (
                <TextField
                  size="touch"
                  label={t('shift.float-reason')}
                  hint={t('shift.float-reason-hint')}
                  maxLength={120}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                  data-testid="float-reason"
                />
              )}
            </>
          }
        />
      </div>
    </main>
  );
}

function UsualFloats({ amount: chosen, onPick }: { readonly amount: Amount; readonly onPick: (amount: Amount) => void }) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t('shift.quick')} className="grid grid-cols-3 gap-2">
      {USUAL.map((amount) => (
        <Button key={amount} size="touch" onClick={() => onPick(amount)} aria-pressed={amount === chosen}>
          <Money amount={amount} />
        </Button>
      ))}
    </div>
  );
}
