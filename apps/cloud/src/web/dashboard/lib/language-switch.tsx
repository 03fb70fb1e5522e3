import { Segmented } from '@fastops/ui/segmented';
import { useTranslation } from 'react-i18next';

import { LANGUAGES, useLanguage } from './i18n.ts';

export function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, setLanguage } = useLanguage();
  return (
    <Segmented
      label={t('user.language')}
      value={language}
      onChange={setLanguage}
      segments={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
    />
  );
}
