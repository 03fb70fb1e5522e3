import type { Money as Amount } from '@fastops/shared/base/money';
import { needsVerification } from '@fastops/shared/payments/method';
import { Money } from '@fastops/ui/money';
import { TextField } from '@fastops/ui/text-field';
import { useTranslation } from 'react-i18next';

import type { Method } from './method.ts';

type ExactColumnProps = {
  readonly method: Method;
  readonly amount: Amount;
  readonly reference: string;
  readonly onReference: (reference: string) => void;
};

/** A means that gives exactly what is asked: the amount to type on the other device, and the number it answers with. */
export function ExactColumn({ method, amount, reference, onReference }: ExactColumnProps) {
  const { t } = useTranslation();
  const waits = needsVerification(method);
  return (
    <div className="flex flex-col gap-4">
      <div className="rounded-md border border-line-strong px-4 py-3">
        <p className="text-16 text-ink-muted">{t(waits ? 'pay.ask-transfer' : 'pay.ask-card')}</p>
        <p className="text-right">
          <Money amount={amount} size={40} className="font-semibold" />
        </p>
      </div>
      <TextField
        size="touch"
        label={t('pay.reference')}
        hint={t(waits ? 'pay.verify-hint' : 'pay.reference-hint')}
        maxLength={40}
        value={reference}
        data-testid="pay-reference"
        onChange={(event) => onReference(event.target.value)}
      />
    </div>
  );
}
