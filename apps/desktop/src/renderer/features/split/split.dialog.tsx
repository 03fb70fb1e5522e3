import { formatCop, sumMoney, timesMoney } from '@fastops/shared/base/money';
import type { OrderLine } from '@fastops/shared/orders/order.events';
import { unitTotal } from '@fastops/shared/orders/totals';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Money } from '@fastops/ui/money';
import { Stepper } from '@fastops/ui/stepper';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type SplitDialogProps = {
  readonly lines: readonly OrderLine[];
  readonly onSplit: (parts: { readonly lineId: string; readonly quantity: number }[]) => void;
  readonly onClose: () => void;
};

/** What goes into a bill of its own, line by line. */
export function SplitDialog({ lines, onSplit, onClose }: SplitDialogProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const parts = lines.flatMap(({ id }) => {
    const quantity = chosen[id] ?? 0;
    return quantity > 0 ? [{ lineId: id, quantity }] : [];
  });
  const amount = sumMoney(lines.map((line) => timesMoney(unitTotal(line), chosen[line.id] ?? 0)));
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('service.split')}
      description={t('service.split-hint')}
      closeLabel={t('common.close')}
      footer={
        <Button
          size="touch"
          variant="primary"
          stretch
          data-testid="split-confirm"
          disabledReason={parts.length === 0 ? t('service.split-none') : undefined}
          onClick={() => onSplit(parts)}
        >
          {t('service.split-do', { amount: formatCop(amount) })}
        </Button>
      }
    >
      <ul>
        {lines.map((line) => (
          <li key={line.id} data-testid="split-line" className="flex min-h-16 items-center gap-3 border-b border-line py-1 last:border-0">
            <span className="min-w-0 flex-1">
              <span className="block text-16 font-semibold">
                {line.quantity} {line.name}
              </span>
              <Money amount={unitTotal(line)} className="text-14 text-ink-muted" />
            </span>
            <Stepper
              value={chosen[line.id] ?? 0}
              min={0}
              max={line.quantity}
              labels={{ group: t('service.quantity-of', { name: line.name }), less: t('sell.one-less'), more: t('sell.one-more') }}
              onChange={(quantity) => setChosen({ ...chosen, [line.id]: quantity })}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
