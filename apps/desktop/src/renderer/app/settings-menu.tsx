import { IconButton } from '@fastops/ui/icon-button';
import { Menu, MenuChoice, MenuSeparator } from '@fastops/ui/menu';
import { Settings2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { LANGUAGES } from '../lib/i18n.ts';
import { AUTO_LOCKS, THEMES, useSettings } from '../lib/settings.tsx';

/** Language and looks, for when nobody is logged in yet. */
export function SettingsMenu() {
  const { t } = useTranslation();
  return (
    <Menu label={t('menu.settings')} trigger={<IconButton icon={Settings2} label={t('menu.settings')} size="touch" />}>
      <SettingsChoices />
    </Menu>
  );
}

export function SettingsChoices() {
  const { t } = useTranslation();
  const { theme, language, autoLockMinutes, setTheme, setLanguage, setAutoLockMinutes } = useSettings();
  return (
    <>
      <MenuChoice
        title={t('menu.language')}
        value={language}
        onChange={setLanguage}
        options={LANGUAGES.map((value) => ({ value, label: t(`menu.language.${value}`) }))}
      />
      <MenuSeparator />
      <MenuChoice
        title={t('menu.theme')}
        value={theme}
        onChange={setTheme}
        options={THEMES.map((value) => ({ value, label: t(`menu.theme.${value}`) }))}
      />
      <MenuSeparator />
      <MenuChoice
        title={t('menu.auto-lock')}
        value={String(autoLockMinutes)}
        onChange={(minutes) => setAutoLockMinutes(Number(minutes))}
        options={AUTO_LOCKS.map((minutes) => ({
          value: String(minutes),
          label: minutes === 0 ? t('menu.auto-lock.never') : t('menu.auto-lock.minutes', { minutes }),
        }))}
      />
    </>
  );
}
