import { Segmented } from '@fastops/ui/segmented';
import { useTranslation } from 'react-i18next';

import type { FirstStep } from '../../lib/first-start.ts';
import { LANGUAGES } from '../../lib/i18n.ts';
import { useSettings } from '../../lib/settings.tsx';
import { StepFrame } from './step-frame.tsx';

export function LanguageStep({ steps, onNext }: { readonly steps: readonly FirstStep[]; readonly onNext: () => void }) {
  const { t } = useTranslation();
  const { language, setLanguage } = useSettings();
  return (
    <StepFrame step="language" steps={steps} onNext={onNext}>
      <Segmented
        size="big"
        label={t('menu.language')}
        value={language}
        onChange={setLanguage}
        segments={LANGUAGES.map((value) => ({ value, label: t(`menu.language.${value}`) }))}
      />
    </StepFrame>
  );
}
