import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

import { esCo } from './messages/es-co.ts';
import type { officeEsCo } from './messages/office.es-co.ts';
import { remember, remembered } from './remembered.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly resources: { readonly translation: typeof esCo & typeof officeEsCo };
    readonly returnNull: false;
  }
}

/** Spanish first: it is what the shops speak, whatever the browser does. */
export const LANGUAGES = ['es', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How dates are written. Money stays as the shop writes it in both languages. */
const LOCALE = { es: 'es-CO', en: 'en-US' } as const;
const KEY = 'fastops.language';

export async function startLanguages(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = LOCALE[toLanguage(language)];
  });
  const language = remembered(KEY, LANGUAGES) ?? 'es';
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'es',
    resources: { es: { translation: esCo }, ...(language === 'en' ? { en: { translation: await english() } } : {}) },
    interpolation: { escapeValue: false },
  });
}

/** Brings the Spanish words of the pages that nobody opens first; the English ones come all at once. */
export async function bringOfficeWords(): Promise<void> {
  const { officeEsCo } = await import('./messages/office.es-co.ts');
  i18next.addResourceBundle('es', 'translation', officeEsCo, true);
}

/** Who speaks Spanish doesn't carry the English words as well. */
async function english() {
  return (await import('./messages/en.ts')).en;
}

export function useLanguage(): {
  readonly language: Language;
  readonly locale: string;
  readonly setLanguage: (language: Language) => void;
} {
  const { i18n } = useTranslation();
  const language = toLanguage(i18n.language);
  return { language, locale: LOCALE[language], setLanguage };
}

function setLanguage(language: Language): void {
  remember(KEY, language);
  void changeTo(language);
}

async function changeTo(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) i18next.addResourceBundle('en', 'translation', await english());
  await i18next.changeLanguage(language);
}

function toLanguage(code: string): Language {
  return code === 'en' ? 'en' : 'es';
}
