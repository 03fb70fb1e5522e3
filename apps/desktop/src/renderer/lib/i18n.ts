import i18next from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

import { en } from './messages/en.ts';
import { es } from './messages/es.ts';

export const LANGUAGES = ['es', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Locale of figures and dates, which follow the country before the language. */
export const LOCALE: Record<Language, string> = { es: 'es-CO', en: 'en-CO' };

/** Every text of the till, Spanish first: a key without English falls back to Spanish, never to its own name. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'es',
    resources: { es: { translation: es }, en: { translation: en } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
