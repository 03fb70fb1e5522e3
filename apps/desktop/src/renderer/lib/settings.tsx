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
  /** After so many minutes without a touch or a key the till asks who works; 0 is never. */
  readonly autoLockMinutes: number;
  readonly setAutoLockMinutes: (minutes: number) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
};

const SettingsContext = createContext<Settings | undefined>(undefined);
const THEME_KEY = 'fastops.theme';
const LANGUAGE_KEY = 'fastops.language';
const AUTO_LOCK_KEY = 'fastops.auto-lock';

/** Minutes to choose from. */
export const AUTO_LOCKS = [0, 1, 2, 5, 10, 30] as const;
const USUAL_AUTO_LOCK = 5;

/** How this till looks and speaks. Kept on the machine: it belongs to the counter, not to a person. */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  const [theme, setTheme] = useState<Theme>(() => oneOf(THEMES, localStorage.getItem(THEME_KEY)) ?? 'light');
  const [autoLockMinutes, setAutoLockMinutes] = useState<number>(storedAutoLock);
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

  useEffect(() => localStorage.setItem(AUTO_LOCK_KEY, String(autoLockMinutes)), [autoLockMinutes]);

  const settings = useMemo(
    () => ({ theme, language, autoLockMinutes, setTheme, setLanguage, setAutoLockMinutes }),
    [theme, language, autoLockMinutes],
  );
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

function storedAutoLock(): number {
  const stored = localStorage.getItem(AUTO_LOCK_KEY);
  return AUTO_LOCKS.find((minutes) => String(minutes) === stored) ?? USUAL_AUTO_LOCK;
}

function oneOf<Value extends string>(allowed: readonly Value[], text: string | null): Value | undefined {
  return allowed.find((value) => value === text);
}
