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
  const floatLeft = amountOf(floatText);
  const tooMuch = floatLeft > reckoning.counted;
  const isOff = reckoning.difference !== 0;
  const unexplained = isOff && reason.trim() === '';
  const blocked = tooMuch ? t('shift.float-too-large') : unexplained ? t('shift.reason-needed') : undefined;
  const ending = {
    floatLeft,
    reason: isOff ? reason.trim() : undefined,
    cardsDeclared: cardsText.trim() === '' ? undefined : amountOf(cardsText),
  };
  return (
    <div className="flex flex-col gap-4">
      <Difference reckoning={reckoning} earlier={reckoning.earlier} />
      {isOff && <Explanations sessionId={sessionId} />}
      {isOff && <Field name="difference-reason" label={t('shift.reason')} value={reason} onChange={setReason} />}
      <div className="grid grid-cols-2 items-end gap-4">
        <Field
          figures
          name="float-left"
          label={t('shift.float-left')}
          value={floatText}
          error={tooMuch ? t('shift.float-too-large') : undefined}
          onChange={setFloatText}
        />
        <p className="flex min-h-12 items-center justify-between gap-2 text-16">
          <span className="text-ink-muted">{t('shift.taken-out')}</span>
          <Money amount={tooMuch ? money(0) : subtractMoney(reckoning.counted, floatLeft)} className="font-semibold" />
        </p>
        <Field figures name="cards-declared" label={t('shift.cards-declared')} value={cardsText} onChange={setCardsText} />
      </div>
      {error && (
        <p role="alert" className="text-14 font-medium text-danger">
          {error}
        </p>
      )}
      <div className="flex gap-3">
        <Button size="hero" className="shrink-0" onClick={onCountAgain} data-testid="count-again">
          {t('shift.count-again')}
        </Button>
        <Button
          variant="primary"
          size="hero"
          stretch
          busy={busy}
          disabledReason={blocked}
          data-testid="close-shift"
          onClick={() => onClose(ending)}
        >
          {t('shift.close-submit')}
        </Button>
      </div>
    </div>
  );
}

function amountOf(text: string): Amount {
  return money(Number(text.replaceAll(/\D/g, '').slice(0, 12) || '0'));
}

/** `100.000`: dots where a Colombian reader expects them, while typing. */
function grouped(text: string): string {
  return text
    .replaceAll(/\D/g, '')
    .slice(0, 12)
    .replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly figures?: boolean;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
};

function Field({ name, label, value, figures = false, error, onChange }: FieldProps) {
  return (
    <TextField
      size="touch"
      label={label}
      inputMode={figures ? 'numeric' : 'text'}
      maxLength={figures ? 16 : 200}
      data-testid={name}
      value={figures ? grouped(value) : value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
