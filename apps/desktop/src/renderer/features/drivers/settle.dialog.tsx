import type { Money } from '@fastops/shared/base/money';
import { subtractMoney, sumMoney } from '@fastops/shared/base/money';
import { cashDue } from '@fastops/shared/payments/rounding';
import { Chip } from '@fastops/ui/chip';
import { Dialog } from '@fastops/ui/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAmountEntry } from '../../lib/amount-entry.ts';
import { AmountQuestion } from '../../lib/amount-question.tsx';
import { moneyText } from '../../lib/money-text.ts';
import { useFailure } from '../../lib/use-failure.ts';
import type { OwedOrder } from './drivers.queries.ts';
import { useSettle } from './drivers.queries.ts';

type SettleDialogProps = {
  readonly driver: string;
  readonly orders: readonly OwedOrder[];
  readonly onDone: (stillOwed: Money) => void;
  readonly onClose: () => void;
};

/** What a driver hands in: all of it with one press, or less, or for some of the orders only. */
export function SettleDialog({ driver, orders, onDone, onClose }: SettleDialogProps) {
  const [left, setLeft] = useState<readonly string[]>([]);
  const chosen = orders.filter(({ id }) => !left.includes(id));
  const { t } = useTranslation();
  const toggle = (id: string) => setLeft((now) => (now.includes(id) ? now.filter((each) => each !== id) : [...now, id]));
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('drivers.settle-title', { name: driver })}
      closeLabel={t('common.close')}
      initialFocus={takeButton}
    >
      <div className="flex flex-col gap-4">
        {orders.length > 1 && (
          <div role="group" aria-label={t('drivers.which')} className="flex flex-wrap gap-2">
            {orders.map(({ id, number }) => (
              <Chip key={id} pressed={!left.includes(id)} onClick={() => toggle(id)}>
                {number}
              </Chip>
            ))}
          </div>
        )}
        {/* Another choice of orders owes another amount: what was typed for the old one is forgotten. */}
        <HandIn key={chosen.map(({ id }) => id).join()} all={orders} chosen={chosen} onDone={onDone} />
      </div>
    </Dialog>
  );
}

/** Enter takes what is shown, from the first moment on. */
function takeButton(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-testid="take-settlement"]');
}

type HandInProps = {
  readonly all: readonly OwedOrder[];
  readonly chosen: readonly OwedOrder[];
  readonly onDone: (stillOwed: Money) => void;
};

function HandIn({ all, chosen, onDone }: HandInProps) {
  const { t } = useTranslation();
  const owed = sumMoney(chosen.map(({ owes }) => owes));
  const settle = useSettle(
    all.map(({ id }) => id),
    onDone,
  );
  const error = useFailure([settle]);
  const blocked = (amount: Money): string | undefined => {
    if (amount <= 0) return t('drivers.nothing');
    if (amount > owed) return t('drivers.too-much', { amount: moneyText(owed) });
    return cashDue(amount) === amount ? undefined : t('drivers.not-coins');
  };
  const entry = useAmountEntry({
    start: owed,
    inDialog: true,
    onEnter: (handedIn) => {
      if (blocked(handedIn) === undefined && !settle.isPending) settle.mutate({ chosen: chosen.map(({ id }) => id), handedIn });
    },
  });
  const rest = subtractMoney(owed, entry.amount);
  return (
    <AmountQuestion
      entry={entry}
      label={t('drivers.hands-in')}
      submitLabel={rest > 0 ? t('drivers.take-part') : t('drivers.take-all')}
      testIds={{ amount: 'handed-in', submit: 'take-settlement' }}
      busy={settle.isPending}
      error={error}
      disabledReason={blocked(entry.amount)}
      quick={
        <p className="text-16 text-ink-muted">
          {t('drivers.owes', { amount: moneyText(owed) })}
          {rest > 0 && ` · ${t('drivers.stays', { amount: moneyText(rest) })}`}
        </p>
      }
    />
  );
}
