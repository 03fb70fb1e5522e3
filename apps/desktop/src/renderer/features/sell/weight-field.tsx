import type { Money as Amount } from '@fastops/shared/base/money';
import { gramsSchema, weightText } from '@fastops/shared/orders/line-weight';
import type { Selection } from '@fastops/shared/catalog/selection';
import { Button } from '@fastops/ui/button';
import { Keypad } from '@fastops/ui/keypad';
import { Money } from '@fastops/ui/money';
import { TextField } from '@fastops/ui/text-field';
import { Keyboard, Scale } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import type { Weighed } from './weigh.queries.ts';
import { useTypedWeight, useWeigh } from './weigh.queries.ts';

/** Digits of the heaviest weight. */
const LONGEST = 5;

type WeightProps = {
  readonly name: string;
  readonly perKilo: Amount;
  readonly weight: Selection['weight'];
  readonly onWeighed: (weight: Weighed) => void;
};

/** What the portion weighs: the scale is asked as the sheet opens; where it says nothing, somebody who may types it. */
export function WeightField({ name, perKilo, weight, onWeighed: take }: WeightProps) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [isTyping, setTyping] = useState(false);
  const scale = useWeigh(take);
  const asked = useRef(false);
  const { mutate: weigh } = scale;
  useEffect(() => {
    if (asked.current || weight) return;
    asked.current = true;
    weigh();
  }, [weigh, weight]);
  const refused = scale.data?.ok === false ? scale.data.refusal : undefined;
  return (
    <section aria-label={t('weight.title')} className="flex flex-col gap-3">
      <h3 className="flex items-baseline justify-between text-16 font-semibold">
        {t('weight.title')}
        <span className="text-14 font-medium text-ink-muted">
          {perKilo > 0 && (
            <>
              <Money amount={perKilo} />
              {t('weight.per-kilo')}
            </>
          )}
        </span>
      </h3>
      <div className="flex items-center justify-between gap-4 rounded-md border border-line bg-surface px-4 py-3">
        <output className="text-40 font-semibold tabular-nums" data-testid="weight">
          {weight ? weightText(weight.grams) : '– g'}
        </output>
        <div className="flex flex-wrap justify-end gap-2">
          <Button size="touch" icon={Keyboard} onClick={() => setTyping((now) => !now)} data-testid="weight-by-hand">
            {t('weight.by-hand')}
          </Button>
          <Button size="touch" icon={Scale} busy={scale.isPending} onClick={() => weigh()} data-testid="weigh">
            {t(weight ? 'weight.again' : 'weight.weigh')}
          </Button>
        </div>
      </div>
      <p role="status" className="min-h-5 text-14 font-medium text-warning" data-testid="weight-news">
        {scale.isPending ? t('weight.weighing') : refused ? refusalText(refused) : scale.isError ? t('common.not-saved') : ''}
      </p>
      {isTyping && <TypedWeight product={name} onWeighed={(typed) => (take(typed), scale.reset(), setTyping(false))} />}
    </section>
  );
}

function TypedWeight({ product, onWeighed }: { readonly product: string; readonly onWeighed: (weight: Weighed) => void }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [text, setText] = useState('');
  const typed = useTypedWeight(product, onWeighed);
  const grams = gramsSchema.safeParse(Number(text));
  const refusal = typed.data?.ok === false ? typed.data.refusal : undefined;
  const use = () => {
    if (grams.success) typed.mutate(grams.data);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_252px] gap-4" data-own-enter>
      <div className="flex flex-col gap-3">
        <TextField
          label={t('weight.grams')}
          size="touch"
          inputMode="numeric"
          maxLength={LONGEST}
          autoFocus
          value={text}
          error={refusal && refusalText(refusal)}
          onChange={(event) => setText(event.target.value.replaceAll(/\D/g, ''))}
          onKeyDown={(event) => {
            if (event.key === 'Enter') use();
          }}
          data-testid="weight-grams"
        />
        <Button
          size="touch"
          busy={typed.isPending}
          disabledReason={grams.success ? undefined : t('weight.grams')}
          onClick={use}
          data-testid="weight-use"
        >
          {t('weight.use')}
        </Button>
      </div>
      <Keypad
        corner="00"
        groupLabel={t('common.keypad')}
        eraseLabel={t('common.erase')}
        onKey={(key) => setText((now) => (now + key).slice(0, LONGEST))}
        onErase={() => setText((now) => now.slice(0, -1))}
      />
    </div>
  );
}
