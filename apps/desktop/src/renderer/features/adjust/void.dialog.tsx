import { formatCop, timesMoney } from '@fastops/shared/base/money';
import type { OrderLine } from '@fastops/shared/orders/order.events';
import { lineTotal } from '@fastops/shared/orders/totals';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Stepper } from '@fastops/ui/stepper';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { ReasonField } from '../../lib/reason-field.tsx';
import { useFailureText, useRefusalText } from '../../lib/refusal-text.ts';
import { useVoidLine } from './adjust.queries.ts';

type VoidDialogProps = { readonly orderId: string; readonly line: OrderLine; readonly onClose: () => void };

const REASONS = ['changed-mind', 'mistake', 'took-long', 'fell', 'ran-out'] as const;

/** Takes a line off that the kitchen already has. It stays in the order's history, with who and why. */
export function VoidDialog({ orderId, line, onClose }: VoidDialogProps) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const failureText = useFailureText();
  const [id] = useState(newId);
  const [quantity, setQuantity] = useState(line.quantity);
  const [reason, setReason] = useState('');
  const remove = useVoidLine(orderId, onClose);
  const refusal = remove.data && !remove.data.ok ? refusalText(remove.data.refusal) : undefined;
  const error = refusal ?? (remove.isError ? failureText(remove.error, t('common.not-saved')) : undefined);
  const worth = formatCop(timesMoney(lineTotal({ ...line, quantity: 1 }), quantity));
  const submit = () => {
    const voided = { id, lineId: line.id, quantity, reason: reason.trim() };
    remove.mutate({ voided, what: t('void.approve', { quantity, name: line.name, amount: worth }) });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('void.title', { name: line.name })}
      description={t('void.hint')}
      closeLabel={t('common.close')}
      footer={
        <Button
          size="hero"
          variant="danger"
          stretch
          busy={remove.isPending}
          data-testid="void-confirm"
          disabledReason={reason.trim() === '' ? t('adjust.reason-needed') : undefined}
          onClick={submit}
        >
          {t('void.confirm', { amount: worth })}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {line.quantity > 1 && (
          <div className="flex items-center justify-between gap-3">
            <span className="text-16 font-semibold">{t('void.how-many')}</span>
            <Stepper
              value={quantity}
              onChange={setQuantity}
              max={line.quantity}
              labels={{ group: t('void.how-many'), less: t('common.less'), more: t('common.more') }}
            />
          </div>
        )}
        <ReasonField
          label={t('adjust.reason')}
          usual={REASONS.map((each) => t(`void.reason.${each}`))}
          value={reason}
          maxLength={120}
          onChange={setReason}
        />
        {error && (
          <p role="alert" className="text-14 font-medium text-danger">
            {error}
          </p>
        )}
      </div>
    </Dialog>
  );
}
