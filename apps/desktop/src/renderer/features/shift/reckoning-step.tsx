import { money, subtractMoney, type Money as Amount } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { TextField } from '@fastops/ui/text-field';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Explanations } from './explanations.tsx';

/** How the drawer stands, as the branch server told it after the seal. */
export type Reckoning = { readonly expected: Amount; readonly counted: Amount; readonly difference: Amount };

type ReckoningStepProps = {
  readonly sessionId: string;
  readonly reckoning: Reckoning;
  readonly openingFloat: Amount;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onCountAgain: () => void;
  readonly onClose: (input: { floatLeft: Amount; reason: string | undefined }) => void;
};

/** After the seal: the difference, what may explain it, what stays for tomorrow, and the close. */
export function ReckoningStep(props: ReckoningStepProps) {
  const { sessionId, reckoning, openingFloat, busy, error, onCountAgain, onClose } = props;
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [floatText, setFloatText] = useState(String(Math.min(openingFloat, reckoning.counted)));
  const floatLeft = money(Number(floatText.replaceAll(/\D/g, '') || '0'));
  const tooMuch = floatLeft > reckoning.counted;
  const unexplained = reckoning.difference !== 0 && reason.trim() === '';
  const blocked = tooMuch ? t('shift.float-too-large') : unexplained ? t('shift.reason-needed') : undefined;
  return (
    <div className="flex flex-col gap-4">
      <Difference reckoning={reckoning} />
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
          onClick={() => onClose({ floatLeft, reason: reckoning.difference === 0 ? undefined : reason.trim() })}
        >
          {t('shift.close-submit')}
        </Button>
      </div>
    </div>
  );
}

function Difference({ reckoning }: { readonly reckoning: Reckoning }) {
  const { t } = useTranslation();
  const { expected, counted, difference } = reckoning;
  const fits = difference === 0;
  const word = t(fits ? 'shift.fits' : difference < 0 ? 'shift.missing' : 'shift.over');
  const Icon = fits ? CircleCheck : TriangleAlert;
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1 rounded-md border border-line-strong px-4 py-3 text-16">
      <dt className="text-ink-muted">{t('shift.expected')}</dt>
      <dd className="text-right">
        <Money amount={expected} data-testid="expected" />
      </dd>
      <dt className="text-ink-muted">{t('shift.counted')}</dt>
      <dd className="text-right">
        <Money amount={counted} />
      </dd>
      <dt className={`flex items-center gap-2 text-20 font-semibold ${fits ? 'text-positive' : 'text-danger'}`}>
        <Icon aria-hidden className="size-5" />
        {word}
      </dt>
      <dd className={`text-right text-20 font-semibold ${fits ? 'text-positive' : 'text-danger'}`} data-testid="difference">
        <Money amount={money(Math.abs(difference))} />
      </dd>
    </dl>
  );
}
