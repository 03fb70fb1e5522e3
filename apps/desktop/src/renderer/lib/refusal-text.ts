import type { Refusal } from '@fastops/shared/base/result';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** The sentence for a refusal's code, with its facts filled in. A code this version doesn't know still gets an honest one. */
export function useRefusalText(): (refusal: Refusal) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (refusal) => {
      const key = `refusal.${refusal.code}`;
      // The code comes from the server at run time, so the catalogue can only be asked, not typed.
      const facts: Record<string, unknown> = { ...refusal };
      return i18n.exists(key) ? String(i18n.t(key as never, facts)) : t('refusal.unknown', { code: refusal.code });
    },
    [t, i18n],
  );
}

/** What to say when a call failed without an answer: why its input was not taken, or the words of the screen that asked. */
export function useFailureText(): (error: unknown, otherwise: string) => string {
  const refusalText = useRefusalText();
  return useCallback((error, otherwise) => (isInputFault(error) ? refusalText(error.data.input) : otherwise), [refusalText]);
}

function isInputFault(error: unknown): error is { readonly data: { readonly input: Refusal } } {
  const data: unknown = Reflect.get(Object(error), 'data');
  const input: unknown = Reflect.get(Object(data), 'input');
  return typeof Reflect.get(Object(input), 'code') === 'string';
}
