import type { ReactNode } from 'react';
import { createContext, use, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Language } from './i18n.ts';
import { LANGUAGES, LOCALE } from './i18n.ts';

export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

type Settings = {
  readonly theme: Theme;
  readonly language: Language;
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
};

const SettingsContext = createContext<Settings | undefined>(undefined);
const THEME_KEY = 'fastops.theme';
const LANGUAGE_KEY = 'fastops.language';

/** How this till looks and speaks. Kept on the machine: it belongs to the counter, not to a person. */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  const [theme, setTheme] = useState<Theme>(() => oneOf(THEMES, localStorage.getItem(THEME_KEY)) ?? 'light');
  const [language, setLanguage] = useState<Language>(storedLanguage);

  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem(THEME_KEY, theme);
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = LOCALE[language];
    localStorage.setItem(LANGUAGE_KEY, language);
    void i18n.changeLanguage(language);
  }, [language, i18n]);

  const settings = useMemo(() => ({ theme, language, setTheme, setLanguage }), [theme, language]);
  return <SettingsContext value={settings}>{children}</SettingsContext>;
}

export function useSettings(): Settings {
  const settings = use(SettingsContext);
  if (!settings) throw new Error('useSettings outside SettingsProvider');
  return settings;
}

export function storedLanguage(): Language {
  return oneOf(LANGUAGES, localStorage.getItem(LANGUAGE_KEY)) ?? 'es';
}

function oneOf<Value extends string>(allowed: readonly Value[], text: string | null): Value | undefined {
  return allowed.find((value) => value === text);
}
