import { formatCop, money, subtractMoney, type Money as Amount } from '@fastops/shared/base/money';
import { Dialog } from '@fastops/ui/dialog';
import { useTranslation } from 'react-i18next';

import { useAmountEntry } from '../../lib/amount-entry.ts';
import { AmountQuestion } from '../../lib/amount-question.tsx';

type PartAmountProps = { readonly owed: Amount; readonly onPart: (part: Amount) => void; readonly onClose: () => void };

/** So much of the bill, by this means; what is left is asked for next. */
export function PartAmountDialog({ owed, onPart, onClose }: PartAmountProps) {
  const { t } = useTranslation();
  const isPart = (amount: Amount) => amount > 0 && amount <= owed;
  const entry = useAmountEntry({ start: money(0), inDialog: true, onEnter: (amount) => (isPart(amount) ? onPart(amount) : undefined) });
  const left = isPart(entry.amount) ? subtractMoney(owed, entry.amount) : undefined;
  const tooMuch: string = t('pay.part-too-much', { owed: formatCop(owed) });
  const missing = entry.amount > owed ? tooMuch : t('pay.part-needed');
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('pay.part-title')}
      description={t('pay.part-hint')}
      closeLabel={t('common.close')}
      initialFocus={confirmButton}
    >
      <AmountQuestion
        entry={entry}
        label={t('pay.part-label')}
        submitLabel={left === undefined ? t('pay.part-title') : t('pay.part-leaves', { left: formatCop(left) })}
        testIds={{ amount: 'part-amount', submit: 'part-confirm' }}
        busy={false}
        error={undefined}
        disabledReason={left === undefined ? missing : undefined}
      />
    </Dialog>
  );
}

/** From there Enter charges; the dialog starts with what closes it otherwise. */
function confirmButton(): HTMLElement | null {
  return document.querySelector('[data-testid="part-confirm"]');
}
