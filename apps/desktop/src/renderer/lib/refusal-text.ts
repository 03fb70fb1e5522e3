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
