import type { ReactNode } from 'react';
import { createContext, use, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Language } from './i18n.ts';
import { LANGUAGES, LOCALE } from './i18n.ts';

export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** The screen towards the customer, and the picture of the shop's own QR. */
export type DisplaySettings = { readonly on: boolean; readonly qr: string | undefined };

type Settings = {
  readonly theme: Theme;
  readonly language: Language;
  /** After so many minutes without a touch or a key the till asks who works; 0 is never. */
  readonly autoLockMinutes: number;
  readonly setAutoLockMinutes: (minutes: number) => void;
  readonly display: DisplaySettings;
  readonly setDisplay: (display: DisplaySettings) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
};

const SettingsContext = createContext<Settings | undefined>(undefined);
const THEME_KEY = 'fastops.theme';
const LANGUAGE_KEY = 'fastops.language';
const AUTO_LOCK_KEY = 'fastops.auto-lock';
const DISPLAY_KEY = 'fastops.customer-display';
const DISPLAY_QR_KEY = 'fastops.customer-display-qr';

/** Minutes to choose from. */
export const AUTO_LOCKS = [0, 1, 2, 5, 10, 30] as const;
const USUAL_AUTO_LOCK = 5;

/** How this till looks and speaks. Kept on the machine: it belongs to the counter, not to a person. */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  const [theme, setTheme] = useState<Theme>(() => oneOf(THEMES, localStorage.getItem(THEME_KEY)) ?? 'light');
  const [autoLockMinutes, setAutoLockMinutes] = useState<number>(storedAutoLock);
  const [display, setDisplay] = useState<DisplaySettings>(storedDisplay);
  const [language, speak] = useState<Language>(storedLanguage);

  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem(THEME_KEY, theme);
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = LOCALE[language];
    void i18n.changeLanguage(language);
  }, [language, i18n]);

  useEffect(() => localStorage.setItem(AUTO_LOCK_KEY, String(autoLockMinutes)), [autoLockMinutes]);
  useEffect(() => {
    localStorage.setItem(DISPLAY_KEY, display.on ? 'on' : 'off');
    if (display.qr === undefined) localStorage.removeItem(DISPLAY_QR_KEY);
    else localStorage.setItem(DISPLAY_QR_KEY, display.qr);
  }, [display]);

  const settings = useMemo(() => {
    // Kept once somebody chose it: until then the branch's file may say it.
    const setLanguage = (chosen: Language) => {
      localStorage.setItem(LANGUAGE_KEY, chosen);
      speak(chosen);
    };
    return { theme, language, autoLockMinutes, display, setTheme, setLanguage, setAutoLockMinutes, setDisplay };
  }, [theme, language, autoLockMinutes, display]);
  return <SettingsContext value={settings}>{children}</SettingsContext>;
}

export function useSettings(): Settings {
  const settings = use(SettingsContext);
  if (!settings) throw new Error('useSettings outside SettingsProvider');
  return settings;
}

/** Whether somebody said what this till speaks. */
export function hasChosenLanguage(): boolean {
  return localStorage.getItem(LANGUAGE_KEY) !== null;
}

export function storedLanguage(): Language {
  return oneOf(LANGUAGES, localStorage.getItem(LANGUAGE_KEY)) ?? 'es';
}

function storedDisplay(): DisplaySettings {
  return { on: localStorage.getItem(DISPLAY_KEY) === 'on', qr: localStorage.getItem(DISPLAY_QR_KEY) ?? undefined };
}

function storedAutoLock(): number {
  const stored = localStorage.getItem(AUTO_LOCK_KEY);
  return AUTO_LOCKS.find((minutes) => String(minutes) === stored) ?? USUAL_AUTO_LOCK;
}

function oneOf<Value extends string>(allowed: readonly Value[], text: string | null): Value | undefined {
  return allowed.find((value) => value === text);
}
