import { TextField } from '@fastops/ui/text-field';
import { useTranslation } from 'react-i18next';

import { Panel } from '../../lib/panel.tsx';
import { orderTypeText } from '../../lib/words.ts';
import type { KitchenDraft } from './kitchen-draft.ts';
import { LADDER_STEPS, ORDER_TYPES } from './kitchen-draft.ts';
import type { FaultAt } from './station-card.tsx';

type TimesProps = { readonly draft: KitchenDraft; readonly faultAt: FaultAt; readonly onChange: (draft: KitchenDraft) => void };

/** From when on a card warns, and from when on it is late, by order type. */
export function ThresholdFields({ draft, faultAt, onChange }: TimesProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('kitchenSettings.thresholds')}>
      <div className="flex flex-col gap-4">
        <p className="text-14 text-ink-muted">{t('kitchenSettings.thresholdsText')}</p>
        <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {ORDER_TYPES.map((type) => (
            <fieldset key={type} className="grid grid-cols-2 gap-3">
              <legend className="mb-1 text-14 font-semibold">{orderTypeText(t, type)}</legend>
              {(['warn', 'late'] as const).map((which) => (
                <TextField
                  key={which}
                  label={t(`kitchenSettings.${which}`)}
                  inputMode="decimal"
                  maxLength={5}
                  trail={<span aria-hidden>{t('kitchenSettings.minutes')}</span>}
                  value={draft.thresholds[type][which]}
                  error={faultAt(`${type} ${which}`)}
                  onChange={(event) =>
                    onChange({
                      ...draft,
                      thresholds: { ...draft.thresholds, [type]: { ...draft.thresholds[type], [which]: event.target.value } },
                    })
                  }
                />
              ))}
            </fieldset>
          ))}
        </div>
      </div>
    </Panel>
  );
}

/** How long each step waits for somebody to see a ticket. */
export function LadderFields({ draft, faultAt, onChange }: TimesProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('kitchenSettings.ladder')}>
      <div className="flex flex-col gap-4">
        <p className="text-14 text-ink-muted">{t('kitchenSettings.ladderText')}</p>
        <div className="grid gap-4 sm:grid-cols-3">
          {LADDER_STEPS.map((step) => (
            <TextField
              key={step}
              label={t(`kitchenSettings.steps.${step}`)}
              inputMode="numeric"
              maxLength={4}
              lead={<span aria-hidden>{t('kitchenSettings.after')}</span>}
              trail={<span aria-hidden>{t('kitchenSettings.seconds')}</span>}
              value={draft.ladder[step]}
              error={faultAt(step)}
              onChange={(event) => onChange({ ...draft, ladder: { ...draft.ladder, [step]: event.target.value } })}
            />
          ))}
        </div>
      </div>
    </Panel>
  );
}
