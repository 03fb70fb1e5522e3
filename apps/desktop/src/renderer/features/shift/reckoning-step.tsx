import { money, subtractMoney, type Money as Amount } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Difference, type Reckoning } from './difference.tsx';
import { Explanations } from './explanations.tsx';

type ReckoningStepProps = {
  readonly sessionId: string;
  readonly reckoning: Reckoning & { readonly earlier: readonly Reckoning[] };
  readonly openingFloat: Amount;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onCountAgain: () => void;
  readonly onClose: (input: { floatLeft: Amount; reason: string | undefined; cardsDeclared: Amount | undefined }) => void;
};

/** After the seal: the difference, what may explain it, what stays for tomorrow, and the close. */
export function ReckoningStep(props: ReckoningStepProps) {
  const { sessionId, reckoning, openingFloat, busy, error, onCountAgain, onClose } = props;
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [floatText, setFloatText] = useState(String(Math.min(openingFloat, reckoning.counted)));
  const [cardsText, setCardsText] = useState('');
  const cardsDeclared = cardsText.trim() === '' ? undefined : money(Number(cardsText.replaceAll(/\D/g, '') || '0'));
  const floatLeft = money(Number(floatText.replaceAll(/\D/g, '') || '0'));
  const tooMuch = floatLeft > reckoning.counted;
  const unexplained = reckoning.difference !== 0 && reason.trim() === '';
  const blocked = tooMuch ? t('shift.float-too-large') : unexplained ? t('shift.reason-needed') : undefined;
  return (
    <div className="flex flex-col gap-4">
      <Difference reckoning={reckoning} earlier={reckoning.earlier} />
      {reckoning.difference !== 0 && (
        <>
          <Explanations sessionId={sessionId} />
          <TextField
            size="touch"
            label={t('shift.reason')}
            data-testid="difference-reason"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
      <div className="grid grid-cols-2 items-end gap-4">
        <TextField
          size="touch"
          label={t('shift.float-left')}
          inputMode="numeric"
          data-testid="float-left"
          value={floatText}
          error={tooMuch ? t('shift.float-too-large') : undefined}
          onChange={(event) => setFloatText(event.target.value)}
        />
        <p className="flex min-h-12 items-center justify-between gap-2 text-16">
          <span className="text-ink-muted">{t('shift.taken-out')}</span>
          <Money amount={tooMuch ? money(0) : subtractMoney(reckoning.counted, floatLeft)} className="font-semibold" />
        </p>
        <TextField
          size="touch"
          label={t('shift.cards-declared')}
          inputMode="numeric"
          data-testid="cards-declared"
          value={cardsText}
          onChange={(event) => setCardsText(event.target.value)}
        />
      </div>
      {error && (
        <p role="alert" className="text-14 font-medium text-danger">
          {error}
        </p>
      )}
      <div className="flex gap-3">
        <Button size="hero" onClick={onCountAgain} data-testid="count-again">
          {t('shift.count-again')}
        </Button>
        <Button
          variant="primary"
          size="hero"
          stretch
          busy={busy}
          disabledReason={blocked}
          data-testid="close-shift"
          onClick={() => onClose({ floatLeft, reason: reckoning.difference === 0 ? undefined : reason.trim(), cardsDeclared })}
        >
          {t('shift.close-submit')}
        </Button>
      </div>
    </div>
  );
}
